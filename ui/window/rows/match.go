package rows

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Span is a part of a text, in bytes. An empty one is none.
type Span struct{ From, To int }

// Spans are the parts of a text where a search found something, in order; as many as are worth marking.
type Spans [4]Span

// Matches finds the parts of a name that a search text found it by.
func Matches(name, query string) Spans {
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return Spans{}
	}
	folded, at := foldMapped(name)
	var found []Span
	for _, word := range words {
		if i := bestIndex(folded, word); i >= 0 {
			found = append(found, Span{at[i], at[i+len(word)]})
		}
	}
	if len(found) == 0 && len(words) == 1 {
		found = initialSpans(name, words[0])
	}
	return inOrder(found)
}

// bestIndex is where a word occurs, at the beginning of one if it can be.
func bestIndex(folded, word string) int {
	first := strings.Index(folded, word)
	for i := first; i >= 0; {
		if i == 0 || wordEnds(folded[i-1]) {
			return i
		}
		next := strings.Index(folded[i+1:], word)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return first
}

// foldMapped is what fold makes of a text, with where each of its bytes comes from; one more is the end.
func foldMapped(text string) (folded string, at []int) {
	var b strings.Builder
	for i, r := range text {
		piece := fold(string(r))
		for range len(piece) {
			at = append(at, i)
		}
		b.WriteString(piece)
	}
	return b.String(), append(at, len(text))
}

// initialSpans are the first letters of the words of a name, if a search text is made of those.
func initialSpans(name, word string) []Span {
	if !strings.HasPrefix(foldedInitials(name), word) {
		return nil
	}
	var found []Span
	left := utf8.RuneCountInString(word)
	start := true
	for i, r := range name {
		if start && left > 0 && !wordEnds(byte(min(r, utf8.RuneSelf))) {
			found = append(found, Span{i, i + utf8.RuneLen(r)})
			left--
		}
		start = r < utf8.RuneSelf && wordEnds(byte(r))
	}
	return found
}

// foldedInitials are the first letters of all words of a name: "Bart de Vries" is bdv.
func foldedInitials(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(fold(name), func(r rune) bool { return r < utf8.RuneSelf && wordEnds(byte(r)) }) {
		r, _ := utf8.DecodeRuneInString(word)
		b.WriteRune(r)
	}
	return b.String()
}

// inOrder sorts spans, joins those that touch and keeps as many as there is room for.
func inOrder(found []Span) Spans {
	slices.SortFunc(found, func(a, b Span) int { return a.From - b.From })
	var kept Spans
	n := 0
	for _, s := range found {
		switch {
		case n > 0 && s.From <= kept[n-1].To:
			kept[n-1].To = max(kept[n-1].To, s.To)
		case n < len(kept):
			kept[n] = s
			n++
		}
	}
	return kept
}
