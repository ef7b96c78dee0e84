package main

import (
	"fmt"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/fetch"
	"casewire/feeds/parse"
)

// limits are what outlets can cost us, in words. The packages that enforce
// them own the numbers; a feed may have its own body, page, time and items.
func limits() []string {
	return []string{
		fmt.Sprintf("a feed %s and a page %s, decoded; headers %s", size(fetch.MaxBody), size(fetch.MaxPage), size(fetch.MaxHeaders)),
		fmt.Sprintf("%.0f s a source, %.0f s to connect, %.0f s for its first byte, %s", fetch.MaxTime.Seconds(), fetch.Connect.Seconds(), fetch.FirstByte.Seconds(), count(fetch.MaxHops, "redirect")),
		fmt.Sprintf("a feed every %.0f min, %.0f h at the longest; a server may ask for %.0f days of quiet", desk.Every.Minutes(), desk.LongestEvery.Hours(), desk.LongestWait.Hours()/24),
		fmt.Sprintf("%s at a time of a host, %.0f s between two pages; %d pages a poll are looked at again, for %.0f days", count(fetch.PerHost, "request"), fetch.PageGap.Seconds(), desk.ChecksPerPoll, archive.Moving.Hours()/24),
		fmt.Sprintf("%s in each other, %s a tag, a tag %s", count(parse.MaxDepth, "element"), count(parse.MaxAttributes, "attribute"), size(parse.MaxTag)),
		fmt.Sprintf("%s a poll, each %s and %s", count(parse.MaxItems, "item"), fmt.Sprintf("%d categories", parse.MaxCategories), count(parse.MaxEnclosures, "enclosure")),
		fmt.Sprintf("a title %d and an author %d characters, a text %s", parse.MaxTitle, parse.MaxAuthor, size(parse.MaxText)),
		fmt.Sprintf("a picture %s and %s dots; all that are kept in the cache %s", size(maxPicture), grouped(maxDots), size(maxPictures)),
		fmt.Sprintf("a guid over %d bytes is kept as its SHA-256; documents over %s are read one at a time", parse.MaxGUID, size(parse.LargeDocument)),
	}
}
