package lang

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jeandeaual/go-locale"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"ringside/assets"
)

// Language is one that Ringside speaks.
type Language struct {
	Tag  string // BCP 47, as the settings have it
	Name string // in the language itself: "Nederlands"
}

// Languages lists what Ringside speaks, English first.
func Languages() []Language {
	var all []Language
	for _, tag := range translated() {
		all = append(all, Language{tag.String(), capital(display.Self.Name(tag))})
	}
	return all
}

// translated lists the languages that there is a translation for, the one for everybody else first.
func translated() []language.Tag {
	const room = "lang/common." // which every language has
	tags := []language.Tag{language.English}
	files, _ := fs.Glob(assets.Translations, room+"*.json")
	for _, name := range files {
		tag := language.Make(strings.TrimSuffix(strings.TrimPrefix(name, room), ".json"))
		if tag != language.English {
			tags = append(tags, tag)
		}
	}
	return tags
}

// choose is the first of the preferred languages that there is a translation for.
func choose(preferred []string) language.Tag {
	tags := translated()
	_, best := language.MatchStrings(language.NewMatcher(tags), preferred...)
	return tags[best]
}

// localeOf is a language as it is spoken where the person is, if they told that in what they prefer.
func localeOf(spoken language.Tag, preferred []string) language.Tag {
	base, _ := spoken.Base()
	for _, p := range preferred {
		tag, err := language.Parse(p)
		if err != nil {
			continue
		}
		own, _ := tag.Base()
		if _, certain := tag.Region(); own == base && certain == language.Exact {
			return tag
		}
	}
	if base.String() == "en" {
		return language.BritishEnglish
	}
	return spoken
}

// Preferred is what [New] and [Words.Speak] have to be told for a person who chose a language in the settings, or "" for that
// of the system.
func Preferred(chosen string) []string {
	if chosen == "" {
		return System()
	}
	return append([]string{chosen}, System()...)
}

// System returns the languages that the person set on this computer, the first one preferred; it may be empty.
func System() []string {
	languages, err := locale.GetLocales()
	if err != nil {
		return nil
	}
	return languages
}

// capital begins a text with a capital letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
