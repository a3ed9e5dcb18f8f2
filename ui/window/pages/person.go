package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Person is the detail of a colleague.
type Person struct {
	// OnCall and OnCopy are given a number.
	OnCall, OnCopy func(number string)
	OnFavourite    func()
	// OnExtension is given what a person typed as the colleague's number.
	OnExtension func(typed string)
	// OnTell asks to be told when the colleague is free, or no longer.
	OnTell func(on bool)
	// OnNote keeps a note about a colleague.
	OnNote func(uuid, note string)
	// OnCalls asks for the last calls with a colleague, for SetCalls; numbers are theirs.
	OnCalls func(uuid string, numbers []string)

	Content fyne.CanvasObject

	words     *lang.Words
	avatar    *widgets.Avatar
	name      *widget.Label
	mark      *widgets.Icon
	word      *widget.Label
	call      *widget.Button
	favourite *widget.Button
	tell      *widget.Button
	numbers   *fyne.Container
	phones    *fyne.Container
	extension *widgets.Field
	note      *widgets.NoteField
	calls     *widgets.PastCalls
	none      *widget.Label // there were no calls
	body      *fyne.Container
	empty     *widgets.Empty
	shown     rows.PersonDetail
	noted     string // whom the note is about
	asked     string // whose calls were asked for
	version   int    // of what was kept when they were
}

// NewPerson makes the page, of nobody. pause is that of a [widgets.NoteField].
func NewPerson(w *lang.Words, pause func(func()) (stop func())) *Person {
	p := &Person{words: w, avatar: widgets.NewAvatar(56), mark: widgets.NewIcon(12), empty: widgets.NewEmpty()}
	p.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	p.name.SizeName, p.name.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	p.word = widget.NewLabel("")
	p.word.Truncation = fyne.TextTruncateEllipsis
	p.call = widget.NewButtonWithIcon(w.Say("call"), look.Call.Plain(), func() { p.OnCall(p.shown.Numbers[0].Dial) })
	p.call.Importance = widget.HighImportance
	p.favourite = widget.NewButtonWithIcon("", look.StarOutline.Plain(), func() { p.OnFavourite() })
	p.tell = widget.NewButtonWithIcon("", look.Bell.Plain(), func() { p.OnTell(!p.shown.Waited) })
	p.note = widgets.NewNoteField(w.Say("person_note_hint"))
	p.note.Pause = pause
	p.note.OnSave = func(note string) { p.OnNote(p.noted, note) }
	p.calls, p.none = widgets.NewPastCalls(), quiet(w.Say("no_calls_with"))
	p.none.Hide()
	p.numbers, p.phones = container.NewVBox(), container.NewVBox()
	p.extension = widgets.NewField(w.Say("extension_by_hand"), nil)
	p.extension.OnSubmitted = func(typed string) { p.OnExtension(typed); p.extension.SetText("") }
	p.arrange()
	p.Set(nil, 0, rows.Eyes{Words: w})
	return p
}

func (p *Person) arrange() {
	state := container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, p.mark.Box()), nil, p.word)
	who := container.NewBorder(nil, nil, widgets.Inset(8, 8, 4, 4, p.avatar), nil, container.NewVBox(p.name, state))
	p.body = container.NewVBox(
		who, p.call, container.NewGridWithColumns(2, p.tell, p.favourite),
		widgets.NewSection(p.words.Say("numbers")), p.numbers, widgets.Inset(0, 0, 8, 0, p.extension),
		widgets.NewSection(p.words.Say("note")), widgets.Inset(0, 0, 8, 0, p.note),
		widgets.NewSection(p.words.Say("last_calls")), p.none, p.calls,
		widgets.NewSection(p.words.Say("phones")), p.phones,
	)
	scroll := widgets.NewColumn(p.body)
	p.Content = container.NewStack(scroll, p.empty)
}

// Set shows a colleague; nil shows how to pick one. history is that of the picture.
func (p *Person) Set(c *presence.Contact, history int, e rows.Eyes) {
	if c == nil {
		p.note.Reset("")
		p.shown, p.noted, p.asked = rows.PersonDetail{}, "", ""
		p.body.Hide()
		p.empty.Set(look.Person, p.words.Say("pick_somebody"), p.words.Say("pick_somebody_hint"))
		return
	}
	d := rows.OfPerson(c, e)
	p.empty.Set("", "", "")
	p.body.Show()
	p.avatar.Set(d.Initials, d.Tone)
	setLabel(p.name, d.Name)
	setLabel(p.word, d.Word)
	p.mark.Draw(look.MarkOf(d.Presence), look.PresenceColor(d.Presence, d.Current))
	setEnabled(p.call, len(d.Numbers) > 0)
	setStar(p.favourite, d.Favourite, p.words)
	p.bell(d)
	if d.UUID != p.shown.UUID {
		p.extension.SetText("")
	}
	if d.UUID != p.shown.UUID || !slices.Equal(d.Numbers, p.shown.Numbers) {
		p.setNumbers(d.Numbers)
	}
	if !slices.Equal(d.Phones, p.shown.Phones) || len(p.phones.Objects) == 0 {
		p.setPhones(d.Phones)
	}
	p.shown = d
	if p.noted != d.UUID {
		p.note.Reset(d.Note) // and keeps what was typed about somebody else
		p.noted = d.UUID
	}
	p.note.Set(d.Note)
	p.askCalls(history)
}

// askCalls asks for the last calls with whoever is shown, unless those that are shown are the last.
func (p *Person) askCalls(history int) {
	if p.asked == p.shown.UUID && p.version == history {
		return
	}
	if p.asked != p.shown.UUID {
		p.calls.Set(nil)
		p.none.Hide()
	}
	p.asked, p.version = p.shown.UUID, history
	var numbers []string
	for _, n := range p.shown.Numbers {
		numbers = append(numbers, n.Dial)
	}
	p.OnCalls(p.asked, numbers)
}

// SetCalls shows the last calls with a colleague, if that is who is shown.
func (p *Person) SetCalls(uuid string, calls []rows.Past) {
	if uuid == p.shown.UUID {
		p.calls.Set(calls)
		p.none.Hidden = len(calls) > 0
		p.body.Refresh()
	}
}

// bell offers to tell when a colleague is free who is not, or to take that back.
func (p *Person) bell(d rows.PersonDetail) {
	text := p.words.Say("tell_when_free")
	if d.Waited {
		text = p.words.Say("tell_no_more")
	}
	if p.tell.Text != text {
		p.tell.SetText(text)
	}
	setEnabled(p.tell, d.Waited || !d.Free)
}

// setStar has a button offer to make somebody a favourite, or no longer.
func setStar(b *widget.Button, favourite bool, w *lang.Words) {
	icon, text := look.StarOutline, w.Say("favourite_add")
	if favourite {
		icon, text = look.Star, w.Say("favourite_remove")
	}
	if b.Text != text {
		b.Icon = icon.Plain()
		b.SetText(text)
	}
}

func (p *Person) setNumbers(numbers []rows.Number) {
	p.numbers.RemoveAll()
	for _, n := range numbers {
		p.numbers.Add(widgets.NewNumberRow(n, func(n string) { p.OnCall(n) }, func(n string) { p.OnCopy(n) }))
	}
	if len(numbers) == 0 {
		p.numbers.Add(quiet(p.words.Say("no_numbers")))
	}
}

func (p *Person) setPhones(phones []rows.PhoneState) {
	p.phones.RemoveAll()
	for _, phone := range phones {
		mark := widgets.NewIcon(12)
		mark.Draw(look.MarkOf(phone.Presence), look.PresenceColor(phone.Presence, true))
		name := widget.NewLabel(phone.Name)
		name.Truncation = fyne.TextTruncateEllipsis
		p.phones.Add(container.NewBorder(nil, nil, nil,
			container.NewHBox(mark.Box(), widget.NewLabel(phone.Word)), name))
	}
	if len(phones) == 0 {
		p.phones.Add(quiet(p.words.Say("no_phones")))
	}
}

// quiet is a line that says something by the way.
func quiet(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Importance, l.Wrapping = widget.LowImportance, fyne.TextWrapWord
	return l
}

// small is a quiet text in small letters.
func small(text string) *widget.Label {
	l := quiet(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}

// setLabel changes a label only when it has to: every SetText lays out again.
func setLabel(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}
