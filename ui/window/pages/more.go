package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// More is the way to the pages that the bar, or the rail, has no room for, with the own state on top.
type More struct {
	OnDND func(on bool)
	// OnAccounts is asked to list the accounts beside something.
	OnAccounts func(beside fyne.CanvasObject)

	Content fyne.CanvasObject

	words *lang.Words
	card  *ownCard
	dnd   *widgets.SwitchRow
	links []*widgets.LinkRow
}

// Link is the way to another page.
type Link struct {
	Icon   look.Icon
	Name   string
	Tapped func()
}

// NewMore makes the page, with the ways to others.
func NewMore(w *lang.Words, links ...Link) *More {
	m := &More{words: w}
	m.dnd = widgets.NewSwitchRow(w.Say("dnd"), "", func(on bool) { m.OnDND(on) })
	m.card = newOwnCard(w, func(beside fyne.CanvasObject) { m.OnAccounts(beside) }, m.dnd)
	list := container.NewVBox()
	for _, l := range links {
		row := widgets.NewLinkRow(l.Icon, l.Name, l.Tapped)
		m.links = append(m.links, row)
		list.Add(row)
	}
	m.Content = container.NewBorder(widgets.NewHeader(w.Say("page_more")), nil, nil, nil,
		widgets.NewColumn(container.NewVBox(m.card.content, list)))
	return m
}

// SetLink tells whether the way to a page is offered, by its place among them, and how much waits there.
func (m *More) SetLink(i int, offered bool, badge int) {
	if m.links[i].Set(badge); offered {
		m.links[i].Show()
	} else {
		m.links[i].Hide()
	}
}

// Set shows the own state.
func (m *More) Set(mine rows.Mine) {
	m.card.set(mine.Own)
	back := mine.DNDBack
	if back == "" {
		back = m.words.Say("dnd_hint")
	}
	setToggle(m.words, m.dnd, mine.DND, mine.Changing.Has(rows.PartDND), back)
}

// SetAccount shows which account this is, and how much waits at the others; "" where there are none.
func (m *More) SetAccount(name string, elsewhere int) { m.card.setAccount(name, elsewhere) }

// Focus is what gets the keyboard when the page comes up.
func (m *More) Focus() fyne.Focusable { return m.dnd }
