package parse

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// decode makes valid UTF-8 of a document. The bytes' own marks count first,
// then the HTTP charset, then the prolog; what is left over is UTF-8 in which
// single bytes of windows-1252 are mapped, and control characters that were
// made of such bytes. The result may be doc itself.
func decode(doc []byte, contentType string) []byte {
	if enc, skip, marked := byMark(doc); marked {
		doc = convert(enc, doc[skip:])
	} else {
		labels := []string{httpCharset(contentType), prologCharset(doc)}
		if enc := byLabel(labels, utf8.Valid(doc)); enc != nil {
			doc = convert(enc, doc)
		}
	}
	doc = mapControls(mapStray(doc))
	// Two characters that XML forbids and that are valid UTF-8.
	if bytes.Contains(doc, []byte("\uFFFE")) || bytes.Contains(doc, []byte("\uFFFF")) {
		doc = bytes.ReplaceAll(doc, []byte("\uFFFE"), []byte("\uFFFD"))
		doc = bytes.ReplaceAll(doc, []byte("\uFFFF"), []byte("\uFFFD"))
	}
	return doc
}

// marks are byte order marks and the first bytes of a document in encodings
// that do not contain ASCII. Longer ones come first.
var marks = []struct { //nolint:gochecknoglobals // table
	prefix string
	skip   int
	enc    encoding.Encoding
}{
	{"\x00\x00\xFE\xFF", 4, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xFF\xFE\x00\x00", 4, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\x00<", 0, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", 0, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\xEF\xBB\xBF", 3, nil}, // UTF-8
	{"\xFE\xFF", 2, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"\xFF\xFE", 2, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\x00<", 0, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"<\x00", 0, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\x00{", 0, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"{\x00", 0, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\x4C\x6F\xA7\x94", 0, charmap.CodePage037}, // "<?xm" in EBCDIC
}

func byMark(doc []byte) (enc encoding.Encoding, skip int, marked bool) {
	for _, m := range marks {
		if bytes.HasPrefix(doc, []byte(m.prefix)) {
			return m.enc, m.skip, true
		}
	}
	return nil, 0, false
}

// byLabel returns the encoding of the first label that can be true, nil for
// UTF-8. A label of UTF-16 on bytes that were read as ASCII is not, nor is one
// of UTF-8 if the bytes say otherwise and another label is there.
func byLabel(labels []string, valid bool) encoding.Encoding {
	for _, label := range labels {
		label = strings.ToLower(strings.Trim(label, " \t\r\n\"'"))
		if alias := aliases[hyphens.Replace(label)]; alias != "" {
			label = alias
		}
		switch {
		case label == "" || strings.Contains(label, "16") && strings.Contains(label, "u") || strings.Contains(label, "32"):
			continue
		case label == "utf-8" || label == "utf8":
			if valid {
				return nil
			}
			continue
		}
		if enc, _ := charset.Lookup(strings.ReplaceAll(label, "_", "-")); enc != nil {
			return enc
		}
		if enc, err := ianaindex.IANA.Encoding(label); err == nil && enc != nil {
			return enc
		}
	}
	return nil
}

var hyphens = strings.NewReplacer("-", "", "_", "") //nolint:gochecknoglobals // table

// aliases are labels that neither the web's list nor IANA's knows, without
// their hyphens.
var aliases = map[string]string{ //nolint:gochecknoglobals // table
	"cp874":           "windows-874",
	"macroman":        "macintosh",
	"maccyrillic":     "x-mac-cyrillic",
	"ebcdiccpbe":      "ibm037",
	"ebcdiccpus":      "ibm037",
	"ebcdiccpca":      "ibm037",
	"ebcdiccpnl":      "ibm037",
	"ebcdiccpwt":      "ibm037",
	"cp437":           "ibm437",
	"cp850":           "ibm850",
	"cp852":           "ibm852",
	"cp855":           "ibm855",
	"cp860":           "ibm860",
	"cp862":           "ibm862",
	"cp863":           "ibm863",
	"cp865":           "ibm865",
	"cp037":           "ibm037",
	"437":             "ibm437",
	"850":             "ibm850",
	"852":             "ibm852",
	"855":             "ibm855",
	"860":             "ibm860",
	"862":             "ibm862",
	"863":             "ibm863",
	"865":             "ibm865",
	"cspc850":         "ibm850",
	"ansi":            "windows-1252",
	"windowslatin1":   "windows-1252",
	"shiftjis2004":    "shift_jis",
	"isolatin1":       "iso-8859-1",
	"unicode11utf8":   "utf-8",
	"unicode20utf8":   "utf-8",
	"xunicode20utf8":  "utf-8",
	"csisolatin1":     "iso-8859-1",
	"iso88591windows": "windows-1252",
}

func httpCharset(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// prologCharset returns the encoding that <?xml … ?> names.
func prologCharset(doc []byte) string {
	doc = doc[:min(len(doc), 1024)]
	i := bytes.Index(doc, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	prolog, _, _ := bytes.Cut(doc[i:], []byte(">"))
	_, value, found := bytes.Cut(prolog, []byte("encoding"))
	if !found {
		return ""
	}
	value = bytes.TrimLeft(value, " \t\r\n=")
	if len(value) == 0 || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	label, _, _ := bytes.Cut(value[1:], value[:1])
	return string(label)
}

// convert decodes a document; a nil encoding is UTF-8.
func convert(enc encoding.Encoding, doc []byte) []byte {
	if enc == nil {
		return doc
	}
	out, err := enc.NewDecoder().Bytes(doc)
	if err != nil {
		return doc
	}
	return out
}

// mapStray takes each byte that is not UTF-8 for windows-1252.
func mapStray(doc []byte) []byte {
	if utf8.Valid(doc) {
		return doc
	}
	out := make([]byte, 0, len(doc)+len(doc)/8)
	for len(doc) > 0 {
		r, n := utf8.DecodeRune(doc)
		if r == utf8.RuneError && n == 1 {
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(doc[0]))
		} else {
			out = append(out, doc[:n]...)
		}
		doc = doc[n:]
	}
	return out
}

// mapControls takes each C1 control character for what windows-1252 has in its
// place: nobody writes the others.
func mapControls(doc []byte) []byte {
	for at := 0; ; {
		i := bytes.IndexByte(doc[at:], 0xC2) // that they begin with
		if i < 0 {
			return doc
		}
		if at += i + 1; doc[at] < 0xA0 {
			break
		}
	}
	return bytes.Map(ofC1, doc)
}

// isC1 reports whether r is a C1 control character.
func isC1(r rune) bool { return r >= 0x80 && r < 0xA0 }

// ofC1 returns what windows-1252 has in the place of a C1 control character,
// and any other character as it is.
func ofC1(r rune) rune {
	if !isC1(r) {
		return r
	}
	return charmap.Windows1252.DecodeByte(byte(r))
}
