package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// Switches is the page of the switches of the PBX. What it shows is what the PBX said last; a change that is asked for shows once
// the PBX has it.
type Switches struct {
	// OnSearch has the switches listed anew: what is searched for has changed.
	OnSearch func()

	Content fyne.CanvasObject

	words     *lang.Words
	search    *widgets.SearchField
	searching fyne.CanvasObject
	note      *widget.Label
	scroll    *container.Scroll
	card      fyne.CanvasObject
	empty     *widgets.Empty
	waiting   *widgets.Skeleton
	list      *switchList
}

// searchFrom is how many things have to be there before a way to search them is of use.
const searchFrom = 9

// NewSwitches makes the page, which waits for the first Set.
func NewSwitches(w *lang.Words, on SwitchActs) *Switches {
	s := &Switches{words: w, empty: widgets.NewEmpty(), waiting: widgets.NewSkeleton(), note: small("")}
	s.list = newSwitchList(w, on, true)
	s.list.escape = s.escape
	s.search = widgets.NewSearchField(w.Say("search_switches"), s.key)
	s.search.OnChanged = func(string) { s.OnSearch() }
	s.searching = widgets.Inset(0, 4, 8, 8, s.search)
	s.searching.Hide()
	s.note.Importance = widget.WarningImportance
	s.note.Hide()
	s.card = widgets.NewCard(s.list.content)
	s.card.Hide()
	s.scroll = widgets.NewColumn(container.NewVBox(s.card))
	s.list.focused = func(o fyne.CanvasObject) { reveal(s.scroll, o) }
	top := container.NewVBox(widgets.NewHeader(w.Say("page_switches")), s.searching, s.note)
	s.Content = container.NewBorder(top, nil, nil, nil, container.NewStack(s.scroll, s.waiting, s.empty))
	return s
}

// Query is what is searched for.
func (s *Switches) Query() string {
	if !s.searching.Visible() {
		return ""
	}
	return s.search.Text
}

// Set shows those switches that Query finds, of so many that there are; note is why they are not current, "" while they are.
func (s *Switches) Set(found []SwitchState, all int, note string) {
	widgets.SetVisible(s.searching, all >= searchFrom)
	widgets.SetVisible(s.waiting, false)
	setLabel(s.note, note)
	widgets.SetVisible(s.note, note != "")
	s.list.set(found)
	widgets.SetVisible(s.card, len(found) > 0)
	switch {
	case len(found) > 0:
		s.empty.Set("", "", "")
	case all > 0:
		s.empty.Set(look.Search, s.words.Say("switches_none_match", lang.With{"Query": s.search.Text}), "")
	default:
		s.empty.Set(look.Switch, s.words.Say("switches_empty"), s.words.Say("switches_empty_hint"))
	}
}

// Focus is what gets the keyboard when the page comes up.
func (s *Switches) Focus() fyne.Focusable {
	if !s.searching.Visible() && len(s.list.order) > 0 {
		return s.list.at(s.list.order[0]).turn
	}
	return s.search
}

// key deals with the keys that mean something in the search field.
func (s *Switches) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		return s.list.step("", 1)
	case fyne.KeyEscape:
		return s.escape()
	}
	return false
}

// escape leaves what is searched for.
func (s *Switches) escape() bool {
	if s.Query() == "" {
		return false
	}
	s.search.SetText("")
	giveKeyboard(s.search)
	return true
}
