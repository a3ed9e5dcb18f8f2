package notify

import (
	"html"
	"strconv"
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

// inert makes a text plain for the notifications of Windows and macOS, and leaves of a name what means nothing there. On Windows it
// stands in the CDATA of XML, unquoted, and where all else fails that stands in a text of PowerShell's, to which $ and ` mean something.
// On macOS it is an argument of a program or stands in AppleScript, quoted as Go does it, whose \u that does not know.
func inert(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '$':
			return '＄'
		case r == '`':
			return '\''
		case unicode.IsSpace(r):
			return ' '
		case !strconv.IsPrint(r):
			return -1
		}
		return r
	}, plain(text))
	text = strings.ReplaceAll(text, "]]>", "]] >")
	return strings.TrimLeft(text, "- ") // which would be an option
}
