package rows

import (
	"strings"

	"ringside/presence/folded"
)

// fold makes a text comparable by what is typed on a plain keyboard: lower case, without accents.
func fold(text string) string { return folded.Text(text) }

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
