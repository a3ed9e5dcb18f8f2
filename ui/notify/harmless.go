package notify

import (
	"html"
	"strings"
	"unicode"
)

// longest is how many characters of a text are shown: a caller's name should not fill the screen.
const longest = 200

// plain takes control characters and bidirectional overrides out of a text and bounds its length.
func plain(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > longest {
			b.WriteRune('…')
			break
		}
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(' ')
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// markup makes a text plain for servers that read HTML in it, as bodies on Linux are.
func markup(text string) string { return html.EscapeString(plain(text)) }

// unquotable takes away what a shell could make something of: where notifications are sent by a script, a caller's
// name must stay a name. A title does not begin with a dash either, which would be an option.
func unquotable(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("$`\"'\\<>|;&%", r) {
			return ' '
		}
		return r
	}, plain(text))
	return strings.TrimLeft(text, "- ")
}
