package text

import "strings"

// An abbreviation says when the full stop behind it ends no sentence.
type abbreviation uint8

const (
	_            abbreviation = iota
	beforeName                // never ends one: Mr., v., e.g.
	beforeNumber              // goes on if a number follows: Jan., No.
	clock                     // goes on if a day or a zone follows: a.m.
	within                    // goes on unless a word follows that begins sentences: Inc., U.S.
)

var abbreviations = table(map[abbreviation]string{ //nolint:gochecknoglobals // table
	beforeName: "Mr Mrs Ms Mx Dr Prof Sen Rep Gov Lt Col Gen Sgt Cpl Pvt Pfc Maj Capt Cmdr Cdr Adm " +
		"Hon Rev Fr Msgr Pres Supt Det Insp Atty Asst Assoc Dist Messrs Mmes Mme Mlle Dep Amb " +
		"Mt Ft v vs e.g i.e viz cf approx ca",
	beforeNumber: "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos Art Arts Sec Secs Sect Ch " +
		"Chap Fig Figs Vol Vols Para Paras Ex Exh Cl Reg Stat Tel Nr App Pt no nos art sec fig " +
		"vol ch p pp para nr",
	clock: "a.m p.m A.M P.M am pm",
	within: "Inc Corp Co Ltd LLC LLP Bros PLC Jr Sr Ph.D Esq St Ste Ave Blvd Rd Dept etc al Univ Assn " +
		"Calif Ariz Colo Conn Del Fla Ill Ind Kan Ky Md Mich Minn Mo Mont Neb Nev Okla Ore Tenn Tex " +
		"Vt Va Wis Wyo GmbH Bldg Mfg Intl Natl Govt est",
})

var months = set("January February March April May June July August September October November " + //nolint:gochecknoglobals // table
	"December Januar Februar März Mai Juni Juli Oktober Dezember")

// afterClock are the words that follow a time of day.
var afterClock = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February " + //nolint:gochecknoglobals // table
	"March April May June July August September October November December Jan Feb Mar Apr Jun Jul " +
	"Aug Sep Sept Oct Nov Dec Eastern Central Mountain Pacific Atlantic Greenwich Local ET EST EDT " +
	"CT CST CDT MT MST MDT PT PST PDT GMT BST UTC CET CEST IST AEST")

// starters are words that begin sentences and hardly ever follow an
// abbreviation inside one.
var starters = set("the a an this that these those he she it they we you his her its their our my your " + //nolint:gochecknoglobals // table
	"in on at by for from with as if but and or so yet nor after before since while when where who " +
	"what why how there here then now also however although though because during until once even " +
	"both each some many most several all no not nobody none one two three four five six seven eight nine " +
	"ten under over about between through despite instead meanwhile later earlier last next still " +
	"according asked prosecutors police authorities officials lawyers attorneys jurors investigators")

var speech = set("said says asked asks told tells wrote writes cried replied added shouted wondered testified " + //nolint:gochecknoglobals // table
	"answered recalled demanded explained insisted declared joked argued")

// closerOf returns the mark that ends a quotation begun by r, 0 if r begins
// none.
func closerOf(r rune) rune {
	switch r {
	case '"':
		return '"'
	case '“', '„':
		return '”'
	case '«':
		return '»'
	case '「', '『':
		return r + 1
	}
	return 0
}

func table(words map[abbreviation]string) map[string]abbreviation {
	out := map[string]abbreviation{}
	for kind, list := range words {
		for w := range strings.FieldsSeq(list) {
			out[w] = kind
		}
	}
	return out
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
