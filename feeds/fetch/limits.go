package fetch

// The limits of an answer, where a request does not set its own.
const (
	MaxBody    = usualLimit   // bytes of a feed, decoded
	MaxPage    = 8 << 20      // bytes of an article page, decoded
	MaxHeaders = maxHeaders   // bytes
	MaxTime    = usualTimeout // of one request
	MaxHops    = maxHops      // redirects
)
