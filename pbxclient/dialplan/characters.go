package dialplan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// separators is what may stand between digits once readCharacters has been over the text.
const separators = " -./()~_'\"`"

// Characters that mean the same as a plain one; fullwidth forms and whole Unicode categories are handled apart.
const (
	plusSigns = "⁺₊﬩﹢➕"
	starSigns = "⁎∗﹡✱"
	hashSigns = "﹟♯"
	dots      = "·•․‧∙・。"
	slashes   = "⁄∕"
	dashes    = "−ー⁃"
	quotes    = "´′″"
	newlines  = "\n\r\v\f\u0085\u2028\u2029"
)

// readCharacters brings the text into ASCII as far as it goes: numbers copied from web pages, spreadsheets and
// other scripts carry invisible marks, their own digits, and every kind of dash and space.
func (d *draft) readCharacters() {
	if !isPlain(d.text) {
		if visible := strings.Map(dropInvisible, d.text); visible != d.text {
			d.became(StepInvisible, visible, "")
		}
		if converted := strings.Map(diallable, d.text); converted != d.text {
			d.became(StepCharacters, converted, "")
		}
		// No step for separators: they look the same, and are about to be removed anyway.
		d.text = strings.Map(separator, d.text)
	}
	d.text = strings.TrimSpace(d.text)
}

// isPlain tells whether nothing needs converting.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || strings.IndexByte("[]{}", c) >= 0 {
			return false
		}
	}
	return true
}

// dropInvisible removes format characters, marks (an emoji keycap is a digit with two of them) and controls.
func dropInvisible(r rune) rune {
	if r == '\t' || strings.ContainsRune(newlines, r) {
		return r
	}
	if unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Cc) {
		return -1
	}
	return r
}

// diallable gives the ASCII form of what can be dialled, and leaves the rest.
func diallable(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case r >= '！' && r <= '～': // fullwidth ASCII
		return r - '！' + '!'
	case strings.ContainsRune(plusSigns, r):
		return '+'
	case strings.ContainsRune(starSigns, r):
		return '*'
	case strings.ContainsRune(hashSigns, r):
		return '#'
	case unicode.Is(unicode.Nd, r):
		return digit(r)
	}
	return r
}

// digit gives the ASCII digit for a decimal digit of any script: Unicode keeps them in runs of ten from zero.
func digit(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if r <= rune(run.Hi) {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if r <= rune(run.Hi) {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	return r
}

// separator gives the one character that stands for each sort of separator, and leaves the rest.
func separator(r rune) rune {
	switch {
	case strings.ContainsRune(newlines, r):
		return '\n'
	case r == '\t', unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Pd, r), strings.ContainsRune(dashes, r):
		return '-'
	case strings.ContainsRune(dots, r):
		return '.'
	case strings.ContainsRune(slashes, r):
		return '/'
	case r == '、':
		return ','
	case r == '∼', r == '〜':
		return '~'
	case unicode.In(r, unicode.Pi, unicode.Pf), strings.ContainsRune(quotes, r):
		return '\''
	case unicode.Is(unicode.Ps, r):
		return '('
	case unicode.Is(unicode.Pe, r):
		return ')'
	}
	return r
}
