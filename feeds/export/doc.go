// Package export writes a story as one document: Markdown, HTML, JSON or Atom,
// and articles with all that was received as evidence. What the reader read,
// starred or noted is not in it.
package export
