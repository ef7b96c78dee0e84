package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Rules are all rules of a story, ready to judge with. They may be used by
// many goroutines at once.
type Rules struct {
	rules   []news.Rule
	matcher *matcher // its tests are in the order of rules
	late    []bool   // which of rules ask what engines find
	zone    *time.Location
	hash    string
}

// Compile makes the rules of a story ready. It returns all faults of its sets
// and rules; the Rules are nil if one of them is more than a warning.
func Compile(story *news.Story) (*Rules, []StoryFault) {
	sets, faults := NewSets(story)
	queries, late := make([]expr, len(story.Rules)), make([]bool, len(story.Rules))
	for i := range story.Rules {
		scope := InKeep
		if kind := story.Rules[i].Kind; kind == news.TagRule || kind == news.AlertRule {
			scope = InLabel
		}
		p := &parser{src: story.Rules[i].Match, scope: scope, sets: sets, open: func(*set) {}}
		queries[i] = p.rule()
		late[i] = p.late
		for _, f := range p.faults {
			faults = append(faults, StoryFault{Fault: f, Rule: i, Term: -1})
		}
	}
	if slices.ContainsFunc(faults, func(f StoryFault) bool { return !f.Warning }) {
		return nil, faults
	}
	return &Rules{rules: slices.Clone(story.Rules), matcher: newMatcher(queries), late: late, zone: story.Zone, hash: hashOf(story)}, faults
}

// Hash names all that decides: two stories with the same hash judge alike.
func (r *Rules) Hash() string { return r.hash }

// hashOf digests what the rules of a story depend on.
func hashOf(story *news.Story) string {
	type feed struct {
		URL     string
		KeepAll bool
	}
	all := struct {
		Language  int // of the rule language itself: raised when it decides otherwise
		Sets      []news.Set
		Persons   []news.Person
		Rules     []news.Rule
		Feeds     []feed
		Languages []string
		Zone      string
	}{Language: 1, Sets: story.Sets, Persons: story.Persons, Rules: story.Rules, Languages: story.Languages}
	for i := range story.Feeds {
		all.Feeds = append(all.Feeds, feed{story.Feeds[i].URL, story.Feeds[i].KeepAll})
	}
	if story.Zone != nil {
		all.Zone = story.Zone.String()
	}
	data, err := json.Marshal(all)
	if err != nil { // plain data always has a JSON form
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Judge says what the rules make of a doc. The reader's own mark overrules
// them; then a drop rule wins, then a keep rule or a feed that is kept whole;
// else the doc is a near miss or unrelated. Only kept docs have tags and
// alerts. Days are those of the story's zone.
func (r *Rules) Judge(d *Doc) Verdict {
	if r.zone != nil {
		local := *d
		local.Published = d.Published.In(r.zone)
		d = &local
	}
	s := r.matcher.sheet(d)
	defer r.matcher.done(s)
	j := judgement{rules: r, sheet: s}
	kept, dropped := j.matching(news.KeepRule), j.matching(news.DropRule)
	switch {
	case d.Mark == news.OnStory, d.Mark == news.NoMark && len(dropped) == 0 && (len(kept) > 0 || d.KeepAll):
		j.keep(kept)
	case d.Mark == news.OffStory:
	case len(dropped) > 0:
		j.decide(dropped)
		j.verdict.Overridden = r.names(kept)
	default:
		j.nearMiss()
	}
	return j.verdict
}

// A judgement is the making of one verdict.
type judgement struct {
	rules   *Rules
	sheet   *sheet
	verdict Verdict
}

// matching returns the rules of a kind that hold.
func (j *judgement) matching(kind news.RuleKind) []int {
	var list []int
	for i := range j.rules.rules {
		if j.rules.rules[i].Kind == kind && j.rules.matcher.tests[i].holds(j.sheet) {
			list = append(list, i)
		}
	}
	return list
}

// labels returns the tag or alert rules that hold, without those that wait for
// the engines.
func (j *judgement) labels(kind news.RuleKind) []int {
	list := j.matching(kind)
	if !j.sheet.doc.Fresh {
		return list
	}
	for i := range j.rules.rules {
		j.verdict.Waits = j.verdict.Waits || j.rules.rules[i].Kind == kind && j.rules.late[i]
	}
	return slices.DeleteFunc(list, func(i int) bool { return j.rules.late[i] })
}

// names returns the names of rules, each once.
func (r *Rules) names(list []int) []text.Clean {
	var names []text.Clean
	for _, i := range list {
		if !slices.Contains(names, r.rules[i].Name) {
			names = append(names, r.rules[i].Name)
		}
	}
	return names
}

func (j *judgement) keep(kept []int) {
	j.verdict.Decision = news.Keep
	j.decide(kept)
	tags, alerts := j.labels(news.TagRule), j.labels(news.AlertRule)
	j.verdict.Tags, j.verdict.Alerts = j.rules.names(tags), j.rules.names(alerts)
	j.hits(tags)
	j.hits(alerts)
}

// decide names the rules that decided, and where they hit.
func (j *judgement) decide(list []int) {
	j.verdict.Rules = j.rules.names(list)
	j.hits(list)
}

func (j *judgement) hits(list []int) {
	for _, i := range list {
		rule := &j.rules.rules[i]
		j.verdict.Hits = append(j.verdict.Hits, hits(j.sheet, j.rules.matcher.tests[i], rule.Name, rule.Kind)...)
	}
}

// nearMiss looks for keep rules that just failed; the nearest comes first.
func (j *judgement) nearMiss() {
	type near struct {
		rule int
		*miss
	}
	var list []near
	for i := range j.rules.rules {
		if j.rules.rules[i].Kind != news.KeepRule {
			continue
		}
		if m := missOf(j.sheet, j.rules.matcher.tests[i]); m != nil {
			list = append(list, near{i, m})
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b near) int { return a.distance - b.distance })
	v := &j.verdict
	v.Decision, v.Distance = news.NearMiss, list[0].distance
	for _, m := range list {
		rule := &j.rules.rules[m.rule]
		v.Rules = append(v.Rules, rule.Name)
		v.Missing = append(v.Missing, text.Line(m.what))
		for _, met := range m.met {
			v.Hits = append(v.Hits, hits(j.sheet, met, rule.Name, rule.Kind)...)
		}
	}
}
