package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Date reads a date as feeds write them. Where it names no zone, zone is taken
// (nil is UTC) and guessed is true. A date that is not understood, or that
// names a day or hour that does not exist, is none: ok is false. It may read
// the system's zone files, for a zone written as a place.
func Date(s string, zone *time.Location) (t time.Time, guessed, ok bool) {
	s = strings.TrimSpace(s)
	for _, layout := range usual {
		if t, err := time.Parse(layout, s); err == nil {
			return t, false, t.Year() >= 1970
		}
	}
	if len(s) > 200 {
		return time.Time{}, false, false
	}
	if zone == nil {
		zone = time.UTC
	}
	d := moment{zone: zone, guessed: true}
	s = strings.ToLower(strings.Join(strings.Fields(withoutComments(s)), " "))
	if !d.stamp(s) && !d.iso(s) && !d.written(s) {
		return time.Time{}, false, false
	}
	t = time.Date(d.year, d.month, d.day, d.hour, d.minute, min(d.second, 59), 0, d.zone)
	return t, d.guessed, d.valid()
}

// usual are the forms that most feeds keep to.
var usual = [...]string{ //nolint:gochecknoglobals // table
	time.RFC1123Z, time.RFC3339, "Mon, 02 Jan 2006 15:04:05 GMT",
}

// A moment is a date in parts. Its zone is a guess until one is read.
type moment struct {
	year                 int
	month                time.Month
	day                  int
	hour, minute, second int
	zone                 *time.Location
	guessed              bool
}

func (d *moment) valid() bool {
	if d.year < 1970 || d.year > 9999 || d.hour > 23 || d.minute > 59 || d.second > 60 {
		return false
	}
	day := time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC)
	return day.Day() == d.day && day.Month() == d.month
}

// withoutComments takes out what stands in parentheses, as mail headers nest
// them.
func withoutComments(s string) string {
	if !strings.Contains(s, "(") {
		return s
	}
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// stamp reads seconds, or milliseconds, since 1970.
func (d *moment) stamp(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != 10 && len(s) != 13 || n < 0 {
		return false
	}
	if len(s) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).UTC()
	d.year, d.month, d.day = t.Date()
	d.hour, d.minute, d.second = t.Clock()
	d.zone, d.guessed = time.UTC, false
	return true
}

var isoForm = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2}))?` +
	`(?:(?:t| |, )(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?(.*))?$`)

// iso reads 2006-01-02T15:04:05Z and its shorter and looser forms.
func (d *moment) iso(s string) bool {
	m := isoForm.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	d.year = number(m[1])
	d.month = time.Month(max(1, number(m[2]+m[4])))
	d.day = max(1, number(m[3]+m[5]))
	if m[2]+m[4] == "00" || m[3]+m[5] == "00" {
		return false
	}
	d.hour, d.minute, d.second = number(m[6]), number(m[7]), number(m[8])
	rest := strings.TrimSpace(m[9])
	if strings.HasSuffix(rest, "z") && len(rest) > 1 {
		rest = strings.TrimSuffix(rest, "z") // some write -05:00Z
	}
	return rest == "" || d.readZone(rest)
}

var (
	clockForm  = regexp.MustCompile(`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?(?: ?([ap])\.?m\b\.?)?`)
	tripleNum  = regexp.MustCompile(`\b(\d{1,4})([/.-])(\d{1,2})([/.-])(\d{1,4})\b`)
	offset     = regexp.MustCompile(`^(?:(?:gmt|utc|ut) ?)?([+-])(\d{1,2}):?(\d{2})?$`)
	leadingDay = regexp.MustCompile(`^\p{L}+\.?,`)
	korean     = strings.NewReplacer("년", " ", "월", " ", "일", " ") //nolint:gochecknoglobals // table
)

// written reads a date in words or in numbers with marks between them.
func (d *moment) written(s string) bool {
	if strings.Contains(s, "년") {
		s, d.zone = korean.Replace(s), time.FixedZone("KST", 9*3600)
	}
	var nums []int
	var order string
	if m := tripleNum.FindStringSubmatchIndex(s); m != nil && s[m[4]:m[5]] == s[m[8]:m[9]] {
		nums = []int{number(s[m[2]:m[3]]), number(s[m[6]:m[7]]), number(s[m[10]:m[11]])}
		order = s[m[4]:m[5]]
		s = s[:m[0]] + " " + s[m[1]:]
	}
	before, after := s, ""
	if m := clockForm.FindStringSubmatch(s); m != nil {
		before, after, _ = strings.Cut(s, m[0])
		if !d.clock(m) || strings.Contains(before, ":") {
			return false
		}
	}
	words, ok := d.zoneOf(after)
	if !ok {
		return false
	}
	weekday := weekdayIn(before)
	if day := leadingDay.FindString(before); slices.ContainsFunc(fields(before[len(day):]), isMonth) {
		before = before[len(day):]
	}
	return d.words(append(fields(before), words...), nums, order, weekday)
}

func (d *moment) clock(m []string) bool {
	d.hour, d.minute, d.second = number(m[1]), number(m[2]), number(m[3])
	if m[4] == "" {
		return true
	}
	if d.hour < 1 || d.hour > 12 {
		return d.hour <= 23 && m[4] == "p" // 15:04 PM
	}
	d.hour %= 12
	if m[4] == "p" {
		d.hour += 12
	}
	return true
}

// zoneOf reads the zone that stands behind the time, and returns what else is
// there.
func (d *moment) zoneOf(s string) (rest []string, ok bool) {
	s = strings.Trim(s, " ,")
	if s == "" {
		return nil, true
	}
	if strings.Contains(s, ":") && !strings.ContainsAny(s, "+-") {
		return nil, false
	}
	parts := strings.Fields(s)
	for i, p := range parts {
		switch {
		case (p == "gmt" || p == "utc") && i+1 < len(parts) && offset.MatchString(parts[i+1]):
		case d.readZone(strings.Trim(p, ",;")):
		case strings.ContainsAny(p, "+:/"):
			return nil, false
		default:
			rest = append(rest, fields(p)...)
		}
	}
	return rest, true
}

// readZone reads a zone: an offset, an abbreviation or a place. A second zone
// must not say otherwise than the first, but which of the two is right cannot
// be known: the first stays.
func (d *moment) readZone(s string) bool {
	if m := offset.FindStringSubmatch(s); m != nil {
		h, m60 := number(m[2]), number(m[3])
		if h > 15 || m60 > 59 {
			return false
		}
		secs := h*3600 + m60*60
		if m[1] == "-" {
			secs = -secs
		}
		d.setZone(time.FixedZone("", secs))
		return true
	}
	if minutes, ok := zones[s]; ok {
		d.setZone(time.FixedZone(strings.ToUpper(s), minutes*60))
		return true
	}
	place, ok := places[s]
	if area, city, found := strings.Cut(s, "/"); found && !ok {
		place, ok = capitals(area)+"/"+capitals(city), true
	}
	if !ok || strings.Contains(place, ".") {
		return false
	}
	loc, err := time.LoadLocation(strings.Replace(place, "Etc/Gmt", "Etc/GMT", 1))
	if err != nil {
		return false
	}
	d.setZone(loc)
	return true
}

func (d *moment) setZone(z *time.Location) {
	if d.guessed {
		d.zone, d.guessed = z, false
	}
}

// words sorts out the words that are no time and no zone: one month at most,
// and numbers.
func (d *moment) words(words []string, nums []int, order string, weekday time.Weekday) bool {
	for i, w := range words {
		n, isNumber := ordinal(w)
		month := monthOf(w)
		switch {
		case isNumber:
			nums = append(nums, n)
		case month != 0 && d.month == 0:
			d.month = month
		case i == 0, noise[w], month != 0, weekdayIn(w) >= 0:
			// The weekday says nothing that the date does not.
		case !d.readZone(w):
			return false
		}
	}
	if d.month == 0 {
		return d.numeric(nums, order, weekday)
	}
	return d.dayAndYear(nums)
}

// dayAndYear reads the two numbers beside a month's name.
func (d *moment) dayAndYear(nums []int) bool {
	switch {
	case len(nums) == 1 && nums[0] > 1900:
		d.day, d.year = 1, nums[0]
	case len(nums) != 2:
		return false
	case nums[0] > 31:
		d.year, d.day = nums[0], nums[1]
	default:
		d.day, d.year = nums[0], fullYear(nums[1])
	}
	return true
}

// numeric reads a date of three numbers. Which is the day is told by its size,
// by the weekday, or by the mark between them; if not, it is no date.
func (d *moment) numeric(nums []int, mark string, weekday time.Weekday) bool {
	if len(nums) != 3 {
		return false
	}
	if nums[0] > 31 {
		d.year, d.month, d.day = nums[0], time.Month(nums[1]), nums[2]
		return nums[1] >= 1
	}
	d.year = fullYear(nums[2])
	dayFirst := moment{year: d.year, month: time.Month(nums[1]), day: nums[0]}
	monthFirst := moment{year: d.year, month: time.Month(nums[0]), day: nums[1]}
	fits := func(m moment) bool {
		return m.valid() && (weekday < 0 ||
			time.Date(m.year, m.month, m.day, 0, 0, 0, 0, time.UTC).Weekday() == weekday)
	}
	switch {
	case fits(dayFirst) && (mark == "." || !fits(monthFirst) || nums[0] == nums[1]):
		d.month, d.day = dayFirst.month, dayFirst.day
	case fits(monthFirst) && !fits(dayFirst) && mark != ".":
		d.month, d.day = monthFirst.month, monthFirst.day
	default:
		return false
	}
	return true
}

func fullYear(n int) int {
	switch {
	case n < 70:
		return 2000 + n
	case n < 100:
		return 1900 + n
	}
	return n
}

// number reads digits; nothing is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// ordinal reads a number with or without its ending.
func ordinal(w string) (int, bool) {
	digits := strings.TrimRightFunc(w, unicode.IsLetter)
	switch w[len(digits):] {
	case "", "st", "nd", "rd", "th", "er", "º", "ª", "e":
	default:
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && len(digits) <= 4
}

func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '/' && r != '_' && r != 'º'
	})
}

// capitals writes a place of the zone files as they do.
func capitals(s string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == '_' || r == '-' || r == '/'
		return r
	}, s)
}
