// Package lang is where things become words: errors, notices, presences and ages, in the user's language.
// The command line and the window say the same because both say it through here.
package lang

import (
	"fmt"
	"io/fs"
	"maps"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"ringside/assets"
)

// Words speaks one language at a time. It is safe for concurrent use, also while the language changes.
type Words struct{ voice atomic.Pointer[voice] }

// voice is a language with the habits of where it is spoken.
type voice struct {
	tag       language.Tag // of the translation
	localizer *i18n.Localizer
	numbers   *message.Printer
	american  bool // the clock has twelve hours, and the month comes before the day
}

// With fills the gaps of a message by their names. A whole number under "Count" chooses between singular and plural, and is
// written as the language groups digits.
type With map[string]any

// New speaks the first of the preferred languages, BCP 47 tags such as "nl-BE", that there is a translation for, and
// English when there is none.
func New(preferred ...string) *Words {
	w := &Words{}
	w.Speak(preferred...)
	return w
}

// Speak has everything said from now on in another language, chosen as by [New].
func (w *Words) Speak(preferred ...string) {
	tag := choose(preferred)
	local := localeOf(tag, preferred)
	region, certain := local.Region()
	w.voice.Store(&voice{
		tag: tag, localizer: i18n.NewLocalizer(load(tag), tag.String()), numbers: message.NewPrinter(local),
		american: certain == language.Exact && region == language.MustParseRegion("US"),
	})
}

// Tag is the language it speaks at the moment.
func (w *Words) Tag() language.Tag { return w.voice.Load().tag }

// load reads the messages of one language, which has all of them.
func load(tag language.Tag) *i18n.Bundle {
	bundle := i18n.NewBundle(tag)
	files, _ := fs.Glob(assets.Translations, "lang/*."+tag.String()+".json")
	for _, name := range files {
		if _, err := bundle.LoadMessageFileFS(assets.Translations, name); err != nil {
			panic(fmt.Sprintf("embedded translation %s: %v", name, err)) // a test loads every one of them
		}
	}
	return bundle
}

// Say returns the message with this identifier. One that does not exist comes back as its identifier, which a
// test makes sure no one sees.
func (w *Words) Say(id string, with ...With) string {
	config, v := &i18n.LocalizeConfig{MessageID: id}, w.voice.Load()
	if len(with) > 0 {
		gaps := with[0]
		config.PluralCount = gaps["Count"]
		if n, whole := gaps["Count"].(int); whole && n >= 1000 { // below it is written the same everywhere
			gaps = maps.Clone(gaps)
			gaps["Count"] = v.number(n)
		}
		config.TemplateData = gaps
	}
	said, err := v.localizer.Localize(config)
	if err != nil && said == "" {
		return id
	}
	return said
}
