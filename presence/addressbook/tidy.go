package addressbook

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// The bounds of an entry: in characters of a text, and in how many of a kind.
const (
	MaxText = 200
	MaxNote = 8000
	MaxMany = 50
	// MaxEntries bounds a store.
	MaxEntries = 200_000
)

// Tidy makes an entry one that the store takes, whoever wrote it: one line each of valid text without control characters,
// everything bounded, no number or address twice, none that is empty. It reports false for an entry that has nothing by which
// anybody could be called or known.
func (e *Entry) Tidy() bool {
	for _, text := range []*string{
		&e.UID, &e.Prefix, &e.Given, &e.Middle, &e.Family, &e.Suffix, &e.Formatted, &e.Nickname,
		&e.Organisation, &e.Department, &e.Title,
	} {
		*text = line(*text, MaxText)
	}
	e.Note = lines(e.Note)
	numbers := make([]Number, 0, len(e.Numbers))
	for _, n := range e.Numbers {
		n = Number{Kind: n.Kind.known(), Value: without("tel:", item(n.Value))}
		if strings.ContainsFunc(n.Value, unicode.IsDigit) && !slices.ContainsFunc(numbers, func(o Number) bool { return o.Value == n.Value }) {
			numbers = append(numbers, n)
		}
	}
	emails := make([]Email, 0, len(e.Emails))
	for _, m := range e.Emails {
		if m = (Email{Kind: m.Kind.known(), Value: without("mailto:", item(m.Value))}); m.Kind != KindWork && m.Kind != KindHome {
			m.Kind = KindOther
		}
		if m.Value != "" && !slices.ContainsFunc(emails, func(o Email) bool { return o.Value == m.Value }) {
			emails = append(emails, m)
		}
	}
	categories := make([]string, 0, len(e.Categories))
	for _, c := range e.Categories {
		if c = strings.TrimLeft(item(strings.ReplaceAll(c, ";", ",")), "* "); c != "" && !slices.Contains(categories, c) {
			categories = append(categories, c)
		}
	}
	e.Numbers, e.Emails, e.Categories = few(numbers), few(emails), few(categories)
	whole := e.Formatted
	if e.Formatted = ""; e.Name() != whole { // programs write one for every entry
		e.Formatted = whole
	}
	return e.Name() != ""
}

// few is a list within its bound; nil for an empty one.
func few[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Clip(list[:min(len(list), MaxMany)])
}

// known is a kind there is.
func (k Kind) known() Kind {
	switch k {
	case KindMobile, KindWork, KindHome, KindFax:
		return k
	}
	return KindOther
}

// item is one of several in a list, which spreadsheets write with " ::: " between them.
func item(text string) string {
	for strings.Contains(text, ":::") {
		text = strings.ReplaceAll(text, ":::", ":")
	}
	return line(text, MaxText)
}

// without is an item that does not begin with the scheme of an address.
func without(scheme, item string) string {
	for len(item) >= len(scheme) && strings.EqualFold(item[:len(scheme)], scheme) {
		item = strings.TrimSpace(item[len(scheme):])
	}
	return item
}

// line makes one line of a text, of at most so many characters. What turns the direction of writing is left out: a name is
// shown beside others.
func line(text string, most int) string {
	words := strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	return strings.TrimSpace(bounded(strings.Join(words, " "), most))
}

// lines is a text of several lines, without spaces at its ends.
func lines(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(bounded(strings.TrimSpace(text), MaxNote))
}

func bounded(text string, most int) string {
	if len(text) <= most {
		return text
	}
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// byPlace is the order of a book: by name as people look for it, and by ID where that is the same.
func byPlace(a, b *placed) int {
	return cmp.Or(strings.Compare(a.sort, b.sort), strings.Compare(a.entry.ID, b.entry.ID))
}
