package archive

// Moving is for how long after its publication an article's page is looked at
// again.
const Moving = moving
