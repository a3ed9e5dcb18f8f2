package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
)

// MySettings is what a person sets about Ringside itself.
type MySettings struct {
	Appearance look.Appearance
	AutoAnswer bool
	OpenOnCall bool // the window comes up when somebody calls
	// ReadyMinutes is for how long a closed window is kept ready to come back at once.
	ReadyMinutes int
}

// mySettings shows them.
type mySettings struct {
	words                  *lang.Words
	now                    MySettings
	autoAnswer, openOnCall *widget.Check
	appearance, ready      *widget.Select
}

// newMySettings makes the widgets; changed is given all of them after a person changed one.
func newMySettings(w *lang.Words, now MySettings, changed func(MySettings)) *mySettings {
	s := &mySettings{words: w, now: now}
	change := func(set func()) { set(); changed(s.now) }
	s.autoAnswer = newSetCheck(w.Say("auto_answer"), now.AutoAnswer, func(on bool) { change(func() { s.now.AutoAnswer = on }) })
	s.openOnCall = newSetCheck(w.Say("open_on_call"), now.OpenOnCall, func(on bool) { change(func() { s.now.OpenOnCall = on }) })
	s.appearance = newChoice([]choice[look.Appearance]{
		{look.FollowSystem, w.Say("appearance_system")}, {look.Light, w.Say("appearance_light")}, {look.Dark, w.Say("appearance_dark")},
	}, now.Appearance, func(a look.Appearance) { change(func() { s.now.Appearance = a }) })
	s.ready = newChoice([]choice[int]{
		{0, w.Say("ready_never")}, {5, w.Say("ready_minutes", lang.With{"Count": 5})}, {30, w.Say("ready_minutes", lang.With{"Count": 30})},
	}, now.ReadyMinutes, func(minutes int) { change(func() { s.now.ReadyMinutes = minutes }) })
	return s
}

func (s *mySettings) arrange(signOut fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(s.autoAnswer, s.openOnCall, container.New(layout.NewFormLayout(),
		widget.NewLabel(s.words.Say("ready")), s.ready,
		widget.NewLabel(s.words.Say("appearance")), s.appearance,
	), container.NewHBox(layout.NewSpacer(), signOut))
}

// newSetCheck makes a check that is as it is set, and that tells of changes from then on.
func newSetCheck(label string, on bool, changed func(bool)) *widget.Check {
	c := widget.NewCheck(label, nil)
	c.Checked = on
	c.OnChanged = changed
	return c
}

// choice is a value that can be chosen, and how it is called.
type choice[T comparable] struct {
	value T
	name  string
}

// newChoice makes a select for values; one that is none of them is shown as nothing chosen.
func newChoice[T comparable](choices []choice[T], now T, changed func(T)) *widget.Select {
	names := make([]string, len(choices))
	chosen := -1
	for i, c := range choices {
		names[i] = c.name
		if c.value == now {
			chosen = i
		}
	}
	s := widget.NewSelect(names, nil)
	if chosen >= 0 {
		s.SetSelectedIndex(chosen)
	}
	s.OnChanged = func(string) { changed(choices[s.SelectedIndex()].value) }
	return s
}
