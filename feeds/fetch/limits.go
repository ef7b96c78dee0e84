package fetch

// The limits of an answer, where a request does not set its own, and of asking
// one host.
const (
	MaxBody    = usualLimit   // bytes of a feed, decoded
	MaxPage    = 8 << 20      // bytes of an article page, decoded
	MaxHeaders = maxHeaders   // bytes
	MaxTime    = usualTimeout // of one request
	MaxHops    = maxHops      // redirects
	Connect    = usualPatience
	FirstByte  = usualPatience
	PerHost    = usualPerHost // requests at a time
	PageGap    = usualPageGap // from the end of a page to the start of the next
)
