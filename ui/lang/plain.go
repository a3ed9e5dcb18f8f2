package lang

import (
	"strings"
	"unicode"
)

// Plain makes text that somebody else wrote fit to be shown: one line, without control characters and those that turn the
// direction of writing, and of at most so many characters; 0 is no bound. A caller's name is an attacker's text.
func Plain(foreign string, most int) string {
	words := strings.FieldsFunc(strings.ToValidUTF8(foreign, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	line := strings.Join(words, " ")
	if most == 0 || len(line) <= most {
		return line
	}
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return line
}
