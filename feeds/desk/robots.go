package desk

import "strings"

// noArchive reports whether the X-Robots-Tag headers ask that a page is not
// kept. A value may be meant for one robot by name: that is not us.
func noArchive(values []string) bool {
	for _, v := range values {
		if robot, _, named := strings.Cut(v, ":"); named && !strings.Contains(robot, ",") && !strings.Contains(strings.ToLower(robot), "unavailable") {
			continue
		}
		for word := range strings.SplitSeq(strings.ToLower(v), ",") {
			if word = strings.TrimSpace(word); word == "noarchive" || word == "none" {
				return true
			}
		}
	}
	return false
}
