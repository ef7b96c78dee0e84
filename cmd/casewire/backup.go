package main

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

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
	if file == "-" {
		return usageError{errors.New("backup wants a file: standard output takes no archive"), "casewire backup --help"}
	}
	if err := homeless(file, "file"); err != nil {
		return err
	}
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
