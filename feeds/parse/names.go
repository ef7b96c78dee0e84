package parse

import (
	"regexp"
	"slices"
	"strings"
)

var (
	mailThenName = regexp.MustCompile(`^\S+@\S+\s+\((.+)\)$`)
	nameThenMail = regexp.MustCompile(`^(.*\S)\s*[(<]\s*\S+@\S+[)>]$`)
)

// name takes the mail address from an author who has a name too.
func name(s string) string {
	s = strings.TrimSpace(plain(s))
	for _, form := range []*regexp.Regexp{mailThenName, nameThenMail} {
		if m := form.FindStringSubmatch(s); m != nil {
			return strings.TrimSpace(m[1])
		}
	}
	return s
}

// joinNames joins names that differ with commas.
func joinNames(names []string) string {
	var unique []string
	for _, n := range names {
		if n = strings.TrimSpace(n); n != "" && !slices.Contains(unique, n) && len(unique) < maxCategories {
			unique = append(unique, n)
		}
	}
	return strings.Join(unique, ", ")
}
