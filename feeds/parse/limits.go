package parse

// The limits of a feed.
const (
	MaxDepth      = maxDepth      // elements in each other
	MaxAttributes = maxAttrs      // of one tag
	MaxTag        = maxTag        // bytes
	MaxItems      = maxItems      // of one document
	MaxTitle      = maxTitle      // characters
	MaxAuthor     = maxAuthor     // characters
	MaxText       = maxText       // bytes of one item
	MaxGUID       = maxGUID       // bytes; longer ones are kept as their hash
	MaxCategories = maxCategories // of one item
	MaxEnclosures = maxEnclosures // of one item
	LargeDocument = largeDocument // bytes; of larger ones one is read at a time
)
