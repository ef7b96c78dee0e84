package rule

import (
	"fmt"
	"strconv"
	"strings"
)

// ReadsAs says in words how the query was read, such as: one of 7 names, at
// most 40 words from trial, jury, arson or bakery, in one paragraph.
func (q *Query) ReadsAs() string { return reads(q.x) }

// reads puts an expression into words.
func reads(x expr) string {
	switch x := x.(type) {
	case *andExpr:
		return readsAll(x)
	case *orExpr:
		return readsOr(x)
	case *notExpr:
		return "not " + readsPart(x.x)
	case *nearExpr:
		return readsNear(x)
	case *atLeastExpr:
		return fmt.Sprintf("at least %d times %s", x.n, readsPart(x.x))
	case *fieldExpr:
		return readsField(x)
	case *setExpr:
		return readsSet(x)
	case *dateExpr:
		return readsDate(x)
	case *sizeExpr:
		return map[string]string{
			">": "more than ", "<": "fewer than ", ">=": "at least ", "<=": "at most ",
		}[x.op] + strconv.Itoa(x.n) + " words long"
	case *stateExpr:
		return readsState(x)
	case *regexExpr:
		return "what fits " + x.String()
	case *termExpr:
		return readsTerm(x)
	}
	return x.String()
}

func readsTerm(x *termExpr) string {
	s := x.raw
	if x.quoted {
		s = "“" + s + "”"
	}
	if x.exact {
		return s + " written just so"
	}
	return s
}

// readsPart puts an operand into words that stand beside others.
func readsPart(x expr) string {
	switch inner := x.(type) {
	case *andExpr, *nearExpr:
		return "(" + reads(x) + ")"
	case *orExpr:
		if notNearable(inner) != nil {
			return "(" + reads(x) + ")"
		}
	}
	return reads(x)
}

func readsAll(x *andExpr) string {
	var want, shun []string
	for _, arg := range x.args {
		if not, ok := arg.(*notExpr); ok {
			shun = append(shun, readsPart(not.x))
		} else {
			want = append(want, readsPart(arg))
		}
	}
	s := strings.Join(want, ", and ")
	if len(shun) == 0 {
		return s
	}
	return s + ", but not " + strings.Join(shun, " and not ")
}

func readsOr(x *orExpr) string {
	parts := make([]string, len(x.args))
	for i, arg := range x.args {
		parts[i] = readsPart(arg)
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " or " + parts[last]
}

func readsNear(x *nearExpr) string {
	var b strings.Builder
	b.WriteString(reads(x.args[0]))
	for i, op := range x.ops {
		from, beside := "from", "beside"
		if op.ordered {
			from, beside = "before", "before"
		}
		if op.n == 0 {
			fmt.Fprintf(&b, ", right %s %s", beside, reads(x.args[i+1]))
		} else {
			fmt.Fprintf(&b, ", at most %s %s %s", words(op.n), from, reads(x.args[i+1]))
		}
	}
	return b.String() + ", in one paragraph"
}

func readsSet(x *setExpr) string {
	n := len(gather(x, nil))
	switch {
	case x.set.x == nil || notNearable(x.set.x) != nil || n < 2:
		return "@" + x.set.name
	case x.set.persons:
		return fmt.Sprintf("one of %d names", n)
	}
	return fmt.Sprintf("one of %d @%s", n, x.set.name)
}

func readsField(x *fieldExpr) string {
	inner := readsPart(x.x)
	switch x.field {
	case inTitle:
		return inner + " in the title"
	case inLead:
		return inner + fmt.Sprintf(" in title and first %d words", leadWords)
	case inBody:
		return inner + " in the text"
	case inAuthor:
		return "written by " + inner
	case inSite:
		return "on the site " + inner
	case inFeed:
		return "from the feed " + inner
	case inURL:
		return inner + " in the address"
	case inTag:
		return "tagged " + inner
	default:
		return "in the language " + inner
	}
}

func readsDate(x *dateExpr) string {
	if x.op == "within" {
		n := strings.TrimLeft(x.raw[:len(x.raw)-1], "0")
		unit := map[byte]string{'h': "hour", 'd': "day", 'w': "week", 'm': "month"}[x.raw[len(x.raw)-1]]
		if n == "1" {
			return "in the last " + unit
		}
		return "in the last " + n + " " + unit + "s"
	}
	return x.op + " " + x.raw
}

func readsState(x *stateExpr) string {
	switch x.word {
	case "person":
		return "with the person " + x.value
	case "has":
		return "with a " + strings.ReplaceAll(x.value, "-", " ")
	}
	switch x.value {
	case "first":
		return "the first report of it"
	case "copy", "correction", "near-miss":
		return "a " + strings.ReplaceAll(x.value, "-", " ")
	}
	return x.value
}
