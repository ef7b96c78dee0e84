// Package story loads and checks story files: what a reader follows, by which
// rules and from which feeds. It has the built-in stories and tells when a file
// was edited. Commands that change a file do so over package settings.
package story
