package main

import (
	"os/user"
	"path/filepath"
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
