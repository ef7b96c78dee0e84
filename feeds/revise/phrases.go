package revise

// Tables of words, all folded. A phrase is found as whole words.

// labels are lines of furniture.
var labels = []string{ //nolint:gochecknoglobals // table
	"advertisement", "advertisements", "sponsored", "sponsored content", "promoted", "promoted content", "ad",
	"story continues below", "story continues below advertisement", "article continues below", "article continues after advertisement",
	"continue reading", "read more", "read next", "share", "share this", "share this article", "share this story", "save", "listen", "print",
	"email", "copy link", "most read", "most popular", "related", "related stories", "related articles", "related topics", "more on this story",
	"more stories", "recommended", "recommended for you", "trending", "trending now", "loading", "comments", "view comments",
	"sign up", "subscribe", "follow us", "watch live", "watch", "play video", "image source", "getty images",
}

// leads begin a line that leads to another article.
var leads = []string{ //nolint:gochecknoglobals // table
	"read more", "read also", "also read", "related", "see also", "more ", "watch ", "listen ", "don t miss", "in pictures", "explained", "live updates",
}

// stampWords say that a line tells when or how an article was put out.
var stampWords = set( //nolint:gochecknoglobals // table
	"updated", "update", "published", "posted", "modified", "edited", "created", "share", "shares", "comments", "aktualisiert", "publie", "actualizado",
)

// clockWords may stand beside them.
var clockWords = set( //nolint:gochecknoglobals // table
	"at", "on", "by", "the", "in", "and", "to", "of", "a", "an", "ago", "last", "first", "today", "yesterday", "am", "pm", "noon", "midnight",
	"gmt", "utc", "bst", "cet", "cest", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "mt", "pt", "z",
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
	"minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days", "st", "nd", "rd", "th", "time", "eastern", "central", "mountain", "pacific",
)

// owned are the words with which an outlet owns to a mistake.
var owned = []string{ //nolint:gochecknoglobals // table
	"an earlier version of", "a previous version of", "earlier versions of", "previous versions of", "an earlier version", "in a previous version",
	"has been corrected", "have been corrected", "was corrected on", "was corrected to", "corrected on", "corrected version", "this corrects",
	"corrects the", "corrects to", "corrects name", "corrects spelling", "was amended on", "has been amended", "amended to correct", "updated to correct", "has been updated to correct",
	"regrets the error", "regret the error", "regrets the mistake", "we apologize for the error",
	"we apologise for the error", //nolint:misspell // British
	"incorrectly stated", "incorrectly said", "incorrectly reported", "misstated", "misspelled the", "misidentified the",
	"in einer fruheren version", "eine fruhere version", "in einer alteren version", "une version precedente", "una version anterior", "una versione precedente",
}

// ownedFirst do so at the beginning of a paragraph or headline.
var ownedFirst = []string{ //nolint:gochecknoglobals // table
	"correction", "corrections and clarifications", "corrected", "clarification", "erratum", "editor s note", "editors note", "editor note",
	"korrektur", "korrigiert", "anmerkung der redaktion", "rectificatif", "rectification", "fe de erratas", "rettifica", "errata corrige",
	"correccion", //nolint:misspell // Spanish
}

// charges are words for what somebody is accused of and what came of it.
var charges = set( //nolint:gochecknoglobals // table
	"murder", "manslaughter", "homicide", "assault", "battery", "arson", "fraud", "theft", "robbery", "burglary", "rape", "perjury", "conspiracy",
	"kidnapping", "bribery", "extortion", "embezzlement", "forgery", "tampering", "negligence", "terrorism", "treason", "espionage", "corruption", "abduction",
	"charged", "indicted", "arrested", "accused", "convicted", "acquitted", "sentenced", "dismissed", "cleared", "exonerated", "guilty", "innocent",
	"misdemeanour", //nolint:misspell // British
	"felony", "misdemeanor", "suspect", "witness", "defendant", "victim",
	"killed", "wounded", "injured", "dead", "died", "survived", "shot", "stabbed", "suicide", "accident",
)

// degrees are those of a charge, where degree follows.
var degrees = set("first", "second", "third", "fourth") //nolint:gochecknoglobals // table

// qualifiers turn a charge or a statement, wherever they come or go.
var qualifiers = set( //nolint:gochecknoglobals // table
	"not", "never", "no", "involuntary", "voluntary", "attempted", "negligent", "reckless", "alleged", "allegedly", "felony", "misdemeanor",
)

// running words stand beside numbers that grow as things go on.
var running = set( //nolint:gochecknoglobals // table
	"toll", "rises", "rise", "rose", "rising", "risen", "climbs", "reaches", "passes", "least", "live", "latest", "updates", "text", "watch", "lead", "leading",
	"kills", "killed", "dead", "dies", "died", "deaths", "injures", "injured", "wounded", "hurt", "missing", "cases", "evacuated", "homes", "arrests",
)

// numerals are number words that are not also something else.
var numerals = map[string]string{ //nolint:gochecknoglobals // table
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
	"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
	"hundred": "100", "thousand": "k", "million": "m", "billion": "bn", "dozen": "12", "k": "k", "m": "m", "bn": "bn",
}

// ofPlaces end words that are made of the names of places.
var ofPlaces = []string{"an", "ans", "ese", "ish"} //nolint:gochecknoglobals // table

// titles are capitalised and no names.
var titles = set( //nolint:gochecknoglobals // table
	"mr", "mrs", "ms", "dr", "sir", "gov", "governor", "sen", "senator", "rep", "representative", "judge", "justice", "president", "minister", "pm",
	"i", "he", "she", "they", "we", "the", "a", "an", "it", "police", "us", "uk", "prof", "professor", "attorney", "district", "sheriff", "officer", "detective", "sgt", "capt", "court",
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
