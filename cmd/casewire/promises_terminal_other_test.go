//go:build !linux

package main

import "testing"

// Terminals are made the way of Linux.
func terminalsLost(t *testing.T) int      { t.Skip("no terminal is made here"); return 0 }
func sizesThatBreak(t *testing.T) int     { t.Skip("no terminal is made here"); return 0 }
func terminalsThatBreak(t *testing.T) int { t.Skip("no terminal is made here"); return 0 }
func leaksOfReader(t *testing.T) int      { t.Skip("no terminal is made here"); return 0 }
