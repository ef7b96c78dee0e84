package parse

import (
	"strings"
	"time"
)

// monthNames are the months of a language each, from January.
var monthNames = [...]string{ //nolint:gochecknoglobals // table
	"january february march april may june july august september october november december",
	"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
	"januar februar märz april mai juni juli august september oktober november dezember",
	"jänner feber maerz april mai juni juli august september oktober november dezember",
	"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"januari februari maart april mei juni juli augustus september oktober november december",
	"januar februar mars april maj juni juli augusti september oktober november december",
	"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
	"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	"ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
	"ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ",
	"január február március április május június július augusztus szeptember október november december",
	"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}

// monthOf returns the month whose name begins with the word, 0 if there is
// none or languages differ about it.
func monthOf(word string) time.Month {
	if len(word) < 3 {
		return 0
	}
	found := time.Month(0)
	for _, names := range monthNames {
		month := time.January
		for name := range strings.FieldsSeq(names) {
			if strings.HasPrefix(name, word) || word == "sept" && month == time.September {
				if found != 0 && found != month {
					return 0
				}
				found = month
			}
			month++
		}
	}
	return found
}

func isMonth(word string) bool { return monthOf(word) != 0 }

// weekdayIn returns the weekday, in English, that s begins with, -1 if there
// is none.
func weekdayIn(s string) time.Weekday {
	if len(s) < 3 {
		return -1
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.HasPrefix(s, strings.ToLower(day.String()[:3])) {
			return day
		}
	}
	return -1
}

// noise are words between the parts of a date.
var noise = map[string]bool{ //nolint:gochecknoglobals // table
	"at": true, "of": true, "on": true, "the": true, "de": true, "del": true, "le": true, "um": true,
	"uhr": true, "à": true, "a": true, "den": true, "à.": true, "alle": true, "o": true, "h": true,
}

// zones are abbreviations whose meaning is beyond doubt, in minutes from UTC.
var zones = map[string]int{ //nolint:gochecknoglobals // table
	"gmt": 0, "utc": 0, "ut": 0, "z": 0, "wet": 0, "west": 60, "bst": 60,
	"cet": 60, "cest": 120, "mez": 60, "mesz": 120, "met": 60, "mest": 120,
	"eet": 120, "eest": 180, "msk": 180, "sast": 120,
	"nst": -210, "ndt": -150, "ast": -240, "adt": -180,
	"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
	"pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
	"jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "awst": 480, "wib": 420, "ict": 420,
	"acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "ist": 330,
}

// places are zones whose offset depends on the day.
var places = map[string]string{ //nolint:gochecknoglobals // table
	"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}
