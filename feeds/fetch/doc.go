// Package fetch asks outlets politely. It is the only HTTP client, and pure
// transport: when to ask whom, and what was stored of the last answer, is the
// caller's business.
package fetch
