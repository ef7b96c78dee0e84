package novelty

import (
	"strings"
	"time"
)

// A class is what a word may be by itself.
type class uint8

const (
	other     class = iota
	stopWord        // tells nothing
	negator         // turns a sentence round
	figure          // a number that is written out
	weekday         // its number is that of package time
	monthName       // so is this
	nearDay         // so many days after today
)

// An entry is what the lexicon says of a word.
type entry struct {
	class class
	n     int
}

// lexicon has the words that are more than words, folded.
var lexicon = newLexicon() //nolint:gochecknoglobals // table

func newLexicon() map[string]entry {
	out := map[string]entry{"today": {nearDay, 0}, "tonight": {nearDay, 0}, "yesterday": {nearDay, -1}, "tomorrow": {nearDay, 1}}
	for w := range strings.FieldsSeq(stopWords) {
		out[w] = entry{class: stopWord}
	}
	for w := range strings.FieldsSeq("not no never without nor neither none nobody nothing cannot") {
		out[w] = entry{class: negator}
	}
	for i, w := range strings.Fields(smallFigures) {
		out[w] = entry{figure, i + 2}
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		out[w] = entry{figure, 20 + 10*i}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		out[strings.ToLower(d.String())] = entry{weekday, int(d)}
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		out[name], out[name[:3]] = entry{monthName, int(m)}, entry{monthName, int(m)}
	}
	out["sept"] = entry{monthName, int(time.September)}
	return out
}

// smallFigures are counted from two: one is hardly ever a number.
const smallFigures = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
	"seventeen eighteen nineteen"

const stopWords = "a about above after again against all also although am amid among an and another any are " +
	"around as at be became because become been before being below between both but by can could did do does doing " +
	"down during each either even ever every few for from further had has have having he her here hers herself him " +
	"himself his how however i if in including into is it its itself just last late later least less like ll made make " +
	"makes many may me meanwhile might more most much must my near new next now of off often on once one only onto or " +
	"other others our out over own part per rather re said same saw say says she should since so some still such take " +
	"taken takes tell tells than that the their them then there these they this those though through thus to together " +
	"told too took toward towards under until up upon us use used ve very was way we well went were what when where " +
	"whether which while who whom whose why will with within would yet you your according"

// unions are names that begin with united, and what they are short for.
var unions = map[string]string{"states": "us", "kingdom": "uk", "nations": "un"} //nolint:gochecknoglobals // table

// An ending is cut off a word, and another put there.
type ending struct{ cut, put string }

// endings are tried in this order, by their last letters.
var endings = [256][]ending{ //nolint:gochecknoglobals // table
	'l': {{"ational", "ate"}},
	's': {{"ements", "e"}, {"ations", "at"}, {"ions", "ion"}, {"ings", ""}, {"ies", "y"}, {"es", ""}, {"s", ""}},
	't': {{"ement", "e"}},
	'n': {{"ation", "at"}},
	'g': {{"ing", ""}},
	'y': {{"edly", ""}, {"ly", ""}},
	'd': {{"ied", "y"}, {"ed", ""}},
	'e': {{"e", ""}},
}

// minStem is how many bytes of a word stay at least.
const minStem = 3

// stem cuts the ending off a folded English word, in place. Equal stems are
// all it is for: no stem need be a word.
func stem(w []byte) []byte {
	if len(w) <= minStem {
		return w
	}
	for _, e := range endings[w[len(w)-1]] {
		if n := len(w) - len(e.cut); n >= minStem && string(w[n:]) == e.cut {
			w = append(w[:n], e.put...)
			break
		}
	}
	if n := len(w); n > minStem && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		w = w[:n-1]
	}
	if n := len(w); n > minStem && (w[n-1] == 'e' || w[n-1] == 'y') {
		w = w[:n-1]
	}
	return w
}
