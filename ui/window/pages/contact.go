package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Contact is the detail of one of the own contacts.
type Contact struct {
	// OnCall and OnCopy are given a number, or an address to copy.
	OnCall, OnCopy func(text string)
	// OnFavourite, OnEdit and OnDelete are about the contact that is shown.
	OnFavourite, OnEdit, OnDelete func(e *addressbook.Entry)
	// OnCalls asks for the last calls with a contact, for SetCalls; numbers are theirs.
	OnCalls func(id string, numbers []string)

	Content fyne.CanvasObject

	words     *lang.Words
	avatar    *widgets.Avatar
	name, job *widget.Label
	call      *widget.Button
	favourite *widget.Button
	edit      *widget.Button
	remove    *confirm
	numbers   *fyne.Container
	emails    *section
	note      *section
	noted     *widget.Label
	calls     *widgets.PastCalls
	none      *widget.Label // there were no calls
	from      *widget.Label
	body      *fyne.Container
	empty     *widgets.Empty

	entry   *addressbook.Entry // nil for nobody
	shown   rows.EntryDetail
	asked   []string // by which numbers the calls were asked for, after the ID
	version int      // of what was kept of calls then
}

// section is a part of a page that is not always there.
type section struct {
	whole   *fyne.Container
	content *fyne.Container
}

func newSection(title string) *section {
	s := &section{content: container.NewVBox()}
	s.whole = container.NewVBox(widgets.NewSection(title), s.content)
	return s
}

// NewContact makes the page, of nobody.
func NewContact(w *lang.Words) *Contact {
	c := &Contact{words: w, avatar: widgets.NewAvatar(56), empty: widgets.NewEmpty(), job: quiet(""), from: quiet("")}
	c.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	c.name.SizeName, c.name.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
	c.call = widget.NewButtonWithIcon(w.Say("call"), look.Call.Plain(), func() { c.OnCall(rows.FirstNumber(c.entry)) })
	c.call.Importance = widget.HighImportance
	c.favourite = widget.NewButtonWithIcon("", look.StarOutline.Plain(), func() { c.OnFavourite(c.entry) })
	c.edit = widget.NewButtonWithIcon(w.Say("edit"), look.Edit.Plain(), func() { c.OnEdit(c.entry) })
	c.remove = newConfirm(w, w.Say("contact_delete"), w.Say("contact_delete_ask"), func() { c.OnDelete(c.entry) })
	c.numbers = container.NewVBox()
	c.emails, c.note = newSection(w.Say("emails")), newSection(w.Say("note"))
	c.noted = widget.NewLabel("")
	c.noted.Wrapping = fyne.TextWrapWord
	c.note.content.Add(c.noted)
	c.calls, c.none = widgets.NewPastCalls(), quiet(w.Say("no_calls_with"))
	c.arrange()
	c.Set(nil, nil, 0)
	return c
}

func (c *Contact) arrange() {
	who := container.NewBorder(nil, nil, widgets.Inset(8, 8, 4, 4, container.NewCenter(c.avatar)), nil,
		container.NewVBox(layout.NewSpacer(), widgets.NewLines(c.name, c.job), layout.NewSpacer()))
	c.body = container.NewVBox(
		who, c.call, widgets.NewFlow(c.favourite, c.edit),
		widgets.NewSection(c.words.Say("numbers")), c.numbers, c.emails.whole, c.note.whole,
		widgets.NewSection(c.words.Say("last_calls")), c.none, c.calls,
		widgets.NewSection(c.words.Say("address_book")), c.from, c.remove.content,
	)
	c.Content = container.NewStack(widgets.NewColumn(c.body), c.empty)
}

// Entry is the contact that is shown, nil for nobody.
func (c *Contact) Entry() *addressbook.Entry { return c.entry }

// Set shows a contact of a book; nil shows how to pick one. history is that of the picture.
func (c *Contact) Set(e *addressbook.Entry, b *addressbook.Book, history int) {
	widgets.SetVisible(c.body, e != nil)
	if e == nil {
		c.entry, c.shown, c.asked = nil, rows.EntryDetail{}, nil
		c.empty.Set(look.Contacts, c.words.Say("pick_somebody"), c.words.Say("pick_somebody_hint"))
		return
	}
	c.empty.Set("", "", "")
	d := rows.OfEntryDetail(e, b, c.words)
	if d.UUID != c.shown.UUID {
		c.remove.set(false)
	}
	if !slices.Equal(d.Numbers, c.shown.Numbers) || len(c.numbers.Objects) == 0 {
		c.setNumbers(d.Numbers)
	}
	if !slices.Equal(d.Emails, c.shown.Emails) {
		c.setEmails(d.Emails)
	}
	c.entry, c.shown = e, d
	c.avatar.Set(d.Initials, d.Tone)
	setLabel(c.name, d.Name)
	setLabel(c.job, d.Job)
	widgets.SetVisible(c.job, d.Job != "")
	setLabel(c.noted, d.Note)
	setLabel(c.from, d.From)
	widgets.SetVisible(c.emails.whole, len(d.Emails) > 0)
	widgets.SetVisible(c.note.whole, d.Note != "")
	setEnabled(c.call, d.Callable)
	setStar(c.favourite, d.Favourite, c.words)
	setEnabled(c.edit, d.Own)
	widgets.SetVisible(c.remove.content, d.Own)
	c.body.Refresh()
	c.askCalls(history)
}

// askCalls asks for the last calls with whoever is shown, unless those that are shown are the last.
func (c *Contact) askCalls(history int) {
	asked := append([]string{c.entry.ID}, rows.CallNumbers(c.entry)...)
	if slices.Equal(asked, c.asked) && c.version == history {
		return
	}
	if len(c.asked) == 0 || c.asked[0] != c.entry.ID {
		c.calls.Set(nil)
		c.none.Hide()
	}
	c.asked, c.version = asked, history
	if len(asked) > 1 { // of nobody's numbers would be all calls
		c.OnCalls(asked[0], asked[1:])
	} else {
		c.SetCalls(c.entry.ID, nil)
	}
}

// SetCalls shows the last calls with a contact, if that is who is shown.
func (c *Contact) SetCalls(id string, calls []rows.Past) {
	if c.entry != nil && id == c.entry.ID {
		c.calls.Set(calls)
		widgets.SetVisible(c.none, len(calls) == 0)
		c.body.Refresh()
	}
}

func (c *Contact) setNumbers(numbers []rows.Number) {
	c.numbers.RemoveAll()
	for _, n := range numbers {
		c.numbers.Add(widgets.NewNumberRow(n, func(n string) { c.OnCall(n) }, func(n string) { c.OnCopy(n) }))
	}
	if len(numbers) == 0 {
		c.numbers.Add(quiet(c.words.Say("contact_no_numbers")))
	}
}

func (c *Contact) setEmails(emails []rows.Fact) {
	c.emails.content.RemoveAll()
	for _, e := range emails {
		c.emails.content.Add(widgets.NewNumberRow(rows.Number{Label: e.Label, Shown: e.Text}, nil, func(a string) { c.OnCopy(a) }))
	}
}
