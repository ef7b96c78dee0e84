package events

import "strings"

// A unit is a span of the calendar.
type unit uint8

const (
	noUnit unit = iota
	minute
	hour
	day
	week
	weekend
	month
	quarter
	year
	decade
	century
)

var units = map[string]unit{ //nolint:gochecknoglobals // table
	"minute": minute, "hour": hour, "day": day, "week": week, "weekend": weekend, "month": month,
	"quarter": quarter, "year": year, "decade": decade, "century": century,
}

// plurals are the units as they stand behind a number.
var plurals = map[string]unit{ //nolint:gochecknoglobals // table
	"minutes": minute, "hours": hour, "days": day, "weeks": week, "weekends": weekend, "months": month,
	"quarters": quarter, "years": year, "decades": decade, "centuries": century,
}

// codes are the units of what happens again, in TIMEX3.
var codes = map[unit]string{ //nolint:gochecknoglobals // table
	day: "D", week: "W", weekend: "W", month: "M", quarter: "Q", year: "Y", decade: "DE", century: "CE",
}

var months = numbered(1, "january february march april may june july august september october november december", //nolint:gochecknoglobals // table
	"jan feb mar apr may jun jul aug sep oct nov dec", "- - - - - - - - sept - - -")

var weekdays = numbered(0, "sunday monday tuesday wednesday thursday friday saturday") //nolint:gochecknoglobals // table

// shortDays count with a full stop behind them only.
var shortDays = numbered(0, "sun mon tue wed thu fri sat", "- - tues - thurs - -") //nolint:gochecknoglobals // table

var seasons = map[string]string{ //nolint:gochecknoglobals // table
	"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI",
}

var ones = numbered(0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "+ //nolint:gochecknoglobals // table
	"fifteen sixteen seventeen eighteen nineteen")

var tens = numbered(2, "twenty thirty forty fifty sixty seventy eighty ninety") //nolint:gochecknoglobals // table

var ordinals = numbered(1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "+ //nolint:gochecknoglobals // table
	"thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")

// shifts are the words before a unit or a name of the calendar, and where
// they point to.
var shifts = map[string]int{ //nolint:gochecknoglobals // table
	"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1,
	"this": 0, "current": 0, "present": 0, "same": 0, "that": 0,
	"next": 1, "coming": 1, "following": 1, "upcoming": 1,
}

// edges are words that say which part of a span is meant.
var edges = set("early late mid earlier later sometime midway") //nolint:gochecknoglobals // table

var parts = set("morning afternoon evening night mornings afternoons evenings nights lunchtime") //nolint:gochecknoglobals // table

// ahead are words behind which the date lies in the future.
var ahead = set("will shall 'll wo won't ll expected scheduled due supposed slated going upcoming tomorrow deadline pending ready " + //nolint:gochecknoglobals // table
	"begins starts opens resumes returns faces meets expires commences effective payable")

// aheadTo are those that need an infinitive: a plan is none, plans to are.
var aheadTo = set("set plan plans planned planning hope hopes hoped intend intends intended expect expects likely promised " + //nolint:gochecknoglobals // table
	"pledged vowed agreed wants want decided agreement decision")

// promising are those of them by which something is done on the day itself.
var promising = set("promised pledged vowed agreed decided") //nolint:gochecknoglobals // table

// articles begin the name of a thing, and no infinitive.
var articles = set("the a an his her its their this that these those") //nolint:gochecknoglobals // table

// takes are what a thing takes that is to come: place, effect.
var takes = set("place effect") //nolint:gochecknoglobals // table

// until are the words before a day that leave it to come.
var until = set("by next until till through") //nolint:gochecknoglobals // table

// refusing verbs keep from coming what is told behind them.
var refusing = set("refused refuses declined declines denied denies rejected rejects dismissed opposed") //nolint:gochecknoglobals // table

// apart begins what has its own verb.
var apart = set(`. ; : “ ” " or`) //nolint:gochecknoglobals // table

// moving verbs give a thing another date.
var moving = set("move moved moving postpone postponed adjourned rescheduled pushed delayed brought put deferred extended continued reset") //nolint:gochecknoglobals // table

// modal verbs make what follows uncertain, so not past.
var modal = set("would could may might should can must") //nolint:gochecknoglobals // table

var present = set("is are am has have 's") //nolint:gochecknoglobals // table

// past are forms of irregular verbs; regular ones end in ed.
var past = set("was were had did been said told met went came took gave got made left began became ran saw knew thought " + //nolint:gochecknoglobals // table
	"found held brought bought sold paid sent spent lost won led fell rose grew shot broke wrote spoke stood understood " +
	"cut hit put quit let shut hurt struck sought taught caught fought kept felt dealt meant built heard laid drew flew threw " +
	"chose drove rode woke wore swore tore bore shook sank sang swam drank ate beat set bid hid slid sat dug hung spun " +
	"stuck stole froze forgot fled bled fed read died gone done seen taken given known")

// notPast end in ed and are no verbs of the past.
var notPast = set("need exceed proceed succeed feed seed speed indeed hundred red bed unprecedented united") //nolint:gochecknoglobals // table

// leaning begin sentences that lean on others, or say what did not happen.
var leaning = set("he she it they his her its their this that these those such but and or so then there both neither however " + //nolint:gochecknoglobals // table
	"meanwhile also instead later earlier nobody nothing none no what who for we i you")

// persons and things are what pronouns stand for, openers what stands before it
// at the beginning of a sentence.
var (
	persons = set("he she him her his")                                                                                          //nolint:gochecknoglobals // table
	things  = set("it its they them their")                                                                                      //nolint:gochecknoglobals // table
	openers = set("on in at after before when while as by for from since until under with without of if though because once to") //nolint:gochecknoglobals // table
)

// pieces are what an article calls itself.
var pieces = set("article column story page post") //nolint:gochecknoglobals // table

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// numbered maps the words of each list to their places, from first; a - is no
// word.
func numbered(first int, lists ...string) map[string]int {
	out := map[string]int{}
	for _, list := range lists {
		for i, w := range strings.Fields(list) {
			if w != "-" {
				out[w] = first + i
			}
		}
	}
	return out
}
