// Package text is the gate through which all outside text passes, and what all
// engines know of text: spans, words, sentences, and HTML as paragraphs. It
// knows nothing of news.
package text
