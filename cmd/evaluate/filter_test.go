package main

import (
	"fmt"
	"strings"
	"testing"
)

// Headlines of our own, such as papers, and addresses of papers, have them.
func TestRulesOfTheRustCase(t *testing.T) {
	about := []string{
		"Jury selection begins in Alec Baldwin’s trial",
		"Judge throws out case against Alec Baldwin midway through trial",
		"alec baldwins manslaughter case is dismissed with prejudice",
		"Baldwin weeps as judge dismisses case",
		"Twist in Baldwin case: prosecutor steps down",
		"Charges against Baldwin dropped for now",
		"Grand jury indicts Baldwin again",
		"Rust armorer sentenced to 18 months",
		"rust armorer hannah gutierrezreed appeals conviction",
		"Gutierrez-Reed walks out of prison",
		"Movie armorer found guilty of involuntary manslaughter in on-set death",
		"movie weapons supervisor seeks release before appeal",
		"Hannah Gutierrez-Reed’s lawyer asks for a new trial",
		"First assistant director David Halls testifies at Rust trial",
		"Dave Halls gets probation after plea in film set shooting",
		"Special prosecutor Kari Morrissey withdraws Baldwin appeal",
		"new mexico supreme court will not hear baldwin appeal",
		"‘Rust’ premieres at Polish film festival three years after cinematographer’s death",
		"rust review a western in the shadow of a tragedy",
		"Rust gets a trailer and a release date",
		"Joel Souza on finishing the film",
		"Alec Baldwin sues prosecutors and sheriff, claiming malicious prosecution",
		"rust crew members settle civil suit over set shooting",
		"Halyna Hutchins’ mother speaks of justice",
		"Filming of Rust restarts in Montana",
		"Alec Baldwin’s lawyers say gun was destroyed in FBI tests",
		"Judge Mary Marlowe Sommer rejects motion in Baldwin case",
		"seth kenney denies supplying live rounds to rust",
		"Documentary on the Rust shooting comes to Hulu",
		"Wrongful death suit against Baldwin may go ahead, judge says",
	}
	unrelated := []string{
		"Shooting near Baldwin Hills leaves one dead",
		"Tammy Baldwin files a complaint with the court",
		"Hilaria Baldwin shares a photograph of the children",
		"Alec Baldwin hosts comedy show for the eighteenth time",
		"Rust Belt towns vote on their film tax",
		"How to get rust off a cast-iron pan",
		"rust never sleeps on this old bridge",
		"Bryan Rust shoots Penguins to a win on a movie night",
		"Rust 1.80 brings a faster compiler and new film demo",
		"Toyota settles lawsuit over rust on trucks",
		"Asa Hutchinson ends campaign",
		"Judge in town-hall trial asks jury to go home",
		"Crew member dies in fall at studio",
		"Morrissey cancels his concert again",
		"Reed and Halls lead the home side to victory",
		"Shooting at a school: what we know",
		"A cinematographer’s guide to light",
	}
	var in strings.Builder
	for _, title := range append(about, unrelated...) {
		fmt.Fprintf(&in, "{\"id\":1,\"title\":%q}\n", title)
	}
	status, out, errs := evaluate(t, in.String(), "filter", "--story", "rust-shooting")
	if status != 0 {
		t.Fatal(errs)
	}
	for i, line := range strings.Split(strings.TrimSpace(out), "\n") {
		switch kept := strings.Contains(line, `"keep":true`); {
		case i < len(about) && !kept:
			t.Errorf("not kept: %s", about[i])
		case i >= len(about) && kept:
			t.Errorf("kept: %s: %s", unrelated[i-len(about)], line)
		}
	}
}
