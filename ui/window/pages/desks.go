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

// Desks is the page of the phones that people log in at: who sits where.
type Desks struct {
	// OnSearch has the desks listed anew: what is searched for has changed.
	OnSearch func()
	// OnCode is asked to call the code that logs the user in.
	OnCode func()

	Content fyne.CanvasObject

	words     *lang.Words
	search    *widgets.SearchField
	searching fyne.CanvasObject
	note      *widget.Label
	how       *widget.Label // one logs in
	untimed   *widget.Label // why there are desks without a time
	code      *widget.Button
	list      *lines[*deskLine]
	card      fyne.CanvasObject
	empty     *widgets.Empty
	waiting   *widgets.Skeleton
	sitter    *sitter
	desks     fyne.CanvasObject // in place of the sitter
}

// NewDesks makes the page, which waits for the first Set.
func NewDesks(w *lang.Words, on DeskActs) *Desks {
	d := &Desks{
		words: w, empty: widgets.NewEmpty(), waiting: widgets.NewSkeleton(), how: small(""), untimed: small(""), note: small(""),
	}
	d.list = newLines(func(string) *deskLine { return newDeskLine(w, on) })
	d.search = widgets.NewSearchField(w.Say("search_desks"), d.key)
	d.search.OnChanged = func(string) { d.OnSearch() }
	d.searching = widgets.Inset(0, 4, 8, 8, d.search)
	d.searching.Hide()
	d.note.Importance = widget.WarningImportance
	d.note.Hide()
	d.code = widget.NewButtonWithIcon("", look.Call.Plain(), func() { d.OnCode() })
	d.code.Hide()
	d.card = widgets.NewCard(d.list.content)
	d.card.Hide()
	how := container.NewVBox(d.untimed, d.how, widgets.Inset(0, 8, 8, 8, widgets.NewFlow(d.code)))
	column := widgets.NewColumn(container.NewVBox(d.card, how))
	top := container.NewVBox(widgets.NewHeader(w.Say("page_desks")), d.searching, d.note)
	d.desks = container.NewBorder(top, nil, nil, nil, container.NewStack(column, d.waiting, d.empty))
	d.sitter = newSitter(w)
	d.Content = container.NewStack(d.desks, d.sitter.content)
	return d
}

// DesksState is what the page shows.
type DesksState struct {
	Found []DeskState // those that Query finds
	All   int         // how many there are
	Note  string      // why they are not current; "" while they are
	// Untimed is why it is not said of all since when somebody sits there; "" where it is.
	Untimed string
	How     string // how the user logs in at one
	Code    string // what is called for that; "" where there is nothing
}

// Query is what is searched for.
func (d *Desks) Query() string {
	if !d.searching.Visible() {
		return ""
	}
	return d.search.Text
}

// Set shows the desks.
func (d *Desks) Set(now DesksState) {
	widgets.SetVisible(d.searching, now.All >= searchFrom)
	widgets.SetVisible(d.waiting, false)
	setLabel(d.note, now.Note)
	widgets.SetVisible(d.note, now.Note != "")
	d.setLines(now.Found)
	setLabel(d.untimed, now.Untimed)
	setLabel(d.how, now.How)
	if label := d.words.Say("desks_call_code", lang.With{"Code": now.Code}); label != d.code.Text {
		d.code.SetText(label)
	}
	widgets.SetVisible(d.code, now.Code != "")
	widgets.SetVisible(d.card, len(now.Found) > 0)
	widgets.SetVisible(d.untimed, now.Untimed != "" && len(now.Found) > 0)
	widgets.SetVisible(d.how, len(now.Found) > 0)
	switch {
	case len(now.Found) > 0:
		d.empty.Set("", "", "")
	case now.All > 0:
		d.empty.Set(look.Search, d.words.Say("desks_none_match", lang.With{"Query": d.search.Text}), "")
	default:
		d.empty.Set(look.Desk, d.words.Say("desks_empty"), d.words.Say("desks_empty_hint"))
	}
}

// setLines shows desks in their order.
func (d *Desks) setLines(all []DeskState) {
	order := make([]string, len(all))
	for i, desk := range all {
		order[i] = desk.UUID
		d.list.at(desk.UUID).show(desk)
	}
	d.list.arrange(order)
}

// Focus is what gets the keyboard when the page comes up.
func (d *Desks) Focus() fyne.Focusable {
	if d.sitter.content.Visible() {
		return d.sitter.search
	}
	if !d.searching.Visible() {
		for _, uuid := range d.list.order {
			line := d.list.at(uuid)
			for _, b := range []*widget.Button{line.leave, line.logIn, line.sitIn} {
				if b.Visible() {
					return b
				}
			}
		}
		if d.code.Visible() {
			return d.code
		}
	}
	return d.search
}

// key deals with the keys that mean something in the search field.
func (d *Desks) key(k fyne.KeyName) bool {
	if k != fyne.KeyEscape || d.Query() == "" {
		return false
	}
	d.search.SetText("")
	return true
}

// Ask asks who shall sit at a desk. find lists those whom a text finds, and chosen is given the UUID of who was chosen.
func (d *Desks) Ask(desk rows.Desk, find func(query string) []rows.Choice, chosen func(userUUID string)) {
	d.sitter.ask(desk.Name, find, func(uuid string) {
		d.Answered()
		if uuid != "" {
			chosen(uuid)
		}
	})
	widgets.SetVisible(d.desks, false)
	d.refocus()
}

// Answered goes back from the question to the desks.
func (d *Desks) Answered() {
	widgets.SetVisible(d.sitter.content, false)
	widgets.SetVisible(d.desks, true)
	d.refocus()
}

// refocus gives the keyboard to what has come up. Before that is drawn, only the page knows in which window it is.
func (d *Desks) refocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.Content); c != nil {
		c.Focus(d.Focus())
	}
}
