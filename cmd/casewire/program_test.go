package main

import (
	"os/user"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

// Without HOME the folders are in the home of the user, not in that of the
// system.
func TestHomeOfAService(t *testing.T) {
	u, err := user.Current()
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(xdg.Reload)
	t.Setenv("HOME", "")
	t.Setenv("XDG_CONFIG_HOME", "")
	xdg.Reload()
	if findHome(); xdg.ConfigHome != filepath.Join(u.HomeDir, ".config") {
		t.Errorf("preferences are in %s", xdg.ConfigHome)
	}
}

// Help is drawn for people at a terminal, unless they want it plain.
func TestHelpIsDrawn(t *testing.T) {
	for args, want := range map[string]bool{
		"-h": true, "list --help": true, "help list": true, "list": false,
		"-h --plain": false, "list -h --color never": false, "help --color=never": false,
	} {
		if got := wantsHelp(strings.Fields(args)); got != want {
			t.Errorf("casewire %s: got %v, want %v", args, got, want)
		}
	}
}
