package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// windowSettings are about how the window looks, and when it goes.
type windowSettings struct {
	content fyne.CanvasObject

	appearance *chooser[look.Appearance]
	scale      *chooser[int]
	language   *chooser[string]
	byName     *chooser[bool]
	ready      *chooser[int]
}

// scales are the sizes to choose between, in percent.
var scales = []int{settings.MinScale, 90, 100, 110, 125, 140, 160, 180, settings.MaxScale}

func newWindowSettings(w *lang.Words, change func(func(*settings.Settings))) *windowSettings {
	s := &windowSettings{}
	s.appearance = newChooser([]choice[look.Appearance]{
		{look.FollowSystem, w.Say("appearance_system")},
		{look.Light, w.Say("appearance_light")},
		{look.Dark, w.Say("appearance_dark")},
		{look.Contrast, w.Say("appearance_contrast")},
	}, func(a look.Appearance) { change(func(s *settings.Settings) { s.Appearance = string(a) }) })
	var sizes []choice[int]
	for _, percent := range scales {
		sizes = append(sizes, choice[int]{percent, w.Say("percent", lang.With{"Percent": percent})})
	}
	s.scale = newChooser(sizes, func(percent int) { change(func(s *settings.Settings) { s.Scale = percent }) })
	languages := []choice[string]{{"", w.Say("appearance_system")}}
	for _, l := range lang.Languages() {
		languages = append(languages, choice[string]{l.Tag, l.Name})
	}
	s.language = newChooser(languages, func(tag string) { change(func(s *settings.Settings) { s.Language = tag }) })
	s.byName = newChooser([]choice[bool]{{false, w.Say("order_presence")}, {true, w.Say("order_name")}},
		func(byName bool) { change(func(s *settings.Settings) { s.SortByName = byName }) })
	s.ready = newChooser([]choice[int]{
		{0, w.Say("ready_never")}, {5, w.Say("ready_minutes", lang.With{"Count": 5})}, {30, w.Say("ready_minutes", lang.With{"Count": 30})},
	}, func(minutes int) { change(func(s *settings.Settings) { s.ReadyMinutes = &minutes }) })
	s.content = container.NewVBox(
		widgets.NewPair(w.Say("appearance"), s.appearance.control()), widgets.NewPair(w.Say("scale"), s.scale.control()),
		widgets.NewPair(w.Say("language"), s.language.control()), widgets.NewPair(w.Say("list_order"), s.byName.control()),
		widgets.NewPair(w.Say("ready"), s.ready.control()),
	)
	return s
}

func (s *windowSettings) show(now SettingsState) {
	s.appearance.set(look.Appearance(now.Appearance))
	s.scale.set(now.ScalePercent())
	s.language.set(now.Language)
	s.byName.set(now.SortByName)
	s.ready.set(int(now.Ready() / time.Minute))
}
