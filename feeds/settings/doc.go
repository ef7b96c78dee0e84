// Package settings reads TOML files that people write, strictly: every fault
// is told at once, with its place, the line itself and what to write instead.
// It also changes such files without touching the rest of their bytes. It
// knows nothing of what the files are about, and does no I/O.
package settings
