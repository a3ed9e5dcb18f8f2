package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Contacts is the page that lists the user's own contacts, and finds and calls them.
type Contacts struct {
	// OnCall is asked to call a contact, OnNumber to call what was typed when it is nobody's name.
	OnCall      func(e *addressbook.Entry)
	OnNumber    func(typed string)
	OnFavourite func(e *addressbook.Entry)
	// OnPick tells who was picked, nil for nobody any more; deeper is true if a person asked to see more of them.
	OnPick func(e *addressbook.Entry, deeper bool)
	// OnNew asks for a new contact, OnImport for contacts from a file, OnBooks for where contacts come from.
	OnNew, OnImport, OnBooks func()

	Content fyne.CanvasObject

	words   *lang.Words
	search  *widgets.SearchField
	list    *widgets.PeopleList
	empty   *widgets.Empty
	offers  *fyne.Container // what can be done while there is nobody
	nothing fyne.CanvasObject
	picked  string

	index  *rows.BookIndex
	people []rows.Person
}

// NewContacts makes the page, empty until the first Set.
func NewContacts(w *lang.Words) *Contacts {
	c := &Contacts{words: w, empty: widgets.NewEmpty()}
	c.search = widgets.NewSearchField(w.Say("search_contacts"), c.key)
	c.search.OnChanged = func(string) { c.searched() }
	c.list = widgets.NewPeopleList(c.describe, func(g rows.Group) string { return w.Say(headings[g]) })
	c.list.OnCall = func(id string) { c.with(id, c.OnCall) }
	c.list.OnFavourite = func(id string) { c.with(id, c.OnFavourite) }
	c.list.OnPick = func(id string) { c.pick(id); c.tellPick(true) }
	c.list.OnRune = c.Type
	c.list.OnKey = c.key
	add := widget.NewButtonWithIcon(w.Say("contact_import"), look.Import.Plain(), func() { c.OnImport() })
	fresh := widget.NewButtonWithIcon(w.Say("contact_new"), look.Add.Plain(), func() { c.OnNew() })
	fresh.Importance = widget.HighImportance
	c.offers = container.NewCenter(container.NewVBox(add, fresh))
	c.nothing = container.NewVScroll(container.NewVBox(c.empty, c.offers))
	top := widgets.NewHeader(w.Say("page_contacts"), widgets.NewIconButton(look.Add, func() { c.OnNew() }),
		widgets.NewIconButton(look.More, func() { c.OnBooks() }))
	c.Content = container.NewBorder(container.NewVBox(top, widgets.Inset(0, 4, 8, 8, c.search)), nil, nil, nil,
		container.NewStack(c.list, c.nothing))
	c.nothing.Hide()
	return c
}

// Set shows a book.
func (c *Contacts) Set(x *rows.BookIndex) {
	c.index = x
	c.show(false)
}

// Focus is what gets the keyboard when the page comes up.
func (c *Contacts) Focus() fyne.Focusable { return c.search }

// Type puts a letter into the search field, wherever the focus was.
func (c *Contacts) Type(r rune) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.search); canvas != nil {
		canvas.Focus(c.search)
	}
	c.search.TypedRune(r)
}

// Picked is the contact that Enter would call, nil when there is none.
func (c *Contacts) Picked() *addressbook.Entry {
	if c.index == nil || c.picked == "" {
		return nil
	}
	return c.index.Book().Find(c.picked)
}

// Listed are the identifiers of who is listed, in order.
func (c *Contacts) Listed() []string {
	var ids []string
	for _, p := range c.people {
		if id := p.ID(); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// Pick picks somebody and shows where they stand.
func (c *Contacts) Pick(id string) {
	c.search.SetText("")
	c.pick(id)
	c.tellPick(true)
}

// searched picks the best match for a changed search text.
func (c *Contacts) searched() {
	c.picked = ""
	c.show(true)
	c.tellPick(false)
}

func (c *Contacts) show(fromTop bool) {
	if c.index == nil {
		return
	}
	c.people = c.index.People(c.search.Text)
	if c.search.Text != "" && c.Picked() == nil {
		c.picked = rows.First(c.people)
	}
	c.list.Set(c.people, c.picked)
	if fromTop {
		c.list.ScrollToTop()
	}
	c.explainEmpty()
}

// explainEmpty says why there is nobody, and what can be done about it.
func (c *Contacts) explainEmpty() {
	widgets.SetVisible(c.nothing, len(c.people) == 0)
	if c.index.Book().Len() == 0 {
		c.empty.Set(look.Contacts, c.words.Say("contacts_empty"), c.words.Say("contacts_empty_hint"))
	} else {
		c.empty.Set(look.Search, c.words.Say("nobody_matches", lang.With{"Query": c.search.Text}), "")
	}
	widgets.SetVisible(c.offers, c.index.Book().Len() == 0)
}

// key deals with the keys that mean something on this page.
func (c *Contacts) key(k fyne.KeyName) bool {
	return walked{c.step, c.enter, c.escape}.key(k)
}

// escape leaves what is searched for or picked.
func (c *Contacts) escape() bool {
	if c.search.Text == "" && c.picked == "" {
		return false
	}
	if c.search.Text == "" {
		c.searched()
	}
	c.search.SetText("")
	return true
}

// step goes through the list by keys.
func (c *Contacts) step(by int) {
	c.pick(c.list.Neighbour(by))
	c.tellPick(false)
}

func (c *Contacts) enter() {
	if e := c.Picked(); e != nil {
		c.OnCall(e)
	} else if c.search.Text != "" {
		c.OnNumber(c.search.Text)
	}
}

func (c *Contacts) pick(id string) {
	c.picked = id
	c.list.Set(c.people, id)
	c.list.ShowPicked()
}

func (c *Contacts) tellPick(deeper bool) { c.OnPick(c.Picked(), deeper) }

// with does something with a contact that is still there.
func (c *Contacts) with(id string, what func(*addressbook.Entry)) {
	if e := c.index.Book().Find(id); e != nil {
		what(e)
	}
}

func (c *Contacts) describe(p rows.Person) rows.Contact {
	row := rows.OfEntry(p.Entry, c.words, c.index.Book().Region())
	row.Found = rows.Matches(row.Name, c.search.Text)
	return row
}
