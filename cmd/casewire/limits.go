package main

import (
	"fmt"

	"casewire/feeds/fetch"
	"casewire/feeds/parse"
)

// limits are what outlets can cost us, in words. The packages that enforce
// them own the numbers; a feed may have its own body, page, time and items.
func limits() []string {
	return []string{
		fmt.Sprintf("a feed %s and a page %s, decoded; headers %s", size(fetch.MaxBody), size(fetch.MaxPage), size(fetch.MaxHeaders)),
		fmt.Sprintf("%.0f s a source, %s", fetch.MaxTime.Seconds(), count(fetch.MaxHops, "redirect")),
		fmt.Sprintf("%s in each other, %s a tag, a tag %s", count(parse.MaxDepth, "element"), count(parse.MaxAttributes, "attribute"), size(parse.MaxTag)),
		fmt.Sprintf("%s a poll, each %s and %s", count(parse.MaxItems, "item"), fmt.Sprintf("%d categories", parse.MaxCategories), count(parse.MaxEnclosures, "enclosure")),
		fmt.Sprintf("a title %d and an author %d characters, a text %s", parse.MaxTitle, parse.MaxAuthor, size(parse.MaxText)),
		fmt.Sprintf("a guid over %d bytes is kept as its SHA-256; documents over %s are read one at a time", parse.MaxGUID, size(parse.LargeDocument)),
	}
}
