//go:build !race

package main

// raced tells that the race detector is at work.
const raced = false
