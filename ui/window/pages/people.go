package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// People is the page that shows who is there, and finds and calls them.
type People struct {
	// OnCall is asked to call a contact, OnNumber to call what was typed when it is nobody's name.
	OnCall      func(c *presence.Contact)
	OnNumber    func(typed string)
	OnFavourite func(c *presence.Contact)

	Content fyne.CanvasObject

	words  *lang.Words
	search *widgets.Field
	clear  *widget.Button
	list   *widgets.PeopleList
	empty  *widget.Label
	picked string

	snap  *presence.Snapshot
	index *rows.Index
}

// NewPeople makes the page, empty until the first Set.
func NewPeople(w *lang.Words) *People {
	p := &People{words: w}
	p.search = widgets.NewField(w.Say("search_people"), p.key)
	p.search.OnChanged = func(string) { p.searched() }
	p.clear = widget.NewButtonWithIcon("", theme.CancelIcon(), func() { p.search.SetText(""); p.focusSearch() })
	p.clear.Importance = widget.LowImportance
	p.clear.Hide()
	p.search.ActionItem = p.clear
	p.list = widgets.NewPeopleList(p.describe, func(g rows.Group) string { return w.Say(headings[g]) })
	p.list.OnCall = func(uuid string) { p.call(uuid) }
	p.list.OnFavourite = func(uuid string) { p.favourite(uuid) }
	p.list.OnPick = p.pick
	p.list.OnRune = p.Type
	p.list.OnKey = p.key
	p.empty = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	p.empty.Wrapping = fyne.TextWrapWord
	top := container.New(layout.NewCustomPaddedLayout(8, 4, 8, 8), p.search)
	p.Content = container.NewBorder(top, nil, nil, nil, p.list, container.NewVBox(layout.NewSpacer(), p.empty, layout.NewSpacer()))
	return p
}

var headings = map[rows.Group]string{
	rows.Favourites: "group_favourites", rows.Available: "group_available", rows.OnCall: "group_on_call", rows.Away: "group_away",
}

// Set shows a picture; the index belongs to its contacts.
func (p *People) Set(s *presence.Snapshot, x *rows.Index) {
	p.snap, p.index = s, x
	p.show(false)
}

// Focus is what gets the keyboard when the page comes up.
func (p *People) Focus() fyne.Focusable { return p.search }

// Type puts a letter into the search field, wherever the focus was.
func (p *People) Type(r rune) {
	p.focusSearch()
	p.search.TypedRune(r)
}

// Picked is the contact that Enter would call, nil when there is none.
func (p *People) Picked() *presence.Contact { return p.find(p.picked) }

func (p *People) focusSearch() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.search); c != nil {
		c.Focus(p.search)
	}
}

// searched picks the best match for a changed search text.
func (p *People) searched() {
	if p.search.Text == "" {
		p.clear.Hide()
	} else {
		p.clear.Show()
	}
	p.picked = ""
	p.show(true)
}

func (p *People) show(fromTop bool) {
	if p.snap == nil {
		return
	}
	people := p.index.People(p.snap, p.search.Text)
	if p.search.Text != "" && (p.picked == "" || p.find(p.picked) == nil) {
		p.picked = rows.First(people)
	}
	p.list.Set(people, p.picked)
	if fromTop {
		p.list.ScrollToTop()
	}
	p.explainEmpty(len(people) == 0)
}

// explainEmpty says why there is nobody.
func (p *People) explainEmpty(empty bool) {
	text := ""
	switch {
	case !empty:
	case p.search.Text != "":
		text = p.words.Say("nobody_matches", lang.With{"Query": p.search.Text})
		if v := rows.PreviewOf(p.search.Text, p.snap.Rules(), p.words); v.Sent != "" {
			text = p.words.Say("enter_dials", lang.With{"Line": v.Line})
		}
	case !p.snap.Synced:
		text = p.words.Say("loading_people")
	default:
		text = p.words.Say("no_people")
	}
	if text != p.empty.Text {
		p.empty.SetText(text)
	}
}

// key deals with the keys that mean something on this page.
func (p *People) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		p.pick(p.list.Neighbour(1))
	case fyne.KeyUp:
		p.pick(p.list.Neighbour(-1))
	case fyne.KeyPageDown:
		p.pick(p.list.Neighbour(8))
	case fyne.KeyPageUp:
		p.pick(p.list.Neighbour(-8))
	case fyne.KeyReturn, fyne.KeyEnter:
		p.enter()
	case fyne.KeyEscape:
		p.search.SetText("")
		p.picked = ""
		p.show(true)
	default:
		return false
	}
	return true
}

func (p *People) enter() {
	if p.Picked() != nil {
		p.call(p.picked)
	} else if p.search.Text != "" && p.OnNumber != nil {
		p.OnNumber(p.search.Text)
	}
}

func (p *People) pick(uuid string) {
	p.picked = uuid
	p.show(false)
	p.list.ShowPicked()
}

func (p *People) call(uuid string) {
	if c := p.find(uuid); c != nil && p.OnCall != nil {
		p.OnCall(c)
	}
}

func (p *People) favourite(uuid string) {
	if c := p.find(uuid); c != nil && p.OnFavourite != nil {
		p.OnFavourite(c)
	}
}

func (p *People) find(uuid string) *presence.Contact {
	if p.snap == nil || uuid == "" {
		return nil
	}
	return p.snap.Contacts.Find(uuid)
}

func (p *People) describe(c *presence.Contact) rows.Contact {
	return rows.OfContact(c, p.words, p.snap.Region, p.snap.Fresh())
}
