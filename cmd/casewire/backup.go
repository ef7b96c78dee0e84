package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/text"
)

func (p *program) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent copy of the archive",
		Long: "Write a consistent copy of the archive, while others read and write it. A file that is there already is left alone.\n\n" +
			exitStatuses,
		Example: "casewire backup ~/rust-shooting.db",
		Args:    exactly(1, "the FILE to write"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			f, err := p.open(ctx)
			if err != nil {
				return err
			}
			end := p.check(ctx, f, writeWait)
			err = end(p.backUp(ctx, f, args[0]))
			return errors.Join(err, f.archive.Close())
		},
	}
}

func (p *program) backUp(ctx context.Context, f *following, file string) error {
	if _, err := os.Lstat(file); err == nil {
		return existsError(file)
	}
	if err := f.archive.Backup(ctx, file); err != nil {
		return roomError(file, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	p.say(text.Sprintf("%s: a copy of %s, %s", text.Line(file), f.story.Name, size(uint64(info.Size())))) //nolint:gosec // a size is positive
	return nil
}

func existsError(file string) error {
	return withHint(fmt.Errorf("%s is there already; it was left alone", text.Line(file)), "move it away, or name another file")
}

// roomError says why a file cannot be written: where, and how much room there
// is.
func roomError(file string, err error) error {
	var full *archive.FullError
	var path *fs.PathError
	dir := filepath.Dir(file)
	switch {
	case errors.Is(err, fs.ErrExist):
		return existsError(file)
	case errors.Is(err, fs.ErrPermission):
		return withHint(fmt.Errorf("%s cannot be written: no permission to write in %s", text.Line(file), text.Line(dir)), "name a file in a folder of yours")
	case errors.As(err, &full), errors.Is(err, syscall.ENOSPC):
		return errors.New(noRoom(file))
	case errors.As(err, &path) && filepath.Dir(path.Path) == absolute(dir):
		return withHint(fmt.Errorf("%s cannot be written: %w", text.Line(file), path.Err), "name a file in a folder of yours")
	}
	return err
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// size is a number of bytes as people write it.
func size(n uint64) string {
	const k = 1 << 10
	switch {
	case n < k:
		return count(int(n), "byte") //nolint:gosec // small
	case n < k*k:
		return fmt.Sprintf("%.0f KiB", float64(n)/k)
	case n < k*k*k:
		return strings.Replace(fmt.Sprintf("%.1f MiB", float64(n)/k/k), ".0", "", 1)
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/k/k/k)
}
