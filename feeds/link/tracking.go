package link

import (
	"net/url"
	"strings"
)

// withoutTracking returns a query without the parameters that say how one came
// to a page, and whether any were cut. What stays is encoded anew if so.
func withoutTracking(query, host string) (string, bool) {
	if query == "" {
		return "", false
	}
	var kept []string
	cut := false
	for pair := range strings.SplitSeq(query, "&") {
		if isTracking(pair, host) {
			cut = true
		} else {
			kept = append(kept, pair)
		}
	}
	if !cut {
		return query, false
	}
	for i, pair := range kept {
		kept[i] = encodePair(pair)
	}
	return strings.Join(kept, "&"), true
}

// encodePair encodes a parameter in the normal way, if it is one.
func encodePair(pair string) string {
	name, value, ok := strings.Cut(pair, "=")
	n, err1 := url.QueryUnescape(name)
	v, err2 := url.QueryUnescape(value)
	if !ok || err1 != nil || err2 != nil {
		return pair
	}
	return url.QueryEscape(n) + "=" + url.QueryEscape(v)
}

// isTracking reports whether a parameter of an address of host is tracking.
func isTracking(pair, host string) bool {
	name, value, hasValue := strings.Cut(pair, "=")
	if n, err := url.QueryUnescape(name); err == nil {
		name = n
	}
	name = strings.ToLower(name)
	if identifying[name] || !hasValue && name != "amp" {
		return false
	}
	if tracking[name] {
		return true
	}
	for _, prefix := range trackingPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	value, _ = url.QueryUnescape(value)
	switch name {
	case "output", "outputtype", "amp":
		return value == "amp" || name == "amp" && (value == "" || value == "1" || value == "true")
	case "ref":
		if u := parse("https://" + value); u != nil && identityHost(u) == host {
			return true
		}
	}
	return isTrackingOf(host, name)
}

// isTrackingOf reports whether a parameter is tracking on the host, or on a
// domain above it.
func isTrackingOf(host, name string) bool {
	for host != "" {
		for n := range strings.FieldsSeq(hostTracking[host]) {
			if n == name {
				return true
			}
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return false
}

// isTrackingFragment reports whether a fragment says how one came to a page
// instead of naming a place in it.
func isTrackingFragment(s string) bool {
	s = strings.ToLower(s)
	for _, prefix := range []string{"utm_", "xtor=", "echobox=", "at_medium=", "ref=rss", "comp=rss", "aoh="} {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

// identifying are the parameters that name a page, whatever else they look
// like.
var identifying = words("id p aid story article") //nolint:gochecknoglobals // table

var trackingPrefixes = strings.Fields("utm_ mtm_ itm_ hsa_ fb_ at_ oly_ pk_ piwik_ matomo_ ns_ ga_ wt. elqtrack __hs amp_") //nolint:gochecknoglobals // table

var tracking = words(trackingNames) //nolint:gochecknoglobals // table

const trackingNames = `fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid srsltid igshid igsh
	mc_cid mc_eid mkt_tok _hsenc _hsmi hsctatracking cmp cmpid ocid ref_src ref_url smid smtyp ncid guccounter
	guce_referrer guce_referrer_sig _ga _gl vero_id vero_conv ml_subscriber ml_subscriber_hash rb_clickid
	s_cid s_kwcid wickedid __s _openstat xtor dicbo tblci icid intcmp int_cmp _branch_match_id mbid usqp wprov
	__twitter_impression sr_share li_fat_id epik irclickid dm_i sc_cmp sc_cid ftag taid wpisrc wpmm
	traffic_source echobox recirc cndid bxid esrc`

// hostTracking are parameters that are tracking on one domain and may name a
// page on others.
var hostTracking = map[string]string{ //nolint:gochecknoglobals // table
	"abcnews.go.com":     "cid src",
	"amazon.com":         "ref",
	"bbc.com":            "ref src",
	"cbsnews.com":        "cid src",
	"cnn.com":            "cid src iid hpt rss",
	"dailymail.co.uk":    "ito",
	"huffpost.com":       "ref src",
	"independent.co.uk":  "r",
	"latimes.com":        "track",
	"linkedin.com":       "trk",
	"medium.com":         "ref source",
	"msn.com":            "cvid ei",
	"nbcnews.com":        "cid",
	"news.google.com":    "oc hl gl ceid",
	"npr.org":            "ft f",
	"nytimes.com":        "ref src partner emc referringsource nl te pgtype action module campaign_id instance_id segment_id regi_id user_id",
	"reuters.com":        "cid feedtype feedname rpc il",
	"theguardian.com":    "ref src",
	"twitter.com":        "s t",
	"usatoday.com":       "csp",
	"washingtonpost.com": "itid tid",
	"x.com":              "s t",
	"yahoo.com":          "ref src",
	"youtube.com":        "feature si ab_channel",
}

// sameHosts are domains that are one site, and the name that stands for both.
var sameHosts = [][2]string{{"bbc.co.uk", "bbc.com"}} //nolint:gochecknoglobals // table

func words(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}
