// Package digest tells what happened in sentences of the articles themselves:
// no word is its own. What is left out of a sentence is a clause at its end.
package digest
