// Package lang is where things become words: errors, notices, presences and ages, in the user's language.
// The command line and the window say the same because both say it through here.
package lang

import (
	"fmt"
	"io/fs"

	"github.com/jeandeaual/go-locale"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"ringside/assets"
)

// Words speaks one language. It is safe for concurrent use.
type Words struct {
	// Tag is the language it speaks.
	Tag       language.Tag
	localizer *i18n.Localizer
}

// With fills the gaps of a message by their names. A number under "Count" chooses between singular and plural.
type With map[string]any

// New speaks the first of the preferred languages, BCP 47 tags such as "nl-BE", that there is a translation for, and
// English when there is none.
func New(preferred ...string) *Words {
	bundle := i18n.NewBundle(language.English)
	files, _ := fs.Glob(assets.Translations, "lang/*.json")
	for _, name := range files {
		if _, err := bundle.LoadMessageFileFS(assets.Translations, name); err != nil {
			panic(fmt.Sprintf("embedded translation %s: %v", name, err)) // a test loads every one of them
		}
	}
	matcher := language.NewMatcher(bundle.LanguageTags())
	_, best := language.MatchStrings(matcher, preferred...)
	tag := bundle.LanguageTags()[best]
	return &Words{Tag: tag, localizer: i18n.NewLocalizer(bundle, tag.String())}
}

// System returns the languages that the person set on this computer, the first one preferred; it may be empty.
func System() []string {
	languages, err := locale.GetLocales()
	if err != nil {
		return nil
	}
	return languages
}

// Say returns the message with this identifier. One that does not exist comes back as its identifier, which a
// test makes sure no one sees.
func (w *Words) Say(id string, with ...With) string {
	config := &i18n.LocalizeConfig{MessageID: id}
	if len(with) > 0 {
		config.TemplateData = with[0]
		config.PluralCount = with[0]["Count"]
	}
	said, err := w.localizer.Localize(config)
	if err != nil && said == "" {
		return id
	}
	return said
}
