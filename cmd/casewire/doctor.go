package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/export"
	"casewire/feeds/settings"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// A grade is what doctor says of a thing that it looked at.
type grade string

const (
	well grade = "ok"
	odd  grade = "note" // works, but should be known
	ill  grade = "bad"
)

// A finding is one line of doctor.
type finding struct {
	Check  string     `json:"check"`
	Status grade      `json:"status"`
	Text   text.Clean `json:"text"`
	Hint   *string    `json:"hint"`
}

// A doctor looks at everything and says what it finds.
type doctor struct {
	*program
	damaged bool
	ills    int
	err     error
	pr      *printer
}

// beside stands for a recovered archive beside the damaged one.
const beside = "beside the archive"

func (p *program) doctorCommand() *cobra.Command {
	var into string
	var prefs error
	again := false
	cmd := &cobra.Command{
		Use:   "doctor [--recover [FILE]] [--rebuild]",
		Short: "Check everything, and say what to do",
		Long: "Check the configuration, the story files, the archive with the hash of every text, the feeds, the disk, the clock and\n" +
			"the terminal, and say what to do. --recover makes a new archive of all that can be read of a damaged one; the damaged\n" +
			"one is not touched. --rebuild reads all articles of the story again, in the order in which they came, and tells whether\n" +
			"reports, new sentences, dates and people come out as they are.\n\n" + exitStatuses,
		Example: "casewire doctor\ncasewire doctor --json\ncasewire doctor --recover ~/rescued.db\ncasewire doctor --rebuild -s marlow",
		Args: func(cmd *cobra.Command, args []string) error {
			if again && cmd.Flags().Changed("recover") {
				return usageError{errors.New("--recover and --rebuild do not go together"), "recover first, then rebuild what was recovered"}
			}
			if cmd.Flags().Changed("recover") && len(args) <= 1 {
				return nil
			}
			return noArgs(cmd, args)
		},
		// A bad config.toml is something to tell, not to stop at.
		PersistentPreRunE: func(*cobra.Command, []string) error {
			prefs = p.prepare()
			if p.now == nil {
				return prefs
			}
			p.openLog()
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("recover") {
				if len(args) == 1 {
					into = args[0]
				}
				return p.recoverArchive(cmd.Context(), into)
			}
			if again {
				if prefs != nil {
					return prefs
				}
				return p.rebuild(cmd.Context())
			}
			d := &doctor{program: p, pr: p.printer()}
			return d.examine(cmd.Context(), prefs)
		},
	}
	cmd.Flags().StringVar(&into, "recover", "", "make a new archive of what can be read of a damaged one, in FILE")
	cmd.Flags().Lookup("recover").NoOptDefVal = beside
	cmd.Flags().BoolVar(&again, "rebuild", false, "understand all articles of the story again")
	return cmd
}

// examine makes all checks.
func (d *doctor) examine(ctx context.Context, prefs error) error {
	d.config(prefs)
	d.stories()
	d.private()
	d.archive(ctx)
	d.disk()
	d.clock()
	d.screen()
	for _, l := range limits() {
		d.say("limits", well, l, "")
	}
	switch {
	case d.err != nil:
		return d.err
	case d.damaged:
		return saidError{exitPartial}
	case d.ills > 0:
		return saidError{exitError}
	}
	return nil
}

// say writes a finding.
func (d *doctor) say(check string, v grade, what, hint string) {
	if v == ill {
		d.ills++
	}
	f := finding{check, v, text.Line(what), export.OrNull(text.Line(hint).String())}
	switch {
	case d.flags.json:
		if d.err == nil {
			d.err = lines(d.stdout).Encode(f)
		}
		return
	case d.flags.quiet && v == well:
		return
	}
	// Nothing is wrapped: paths are to be copied.
	d.pr.line(text.Join("  ", pad(text.Line(string(v)), 4), pad(text.Line(check), 8), f.Text))
	if f.Hint != nil {
		d.pr.line(pad(text.Clean{}, 16), text.Sprintf("-> %s", *f.Hint))
	}
	d.err = d.pr.err
}

func (d *doctor) config(prefs error) {
	path := filepath.Join(d.dirs.config, "config.toml")
	switch {
	case prefs != nil:
		d.say("config", ill, firstLine(prefs), "mend "+path+": until then no other command runs")
	case len(d.prefs.badKeys) > 0:
		d.say("config", ill, firstLine(d.prefs.badKeys), "mend "+path+": until then the reader does not open")
	case exists(path):
		d.say("config", well, path, "")
	default:
		d.say("config", well, "no config.toml: everything is as usual", "")
	}
}

// firstLine is the first fault of a file, or the error.
func firstLine(err error) string {
	var faults settings.Faults
	s := plainError(err)
	if errors.As(err, &faults) {
		s = faults.Report().String()
	}
	s, _, _ = strings.Cut(s, "\n")
	return strings.TrimPrefix(s, "casewire: ")
}

func (d *doctor) stories() {
	all, err := d.allStories()
	if err != nil {
		d.say("stories", ill, plainError(err), "give the folder back to yourself: chmod 700")
		return
	}
	good := 0
	for _, s := range all {
		if s.Errors == 0 {
			good++
			continue
		}
		d.say("stories", ill, s.Name+" has "+count(s.Errors, "error"), "casewire rules check -s "+s.Name)
	}
	if good == 1 {
		d.say("stories", well, "1 story can be followed", "")
		return
	}
	d.say("stories", well, fmt.Sprintf("%d stories can be followed", good), "")
}

// private takes from others the right to read what is the user's alone.
func (d *doctor) private() {
	var mended []string
	open := false
	for _, dir := range []string{d.dirs.data, d.dirs.state} {
		_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.Type()&os.ModeSymlink != 0 {
				return nil //nolint:nilerr // what cannot be read here is told by others
			}
			info, err := e.Info()
			if err != nil || info.Mode().Perm()&0o077 == 0 {
				return nil //nolint:nilerr // it was removed meanwhile
			}
			if err := os.Chmod(path, info.Mode().Perm()&0o700); err != nil { //nolint:gosec // a folder keeps its x
				d.say("private", ill, "others may read "+path, "chmod go= "+path)
				open = true
				return nil
			}
			mended = append(mended, path)
			return nil
		})
	}
	switch {
	case len(mended) > 0:
		d.say("private", odd, fmt.Sprintf("others could read %s; that is mended", strings.Join(mended, ", ")), "")
	case !open:
		d.say("private", well, "nobody else can read your archives and logs", "")
	}
}

// place is the name of the chosen story, and where its archive is, whether the
// story can be read or not.
func (p *program) place() (name, path string, err error) {
	x := p.chosen()
	file, builtIn, err := story.Find(x, p.storiesDir())
	if err != nil {
		return "", "", usageError{err, "casewire stories lists all stories"}
	}
	if name = x; !builtIn {
		name = strings.TrimSuffix(filepath.Base(file), ".toml")
	}
	return name, filepath.Join(p.dirs.data, name+".db"), nil
}

// recoveryJSON is what became of a damaged archive.
type recoveryJSON struct {
	File     text.Clean `json:"file"`
	Articles int        `json:"articles"`
	Lost     int        `json:"lost"`
	Altered  []int64    `json:"altered"`
}

// recoverArchive makes a new archive of a damaged one.
func (p *program) recoverArchive(ctx context.Context, into string) error {
	name, path, err := p.place()
	if err != nil {
		return err
	}
	if into == beside {
		into = strings.TrimSuffix(path, ".db") + ".recovered.db"
	}
	if err := homeless(into, "file"); err != nil {
		return err
	}
	o := archive.Options{Story: name}
	if st, err := p.loadStory(); err == nil {
		o.StoryPath = p.foreignPath(st)
	}
	r, err := archive.Recover(ctx, path, into, o)
	if err != nil {
		return roomError(into, err)
	}
	if p.flags.json {
		return lines(p.stdout).Encode(recoveryJSON{text.Line(into), r.Articles, r.Lost(), list(r.Altered)})
	}
	pr := p.printer()
	pr.line(text.Sprintf("%s: %s of %s.", text.Line(into), count(r.Articles, "article"), grouped(r.Known)))
	if n := r.Lost(); n > 0 {
		pr.line(text.Sprintf("%s could not be read and are lost.", count(n, "article")))
	}
	if len(r.Altered) > 0 {
		pr.line(text.Sprintf("%s changed by the damage; each has a note that says so: %s", count(len(r.Altered), "text"), strings.Trim(fmt.Sprint(r.Altered), "[]")))
	}
	if at := p.backedUp(name); !at.IsZero() {
		pr.line(text.Sprintf("The newest backup, of %s, is %s", dayWords(at), text.Line(p.backupPath(name))))
	}
	p.say(text.Sprintf("%s is as it was; to go on with the new one: mv %s %s", text.Line(path), text.Line(into), text.Line(path)))
	return pr.err
}

// dayWords is a day and time where the reader is.
func dayWords(t time.Time) string {
	return t.Local().Format("2 January 2006 15:04") //nolint:gosmopolitan // times are shown where the reader is
}
