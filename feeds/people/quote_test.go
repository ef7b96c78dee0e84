package people_test

import (
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

func TestQuotes(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       []string
	}{
		{"straight", `"It is over," Anna Reed said.`, []string{"Anna Reed: It is over"}},
		{"inverted", `“It is over,” said Anna Reed, the sheriff.`, []string{"Anna Reed: It is over"}},
		{"goes on", `“It is,” Anna Reed said, “nearly over.” “At last.”`, []string{"Anna Reed: It is … nearly over. At last."}},
		{"told reporters", `Anna Reed told reporters on Friday that it was “nearly over.”`, []string{"Anna Reed: nearly over."}},
		{"according to", `It was “nearly over,” according to Anna Reed.`, []string{"Anna Reed: nearly over"}},
		{"single marks", `‘It’s the boys’ turn,’ said Anna Reed. ‘No,’ she added, ‘it isn’t.’`, []string{"Anna Reed: It’s the boys’ turn", "Anna Reed: No … it isn’t."}},
		{"old style", `''It is over,'' Ms. Reed said.`, []string{"Reed: It is over"}},
		{"question", `“Is it over?” Anna Reed asked. “I hope so.”`, []string{"Anna Reed: Is it over? … I hope so."}},
		{"colon", "Anna Reed continued:\n\n“It is over. All of it.”", []string{"Anna Reed: It is over. All of it."}},
		{"over paragraphs", "“It is over,” Anna Reed said. “I know.\n\n“And I am glad.”\n\nShe left.", []string{"Anna Reed: It is over … I know. And I am glad."}},
		{"speaker goes on", "“It is over,” Anna Reed said.\n\n“And I am glad of it, to tell the truth.”", []string{"Anna Reed: It is over", "Anna Reed: And I am glad of it, to tell the truth."}},
		{"signed", "“It is over for me.” — Anna Reed", []string{"Anna Reed: It is over for me."}},
		{"nested", `“She said, ‘Run,’ and I ran,” Anna Reed said.`, []string{"Anna Reed: She said, ‘Run,’ and I ran"}},
		{"nested in the same marks", `"She told me, "run," and I ran," Anna Reed said.`, []string{`Anna Reed: She told me, "run," and I ran`}},
		{"her lawyer", `“It is over,” said her lawyer, Paul Brandt.`, []string{"Paul Brandt: It is over"}},
		{"a lawyer for", `“It is over,” a lawyer for Anna Reed said.`, []string{"(a lawyer for Anna Reed): It is over"}},
		{"who", `Anna Reed, who said it was “nearly over,” left.`, []string{"Anna Reed: nearly over"}},
		{"subject of two verbs", `Anna Reed stood up and said it was “nearly over.”`, []string{"Anna Reed: nearly over."}},
		{"participle", `Anna Reed left the room, saying it was “nearly over.”`, []string{"Anna Reed: nearly over."}},
		{"relative clause", `Anna Reed, who has lived there for years and knows the place, said it was “nearly over.”`, []string{"Anna Reed: nearly over."}},
		{"outer speaker", `Anna Reed said that Paul Brandt had called it “nearly over.”`, []string{"Anna Reed: nearly over."}},
		{"a role before", `Dana Reed met Judge Anna Lund. The judge did not rule on that. She wants him there, “with his shelves, if need be”, and she said that it was late.`, []string{"Anna Lund: with his shelves, if need be"}},
		{"a name before a noun", `Judge Anna Lund sat down. In the Marlow trial she asked for the file, “in whatever drawer”. Dana Marlow left.`, []string{"Anna Lund: in whatever drawer"}},
		{"who represents", `“It was late at night,” Paul Brandt, who represents Dana Marlow, told Judge Anna Lund. “No one can read it.”`, []string{"Paul Brandt: It was late at night … No one can read it."}},
		{"who represents, names cut", "Judge Anna Lund met Dana Marlow.\n\n“It was late at night,” Paul Brandt, who represents Marlow, told Lund. “No one can read it.”", []string{"Paul Brandt: It was late at night … No one can read it."}},
		{"outlet", `The Harbor Post reported that it was “nearly over.”`, []string{"(The Harbor Post): nearly over."}},
		{"pronoun by sex", `Anna Reed met Paul Brandt. “It is over,” he said. “For you,” she replied.`, []string{"Paul Brandt: It is over", "Anna Reed: For you"}},
		{"the sheriff", `Sheriff Anna Reed met Paul Brandt, a baker. “It is over,” the sheriff said.`, []string{"Anna Reed: It is over"}},
		{"whose lawyer", `Dana Marlow wept. Paul Brandt is here, said Paul Brandt, her lawyer. “It is over,” Marlow’s lawyer said.`, []string{"Paul Brandt: It is over"}},
		{"who is told", `Judge Anna Lund came. It turned out that Helen Strand was late. “It is small,” she told Ms. Strand.`, []string{"Anna Lund: It is small"}},
		{"asked by", `Before him came Marisol Dent, 29. She had run. Asked by Ms. Strand what she saw, she spoke of the bin. “It was burning,” she said.`, []string{"Marisol Dent: It was burning"}},
		{"who is asked", `Detective Irene Kowal came. Helen Strand rose. Mr. Brandt asked the detective where the door was. “Behind them,” she said.`, []string{"Irene Kowal: Behind them"}},
		{"named behind a pronoun", "Greta Sorley came.\n\nShe told the jury that Dana Marlow left. “I did not ask,” she said.", []string{"Greta Sorley: I did not ask"}},
		{"pronoun before its name", `Anna Reed came. When she was young, Dana Marlow stayed. “I stay,” she said.`, []string{"Dana Marlow: I stay"}},
		{"a role in a clause", `Judge Anna Lund came. In part, the judge found that Irene Kowal had to ask. “One question would do,” she wrote.`, []string{"Anna Lund: One question would do"}},
		{"a lawyer without a name", `Peter Lonsdale left. A lawyer in the capital said that he had met him. “There is a binder,” he said.`, []string{"(A lawyer): There is a binder"}},
		{"spoken by", `The words “I should call someone”, spoken by a suspect, made Irene Kowal ask.`, []string{"(a suspect): I should call someone"}},
		{"asks again", "“Which one did you report?” asked Paul Brandt.\n\n“I did not,” Peter Lonsdale said.\n\n“Do you know why?”\n\n“You would have to ask her.”", []string{"Paul Brandt: Which one did you report?", "Peter Lonsdale: I did not", "Paul Brandt: Do you know why?", "Peter Lonsdale: You would have to ask her."}},
		{"kin without a name", `Dana Marlow wept. Anna Reed’s mother was there too. “It is over,” she said.`, []string{"(Anna Reed’s mother): It is over"}},
		{"kin with a name", `Tom Reed met his sister, Anna Reed. “It is over,” she said.`, []string{"Anna Reed: It is over"}},
		{"only one of the name so far", "Tom Reed left.\n\n“It is over,” Reed said.\n\nHis sister, Anna Reed, stayed.", []string{"Tom Reed: It is over"}},
		{"of two of a name nobody", "Tom Reed left. Anna Reed stayed.\n\n“It is over,” Reed said.", []string{"(Reed): It is over"}},
		{"capitals", `"IT IS OVER," SAID ANNA REED.`, []string{"(ANNA REED): IT IS OVER"}},
		{"scare", `The so-called “experts” left. A “safe” house it was not.`, nil},
		{"titles of works", `Anna Reed said she liked “The Long Road Home” and spoke on “Morning Harbor.”`, nil},
		{"inches", `The 6" pipe and the 8" pipe were new, Anna Reed said.`, nil},
		{"elision", `Rock 'n' roll and the '90s, Anna Reed said.`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			equal(t, "quotes", quoted(people.Read(article("", tt.body), nil)), tt.want)
		})
	}
}

// A paragraph that is set apart is a quotation if somebody is about to speak.
func TestBlockquote(t *testing.T) {
	a := article("", "")
	a.Text.Body = text.HTML("<p>Anna Reed wrote:</p><blockquote><p>It is over.</p><p>I am glad.</p></blockquote><p>She left.</p><blockquote>It is over, and nobody is glad of it.</blockquote>", nil)
	equal(t, "quotes", quoted(people.Read(a, nil)), []string{"Anna Reed: It is over. I am glad."})
}

func TestPeople(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       []string
	}{
		{"title", "Sheriff Adan Mendoza left. Mendoza came back.", []string{"Adan Mendoza | sheriff | 2"}},
		{"office", "Fenwick County District Attorney Mary Carr-Alt left.", []string{"Mary Carr-Alt | Fenwick County district attorney | 1"}},
		{"abbreviated", "Gov. Bill Lund met Rep. J. R. Stone Jr. on Friday.", []string{"Bill Lund | governor | 1", "J. R. Stone Jr. | representative | 1"}},
		{"a name like a title", "Col Avery left with Mr. Lund. Col. Stone stayed.", []string{"Col Avery |  | 1", "Lund |  | 1", "Stone | colonel | 1"}},
		{"a title without a stop", "Col Stone left with Mr Lund.", []string{"Stone | colonel | 1", "Lund |  | 1"}},
		{"initials", "DA Rosalind Thorne left. DA Thorne came back.", []string{"Rosalind Thorne | district attorney | 2"}},
		{"initials and a surname", "On Monday DA Thorne reopened 19 cases.", []string{"Thorne | district attorney | 1"}},
		{"no initials", "Maria Da Costa left.", []string{"Maria Da Costa |  | 1"}},
		{"apposition", "Paul Brandt, her lawyer, left.", []string{"Paul Brandt | her lawyer | 1"}},
		{"apposition before", "The film’s armorer, Hannah Lund, left.", []string{"Hannah Lund | armorer | 1"}},
		{"apposition to a role", "A watchman, Emil Lund, died.", []string{"Emil Lund | watchman | 1"}},
		{"roles in a row", "Paul Brandt, the lawyer, Anna Reed, left.", []string{"Paul Brandt | lawyer | 1", "Anna Reed |  | 1"}},
		{"who is", "Paul Brandt, who is a baker of bread, left. Anna Reed, who is held, wept.", []string{"Paul Brandt | baker of bread | 1", "Anna Reed |  | 1"}},
		{"noun before", "On Friday defence lawyer Paul Brandt left.", []string{"Paul Brandt | defence lawyer | 1"}},
		{"age", "Zora Quill, 41, left.", []string{"Zora Quill |  | 1"}},
		{"possessive", "Paul Brandt’s car and Brandt's dog were found.", []string{"Paul Brandt |  | 2"}},
		{"particles", "Maria de la Cruz met Vincent van Dam. De la Cruz left.", []string{"Maria de la Cruz |  | 2", "Vincent van Dam |  | 1"}},
		{"initials", "George W. Lund and George Lund are one, said Mr. Lund.", []string{"George W. Lund |  | 3"}},
		{"nickname", "David Halls is Dave Halls.", []string{"David Halls |  | 2"}},
		{"two of a surname", "Dana Marlow met Tomas Marlow. Elsewhere.\n\nMarlow left.", []string{"Dana Marlow |  | 1", "Tomas Marlow |  | 1"}},
		{"roles part a surname", "Carla Reed, the defendant, wept. Judge Reed left.", []string{"Carla Reed | defendant | 1", "Reed | judge | 1"}},
		{"no people", "The Harbor Post said on Friday that New Mexico, Santa Fe County, the Supreme Court, Bonanza Creek Ranch and Rust Movie Productions met in March. In Red Wing, General Motors said so.", nil},
		{"junior", "Paul Brandt Jr. is the son of Paul Brandt.", []string{"Paul Brandt Jr. |  | 1", "Paul Brandt |  | 1"}},
		{"middle name", "Joseph Lund met Michael Joseph Lund.", []string{"Joseph Lund |  | 1", "Michael Joseph Lund |  | 1"}},
		{"article", "Bashar al-Lund met PM Ann Stone. Mr. Lund left.", []string{"Bashar al-Lund |  | 2", "Ann Stone | prime minister | 1"}},
		{"a firm", "The contractor, Kesgrave Rope, was late. Colm Kesgrave, 57, a director of Kesgrave Rope, wept. The contractor Kesgrave Rope left.", []string{"Colm Kesgrave | director of Kesgrave Rope | 1"}},
		{"of two names", "Piers Ludlam, a director of Brunt and Sable, left.", []string{"Piers Ludlam | director of Brunt and Sable | 1"}},
		{"chief executive", "Wells Fargo CEO John Stumpf left.", []string{"John Stumpf | Wells Fargo chief executive | 1"}},
		{"two titles", "Fire Marshal Gus Lund left.", []string{"Gus Lund | fire marshal | 1"}},
		{"month as a surname", "Theresa May left in May.", []string{"Theresa May |  | 1"}},
		{"driver", "Driver Adriano Luz left.", []string{"Adriano Luz | driver | 1"}},
		{"capitals", "PAUL BRANDT LEFT THE COURT ON FRIDAY.\n\nPaul Brandt came back.", []string{"Paul Brandt |  | 2"}},
		{"no capitals", "paul brandt left the court on friday.\n\nPaul Brandt came back.", []string{"Paul Brandt |  | 2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			equal(t, "people", named(people.Read(article("", tt.body), nil).People()), tt.want)
		})
	}
}

func named(list []news.Named) []string {
	var out []string
	for _, p := range list {
		out = append(out, text.Sprintf("%s", p.Name).String()+" | "+p.Role.String()+" | "+text.Sprintf("%d", p.Mentions).String())
	}
	return out
}

// The story file knows who is who.
func TestListed(t *testing.T) {
	persons := []news.Person{
		{Name: text.Own("Hannah Gutierrez-Reed"), Aliases: []text.Clean{text.Own("Hannah Gutierrez")}, Role: text.Own("armorer")},
		{Name: text.Own("Halyna Hutchins")},
		{Name: text.Own("Matthew Hutchins")},
	}
	r := people.Read(article("gutierrez-reed and hutchins in court", "Hannah Gutierrez left. Gutierrez-Reed wept. Hutchins died. “No,” the armorer said."), persons)
	equal(t, "people", named(r.People()), []string{"Hannah Gutierrez-Reed | armorer | 3"})
	equal(t, "quotes", quoted(r), []string{"Hannah Gutierrez-Reed: No"})
}

func TestRoll(t *testing.T) {
	var found []news.Named
	for i, body := range []string{
		"Sheriff Adan Mendoza left. Mr. Brandt stayed.", "Sheriff Mendoza left.", "Paul Brandt, a lawyer, met Dana Marlow.",
		"Tomas Marlow left.", "Ms. Marlow wept.", "Judge Brandt left.", "P. Brandt left, a lawyer said.",
	} {
		a := article("", body)
		a.ID, a.Dates.Sort = int64(i+1), time.Date(2026, time.Month(i+1), 1, 0, 0, 0, 0, time.UTC)
		found = append(found, people.Read(a, nil).People()...)
	}
	roll := people.Roll(found, nil)
	equal(t, "people", named(roll), []string{
		"Adan Mendoza | sheriff | 2", "Brandt | judge | 2", "Dana Marlow |  | 1", "Marlow |  | 1", "Paul Brandt | lawyer | 1", "Tomas Marlow |  | 1",
	})
	if m := roll[0]; m.Articles != 2 || m.First.Month() != 1 || m.Last.Month() != 2 || len(m.Months) != 2 {
		t.Errorf("over time: %+v", m)
	}
	backwards := append([]news.Named(nil), found...)
	for i, j := 0, len(backwards)-1; i < j; i, j = i+1, j-1 {
		backwards[i], backwards[j] = backwards[j], backwards[i]
	}
	equal(t, "people, backwards", named(people.Roll(backwards, nil)), named(roll))
	var why []string
	for _, w := range people.Explain(found, nil)(text.Own("Dana Marlow")) {
		why = append(why, w.String())
	}
	equal(t, "reasons", why, []string{"Tomas Marlow is another person of that surname", "“Marlow” stays apart: 2 people of the story could be meant"})
	if people.Explain(found, nil)(text.Own("Nobody")) != nil {
		t.Error("a reason for nobody")
	}
}

func TestSayings(t *testing.T) {
	var quotes []news.Quote
	for i, body := range []string{
		"“I was asleep at home,” said Tomas Marlow.", "Tomas Marlow said: “I was at home, asleep.”", "“I was asleep at home,” Marlow said.",
		"“Not guilty,” said Tomas Marlow.", "“Not guilty,” said Dana Marlow.",
		"“I have it framed,” said Anna Reed.", "“For that I’d have sold it to them,” said Anna Reed.",
	} {
		a := article("", body)
		a.ID, a.Outlet = int64(i+1), text.Sprintf("Outlet %d", i)
		a.Dates.Sort = a.Dates.Sort.Add(-time.Duration(i) * time.Hour)
		r := people.Read(a, nil)
		if i == 2 {
			h := people.Judge(r, people.Candidates{Quotes: quotes}, nil).Quotes[0]
			if h.Of != 0 || h.Variant {
				t.Errorf("repetition: %+v", h)
			}
		}
		quotes = append(quotes, r.Quotes()...)
	}
	var got []string
	for _, q := range people.Sayings(quotes) {
		s := q.Speaker.String() + ": " + q.Text.String() + strings.Repeat(" +", q.Outlets-1)
		for _, v := range q.Variants {
			s += " ± " + v.Text.String()
		}
		got = append(got, s)
	}
	equal(t, "quotes", got, []string{
		"Anna Reed: For that I’d have sold it to them", "Anna Reed: I have it framed", "Dana Marlow: Not guilty", "Tomas Marlow: Not guilty",
		"Marlow: I was asleep at home + + ± I was at home, asleep.",
	})
}

// TestSayingsLeaveOut is about what the list of a story leaves out.
func TestSayingsLeaveOut(t *testing.T) {
	for body, want := range map[string]string{
		"“Hills,” said Tomas Marlow.":                                         "",
		"Tomas Marlow spoke of a “second binder” and left.":                   "",
		"“Not guilty,” said Tomas Marlow.":                                    "Tomas Marlow: Not guilty",
		"Tomas Marlow said that it was “hardly worth a fire.”":                "Tomas Marlow: hardly worth a fire.",
		"“It was late at night,” a technician said.":                          "a technician: It was late at night",
		"“It was late at night,” police said.":                                "police: It was late at night",
		"“It was late at night,” the Harbor Post said.":                       "the Harbor Post: It was late at night",
		"“It was late at night,” said the light.":                             "",
		"The light said that it was “late at night for bakers and for us.”":   "",
		"“It was late at night for bakers and their guests,” said the light.": ": It was late at night for bakers and their guests",
	} {
		got := ""
		for _, q := range people.Sayings(people.Read(article("", body), nil).Quotes()) {
			got = q.Speaker.String() + ": " + q.Text.String()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	a := people.Read(article("", "“I was asleep at home,” said Tomas Marlow."), nil).Keys()
	b := people.Read(article("", "Marlow was there. Ms. Marlow said it was “an uneasy sleep.”"), nil).Keys()
	shared := 0
	for _, x := range a {
		for _, y := range b {
			if x == y {
				shared++
			}
		}
	}
	if len(a) != 3 || shared != 1 {
		t.Errorf("%d keys, %d shared", len(a), shared)
	}
}
