package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A role is what the name of an element says that it is. The greater wins.
type role uint8

const (
	roleNone      role = iota
	roleLede           // stands between headline and text
	roleCaption        // tells of a picture
	roleSmall          // furniture, if it is small
	roleByline         // names the authors
	roleFurniture      // furniture of nearly any size
	roleTalk           // what readers say, of any size
)

// roles are the words, and pairs of words, that name an element's role; those
// with = are whole names.
var roles = rolesOf(map[role][]string{ //nolint:gochecknoglobals // table
	roleLede: {
		"standfirst", "dek", "subheadline", "sub headline", "subtitle", "sub title", "article subtitle",
		"article intro", "strapline", "article abstract",
	},
	roleCaption: {
		"caption", "captions", "figcaption", "=credit", "=credits", "photo credit", "image credit",
		"picture credit", "media credit", "figure credit", "credit text", "credit line", "photo credits",
		"photocredit", "imagecredit", "cutline", "legenda", "photographer",
	},
	roleByline: {
		"byline", "bylines", "author", "authors", "writtenby", "contributors",
	},
	roleSmall: {
		"timestamp", "dateline", "publish", "published", "pubdate", "datepublished", "datemodified", "postdate",
		"postinfo", "postmeta", "post meta", "entry meta", "article meta", "posted on", "entry date",
		"article date", "post date", "story date", "update time", "share", "sharing", "sharebar", "sharedaddy",
		"social", "addthis", "addtoany", "=print", "print only", "print header", "print button", "print link",
		"=follow", "follow us", "follow button", "readmore", "read more", "breadcrumb", "breadcrumbs", "crumbs",
		"tags", "taglist", "=topics", "article topics", "story topics", "topics list", "topic list", "keywords",
		"hashtags", "filed under", "entry footer", "advert", "advertisement", "ad", "ads", "sponsor", "sponsored",
		"copyright", "pagination", "skip", "reading time", "read time", "alternativeheadline", "kicker",
		"article headline", "promo",
	},
	roleFurniture: {
		"related", "recommended", "recommendations", "recirc", "recirculation", "trending", "popular", "mostread",
		"most read", "most popular", "also like", "more stories", "more from", "more news", "newsletter",
		"newsletters", "signup", "sign up", "subscribe", "subscription", "paywall prompt", "paywall message",
		"paywall overlay", "paywall banner", "paywall modal", "paywall notice", "regwall", "cookie", "cookies",
		"consent", "gdpr", "outbrain", "taboola", "author bio", "author box", "author info", "author details",
		"author content", "about author", "contributor bio", "=bio", "bio box", "bio text", "staff bio",
		"user bio", "bio container", "sidebar", "site header", "site footer", "topnav", "navbar", "menu", "cta",
		"donate", "donation", "rail", "post navigation",
	},
	roleTalk: {
		"disqus", "comments", "commentlist", "comment list", "respond",
	},
})

func rolesOf(table map[role][]string) map[string]role {
	m := map[string]role{}
	for r, names := range table {
		for _, name := range names {
			m[name] = r
		}
	}
	return m
}

// notAt are the last words of names that tell of a state, not of a thing.
var notAt = map[string]bool{ //nolint:gochecknoglobals // table
	"enabled": true, "disabled": true, "open": true, "closed": true, "page": true, "body": true, "layout": true, "main": true, "article": true,
}

// roleOf tells what an element is, as far as its class, id and role say so.
func roleOf(n *html.Node) role {
	best := roleNone
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-component", "data-testid", "itemprop":
			for name := range strings.FieldsSeq(a.Val) {
				best = max(best, roleOfName(name))
			}
		case "role":
			if a.Val == "navigation" || a.Val == "dialog" || a.Val == "search" {
				best = roleFurniture
			}
		}
	}
	return best
}

// roleOfName judges a name by its words, and by each two of them that stand
// together: "author-bio", "authorBio".
func roleOfName(name string) role {
	if len(name) > 80 || strings.HasPrefix(name, "tag-") || strings.HasPrefix(name, "category-") {
		return roleNone
	}
	best, last := roles["="+strings.ToLower(name)], ""
	for w := range nameWords(name) {
		best = max(best, roles[w])
		if last != "" {
			best = max(best, roles[last+" "+w])
		}
		last = w
	}
	if notAt[last] && best != roleNone { // "share-disabled", "has-comments-closed"
		return roleNone
	}
	return best
}

// nameWords cuts a name at hyphens, underscores and capitals, and gives the
// words in lower case.
func nameWords(name string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		last := ' '
		for i, r := range name {
			edge := !unicode.IsLetter(r) && !unicode.IsDigit(r)
			if edge || unicode.IsUpper(r) && unicode.IsLower(last) {
				if i > start && !yield(strings.ToLower(name[start:i])) {
					return
				}
				start = i
				if edge {
					start = i + len(string(r))
				}
			}
			last = r
		}
		if start < len(name) {
			yield(strings.ToLower(name[start:]))
		}
	}
}
