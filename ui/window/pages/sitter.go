package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// sitter asks who shall be logged in at a desk.
type sitter struct {
	content fyne.CanvasObject

	words   *lang.Words
	title   *widget.Label
	search  *widgets.SearchField
	choices *widgets.Choices
	nobody  *widget.Label
	find    func(query string) []rows.Choice
	answer  func(userUUID string) // "" for nobody
}

func newSitter(w *lang.Words) *sitter {
	s := &sitter{words: w, title: widget.NewLabel(""), nobody: quiet("")}
	s.title.TextStyle.Bold, s.title.Wrapping = true, fyne.TextWrapWord
	s.search = widgets.NewSearchField(w.Say("search_people"), s.key)
	s.search.OnChanged = func(string) { s.show() }
	s.choices = widgets.NewChoices(func(c rows.Choice) { s.answer(c.ID) })
	s.choices.OnRune = func(r rune) { giveKeyboard(s.search); s.search.TypedRune(r) }
	cancel := widget.NewButtonWithIcon(w.Say("cancel"), look.Close.Plain(), func() { s.answer("") })
	cancel.Importance = widget.LowImportance
	top := container.NewVBox(widgets.Inset(4, 0, 4, 4, container.NewBorder(nil, nil, nil, cancel, s.title)), widgets.Inset(0, 4, 8, 8, s.search))
	scroll := widgets.NewColumn(container.NewVBox(s.choices, s.nobody))
	s.choices.OnFocus = func(o fyne.CanvasObject) { reveal(scroll, o) }
	s.choices.OnKey = func(k fyne.KeyName) {
		switch k {
		case fyne.KeyUp:
			giveKeyboard(s.search)
		case fyne.KeyEscape:
			s.answer("")
		}
	}
	s.content = container.NewBorder(top, nil, nil, nil, scroll)
	s.content.Hide()
	return s
}

// ask shows the question; answer is called once.
func (s *sitter) ask(desk string, find func(query string) []rows.Choice, answer func(userUUID string)) {
	s.find, s.answer = find, answer
	setLabel(s.title, s.words.Say("desks_who", lang.With{"Desk": desk}))
	s.search.SetText("")
	s.show()
	widgets.SetVisible(s.content, true)
}

// show lists whom the text finds.
func (s *sitter) show() {
	if s.find == nil {
		return
	}
	found := s.find(s.search.Text)
	s.choices.Set(found)
	setLabel(s.nobody, s.words.Say("nobody_matches", lang.With{"Query": s.search.Text}))
	widgets.SetVisible(s.nobody, len(found) == 0)
}

func (s *sitter) key(k fyne.KeyName) bool {
	found := s.choices.Shown()
	switch k {
	case fyne.KeyDown:
		return s.choices.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(found) > 0 && s.search.Text != "" {
			s.answer(found[0].ID)
		}
	case fyne.KeyEscape:
		s.answer("")
	default:
		return false
	}
	return true
}
