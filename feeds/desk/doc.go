// Package desk turns the wheel once over everything: feeds that are due are
// asked, their items parsed, judged and stored, the pages of kept ones fetched
// and extracted. It tells what came in as soon as it is stored.
package desk
