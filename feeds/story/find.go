package story

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Find says where a story is that somebody named: by a path, which has a / or
// ends in .toml, or by a name, which is that of a file in dir, else of a
// built-in story. It does not look whether there is a file at a path.
func Find(x, dir string) (path string, builtIn bool, err error) {
	if strings.Contains(x, "/") || strings.HasSuffix(x, ".toml") {
		_, err := nameOf(x)
		return x, false, err
	}
	if err := CheckName(x); err != nil {
		return "", false, err
	}
	path = filepath.Join(dir, x+".toml")
	if _, err := os.Stat(path); err == nil {
		return path, false, nil
	}
	if _, ok := Source(x); ok {
		return "", true, nil
	}
	return "", false, fmt.Errorf("story %q: no such file in %s, and none is built in", x, dir)
}
