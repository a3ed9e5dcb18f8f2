package rows

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters have no decomposition in Unicode, yet people type them without their strokes and ligatures.
var letters = strings.NewReplacer(
	"ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i", "ĳ", "ij", "ð", "d", "þ", "th", "ħ", "h",
	"’", "'", "‐", "-",
)

// fold makes a text comparable by what is typed on a plain keyboard: lower case, without accents.
func fold(text string) string {
	text = strings.ToLower(text)
	if ascii(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return letters.Replace(b.String())
}

func ascii(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// digits keeps the dialled characters of a number, and reports whether the text has nothing but such
// characters and the usual separators: then a number is being typed and not a name.
func digits(text string) (kept string, onlyNumber bool) {
	var b strings.Builder
	onlyNumber = true
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r == '*' || r == '#':
			b.WriteRune(r)
		case !strings.ContainsRune(" +-./()\u00a0", r):
			onlyNumber = false
		}
	}
	return b.String(), onlyNumber && b.Len() > 0
}
