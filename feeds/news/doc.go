// Package news has the nouns that all parts of casewire speak. They are plain
// data: what people see is text.Clean; addresses, guids and validators stay
// bytes from outside until they are shown.
package news
