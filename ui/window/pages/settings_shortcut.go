package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/shortcut"
	"ringside/ui/window/widgets"
)

// dialCommand is what somebody can set in the settings of a desktop that gives programs no shortcuts.
const dialCommand = "ringside dial --clipboard"

// shortcutSettings are about the shortcut for the whole desktop. They are hidden until it is known that there can be one.
type shortcutSettings struct {
	content *fyne.Container

	words   *lang.Words
	set     settings.Shortcut
	on      *widgets.SwitchRow
	keys    *chooser[shortcut.Keys]
	pair    fyne.CanvasObject // the keys, and what they are called
	given   *widget.Label     // the keys that the desktop gave
	problem *widget.Label     // why it does not work
}

func newShortcutSettings(w *lang.Words, changed func(settings.Shortcut)) *shortcutSettings {
	s := &shortcutSettings{words: w, given: small(""), problem: warning()}
	s.given.Hide()
	s.on = widgets.NewSwitchRow(w.Say("shortcut"), w.Say("shortcut_hint"), func(on bool) {
		changed(settings.Shortcut{On: on, Keys: s.set.Keys})
	})
	var choices []choice[shortcut.Keys]
	names := strings.NewReplacer("Ctrl", w.Say("key_ctrl"), "Shift", w.Say("key_shift"))
	for _, k := range shortcut.Choices() {
		choices = append(choices, choice[shortcut.Keys]{k, names.Replace(string(k))})
	}
	s.keys = newChooser(choices, func(k shortcut.Keys) { changed(settings.Shortcut{On: s.set.On, Keys: string(k)}) })
	s.pair = widgets.NewPair(w.Say("shortcut_keys"), s.keys.control())
	s.content = container.NewVBox(s.on, s.given, s.problem, s.pair)
	s.content.Hide()
	return s
}

// show shows what is set.
func (s *shortcutSettings) show(set settings.Shortcut) {
	s.set = set
	s.on.Set(asSet(set.On))
	s.keys.set(shortcut.Keys(set.Keys).OrDefault())
	widgets.SetVisible(s.pair, set.On)
}

// stands shows what the desktop made of that.
func (s *shortcutSettings) stands(now resident.Shortcut) {
	setLabel(s.given, s.words.Say("shortcut_given", lang.With{"Keys": lang.Plain(now.Keys, 60)}))
	widgets.SetVisible(s.given, now.Keys != "")
	problem := s.complaint(now.State)
	setLabel(s.problem, problem)
	widgets.SetVisible(s.problem, problem != "")
	widgets.SetVisible(s.content, true)
}

// complaint says why there is no shortcut; "" where there is one, or none is wanted.
func (s *shortcutSettings) complaint(state resident.ShortcutState) string {
	switch state {
	case resident.ShortcutTaken:
		return s.words.Say("shortcut_taken")
	case resident.ShortcutUnsupported:
		return s.words.Say("shortcut_unsupported", lang.With{"Command": dialCommand})
	case resident.ShortcutRefused:
		return s.words.Say("shortcut_refused")
	case resident.ShortcutFailed:
		return s.words.Say("shortcut_failed")
	}
	return ""
}
