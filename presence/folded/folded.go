// Package folded makes texts comparable by what is typed on a plain keyboard.
package folded

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

// Text is a text in lower case, without accents.
func Text(text string) string {
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
