package keymap

import "slices"

// rows is the table. A row of a screen stands in for that of the same name
// among those of Everywhere.
var rows = slices.Concat(everywhere, first, headlines, digest, timeline, people, sources, rules, search, article, welcome, input) //nolint:gochecknoglobals // table

var everywhere = []Row{ //nolint:gochecknoglobals // table
	{Everywhere, "down", []string{"j", "down"}, "down", "down"},
	{Everywhere, "up", []string{"k", "up"}, "up", "up"},
	{Everywhere, "first", []string{"g", "home"}, "first; takes in what has come", "first"},
	{Everywhere, "last", []string{"G", "end"}, "last", "last"},
	{Everywhere, "half-down", []string{"ctrl+d"}, "half a page down", "half down"},
	{Everywhere, "half-up", []string{"ctrl+u"}, "half a page up", "half up"},
	{Everywhere, "page-down", []string{"ctrl+f", "pgdown", "space"}, "a page down", "page"},
	{Everywhere, "page-up", []string{"ctrl+b", "pgup"}, "a page up", "page up"},
	{Everywhere, "next", []string{"n"}, "next new, or next match of /", "next"},
	{Everywhere, "prev", []string{"N"}, "the one before", "before"},
	{Everywhere, "find", []string{"/"}, "find here", "find"},
	{Everywhere, "back", []string{"esc", "q", "h"}, "out of the innermost thing", "back"},
	{Everywhere, "headlines", []string{"1"}, "headlines", "headlines"},
	{Everywhere, "digest", []string{"2"}, "what you missed", "digest"},
	{Everywhere, "timeline", []string{"3"}, "what happened, by date", "timeline"},
	{Everywhere, "people", []string{"4"}, "who is in it, and who said what", "people"},
	{Everywhere, "sources", []string{"5"}, "sources", "sources"},
	{Everywhere, "rules", []string{"6"}, "the rules, and a place to try them", "rules"},
	{Everywhere, "search", []string{"7"}, "search everything that is stored", "search"},
	{Everywhere, "undo", []string{"z"}, "undo", "undo"},
	{Everywhere, "redo", []string{"Z"}, "redo", "redo"},
	{Everywhere, "poll", []string{"r"}, "ask the feeds of this screen that are due", "ask"},
	{Everywhere, "poll-all", []string{"R"}, "ask all feeds that are due", "ask all"},
	{Everywhere, "stories", []string{"S"}, "another story", "stories"},
	{Everywhere, "pane", []string{"tab"}, "the other pane, where two stand side by side", "other pane"},
	{Everywhere, "command", []string{":"}, "the command line", "command"},
	{Everywhere, "edit", []string{"E"}, "edit the story", "edit story"},
	{Everywhere, "help", []string{"?"}, "the keys", "keys"},
	{Everywhere, "quit", []string{"Q", "ctrl+c"}, "quit", "quit"},
	{Everywhere, "suspend", []string{"ctrl+z"}, "suspend", "suspend"},
}

var first = []Row{ //nolint:gochecknoglobals // table
	{First, "quit", []string{"q"}, "quit", "quit"},
}

var headlines = []Row{ //nolint:gochecknoglobals // table
	{Headlines, "open", []string{"enter", "l"}, "read the report", "read"},
	{Headlines, "read", []string{"m"}, "read and known, or unread again", "mark read"},
	{Headlines, "narrow", []string{"&"}, "narrow the list by a query", "filter"},
	{Headlines, "dismiss", []string{"A"}, "dismiss all shown: read, not known", "dismiss all"},
	{Headlines, "star", []string{"s"}, "star, or take the star away", "star"},
	{Headlines, "on", []string{"+"}, "on the story, whatever the rules say", "on story"},
	{Headlines, "off", []string{"-"}, "not about the story", "off story"},
	{Headlines, "outlets", []string{"e"}, "the outlets of the report", "outlets"},
	{Headlines, "rest", []string{"x"}, "near misses and what was dropped", "near misses"},
	{Headlines, "why", []string{"w"}, "why it is here", "why"},
	{Headlines, "browser", []string{"o"}, "open in the browser", "browser"},
	{Headlines, "copy", []string{"y"}, "copy the link", "copy link"},
	{Headlines, "cite", []string{"Y"}, "copy a citation", "cite"},
	{Headlines, "note", []string{"a"}, "a note of your own", "note"},
	{Headlines, "day-up", []string{"["}, "the day above", "day above"},
	{Headlines, "day-down", []string{"]"}, "the day below", "day below"},
	{Headlines, "begin", []string{"B"}, "all shown is known: begin here", "begin here"},
}

var article = []Row{ //nolint:gochecknoglobals // table
	{Article, "page-down", []string{"space", "f", "ctrl+f", "pgdown"}, "a page down; at the end the next report", "page"},
	{Article, "page-up", []string{"b", "ctrl+b", "pgup"}, "a page up", "page up"},
	{Article, "next-report", []string{"J"}, "the next report", "next report"},
	{Article, "prev-report", []string{"K"}, "the report before", "report before"},
	{Article, "first", []string{"g", "home"}, "the beginning", "beginning"},
	{Article, "last", []string{"G", "end"}, "the end", "end"},
	{Article, "next", []string{"n", "]c"}, "the next new passage, or match of /", "next new"},
	{Article, "prev", []string{"N", "[c"}, "the one before", "before"},
	{Article, "unfold", []string{"enter"}, "show what is folded away", "show"},
	{Article, "fold", []string{"t"}, "known text: quiet, folded, plain", "fold known"},
	{Article, "changes", []string{"v"}, "what changed", "changes"},
	{Article, "outlets", []string{"e"}, "the report by other outlets", "outlets"},
	{Article, "picture", []string{"i"}, "the pictures", "picture"},
	{Article, "pipe", []string{"|"}, "give the text to a command", "pipe"},
	{Article, "why", []string{"w"}, "why it is here", "why"},
	{Article, "links", []string{"u"}, "the links", "links"},
	{Article, "link", []string{"#"}, "open the link of this number", "link"},
	{Article, "read", []string{"m"}, "read and known, or unread again", "mark read"},
	{Article, "star", []string{"s"}, "star, or take the star away", "star"},
	{Article, "on", []string{"+"}, "on the story, whatever the rules say", "on story"},
	{Article, "off", []string{"-"}, "not about the story", "off story"},
	{Article, "browser", []string{"o"}, "open in the browser", "browser"},
	{Article, "copy", []string{"y"}, "copy the link", "copy link"},
	{Article, "cite", []string{"Y"}, "copy a citation", "cite"},
	{Article, "note", []string{"a"}, "a note of your own", "note"},
}

var digest = []Row{ //nolint:gochecknoglobals // table
	{Digest, "open", []string{"enter", "l"}, "the article, at this sentence", "open"},
	{Digest, "earlier", []string{"<"}, "since the visit before", "earlier visit"},
	{Digest, "later", []string{">"}, "since the visit after", "later visit"},
	{Digest, "begin", []string{"B"}, "all of it is known", "all known"},
	{Digest, "copy", []string{"y"}, "copy it as text", "copy as text"},
}

var timeline = []Row{ //nolint:gochecknoglobals // table
	{Timeline, "open", []string{"enter", "l"}, "the sources of this line", "sources of this line"},
	{Timeline, "month-up", []string{"["}, "the month above", "month above"},
	{Timeline, "month-down", []string{"]"}, "the month below", "month below"},
	{Timeline, "narrow", []string{"&"}, "narrow the list by words", "filter"},
	{Timeline, "browser", []string{"o"}, "open in the browser", "browser"},
	{Timeline, "copy", []string{"y"}, "copy the line", "copy"},
}

var people = []Row{ //nolint:gochecknoglobals // table
	{People, "open", []string{"enter", "l"}, "this person; of an article, read it", "one person"},
	{People, "why", []string{"w"}, "why this is one person", "why one person"},
	{People, "narrow", []string{"&"}, "narrow the list by a name", "filter"},
	{People, "copy", []string{"y"}, "copy the name or the quotation", "copy"},
}

var rules = []Row{ //nolint:gochecknoglobals // table
	{Rules, "open", []string{"enter", "l"}, "what the rule matches; the article", "open"},
	{Rules, "try", []string{"i"}, "try a query", "try a query"},
	{Rules, "take", []string{"t"}, "try the rule, changed", "try it changed"},
	{Rules, "pane", []string{"tab"}, "to the list and back; of a rule to be saved, another kind", "to the list"},
	{Rules, "help-words", []string{"ctrl+r"}, "words that would help", "words that would help"},
	{Rules, "on", []string{"+"}, "on the story, whatever the rules say", "on story"},
	{Rules, "off", []string{"-"}, "not about the story", "off story"},
	{Rules, "why", []string{"w"}, "why it is here", "why"},
}

var search = []Row{ //nolint:gochecknoglobals // table
	{Search, "open", []string{"enter", "l"}, "read the report", "read"},
	{Search, "find", []string{"/", "i"}, "change the query", "change"},
	{Search, "why", []string{"w"}, "why it is here", "why"},
	{Search, "star", []string{"s"}, "star, or take the star away", "star"},
	{Search, "browser", []string{"o"}, "open in the browser", "browser"},
	{Search, "copy", []string{"y"}, "copy the link", "copy link"},
}

var sources = []Row{ //nolint:gochecknoglobals // table
	{Sources, "open", []string{"enter", "l"}, "the items of this feed", "items of this feed"},
	{Sources, "poll", []string{"r"}, "ask this feed now", "ask it now"},
	{Sources, "browser", []string{"o"}, "open its site", "open its site"},
	{Sources, "copy", []string{"y"}, "copy its address", "copy address"},
}

var welcome = []Row{ //nolint:gochecknoglobals // table
	{Welcome, "open", []string{"enter", "l"}, "go on to the headlines", "headlines"},
}

var input = []Row{ //nolint:gochecknoglobals // table
	{Input, "accept", []string{"enter"}, "take it", "take it"},
	{Input, "cancel", []string{"esc", "ctrl+c"}, "leave it", "leave it"},
	{Input, "complete", []string{"tab"}, "command line: what it may be, one after the other", "complete"},
	{Input, "complete-back", []string{"shift+tab"}, "command line: the one before", "the one before"},
	{Input, "older", []string{"up", "ctrl+p"}, "command line: what was typed before", "older"},
	{Input, "newer", []string{"down", "ctrl+n"}, "command line: what was typed after", "newer"},
}
