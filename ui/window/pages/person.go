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

	Content fyne.CanvasObject

	words     *lang.Words
	avatar    *widgets.Avatar
	name      *widget.Label
	mark      *widgets.Icon
	word      *widget.Label
	call      *widget.Button
	favourite *widget.Button
	numbers   *fyne.Container
	phones    *fyne.Container
	extension *widgets.Field
	body      *fyne.Container
	empty     *widgets.Empty
	shown     rows.PersonDetail
}

// NewPerson makes the page, of nobody.
func NewPerson(w *lang.Words) *Person {
	p := &Person{words: w, avatar: widgets.NewAvatar(56), mark: widgets.NewIcon(12), empty: widgets.NewEmpty()}
	p.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	p.name.SizeName, p.name.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	p.word = widget.NewLabel("")
	p.word.Truncation = fyne.TextTruncateEllipsis
	p.call = widget.NewButtonWithIcon(w.Say("call"), look.Call.Plain(), func() { p.OnCall(p.shown.Numbers[0].Dial) })
	p.call.Importance = widget.HighImportance
	p.favourite = widget.NewButtonWithIcon("", look.StarOutline.Plain(), func() { p.OnFavourite() })
	p.numbers, p.phones = container.NewVBox(), container.NewVBox()
	p.extension = widgets.NewField(w.Say("extension_by_hand"), nil)
	p.extension.OnSubmitted = func(typed string) { p.OnExtension(typed); p.extension.SetText("") }
	p.arrange()
	p.Set(nil, rows.Eyes{Words: w})
	return p
}

func (p *Person) arrange() {
	state := container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, container.NewCenter(p.mark.Image)), nil, p.word)
	who := container.NewBorder(nil, nil, widgets.Inset(8, 8, 4, 4, p.avatar), nil, container.NewVBox(p.name, state))
	p.body = container.NewVBox(
		who, container.NewGridWithColumns(2, p.call, p.favourite),
		widgets.NewSection(p.words.Say("numbers")), p.numbers, p.extension,
		widgets.NewSection(p.words.Say("phones")), p.phones,
	)
	scroll := widgets.NewColumn(p.body)
	p.Content = container.NewStack(scroll, p.empty)
}

// Set shows a colleague; nil shows how to pick one.
func (p *Person) Set(c *presence.Contact, e rows.Eyes) {
	if c == nil {
		p.shown = rows.PersonDetail{}
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
	p.star(d.Favourite)
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
}

func (p *Person) star(favourite bool) {
	icon, text := look.StarOutline, p.words.Say("favourite_add")
	if favourite {
		icon, text = look.Star, p.words.Say("favourite_remove")
	}
	if p.favourite.Text != text {
		p.favourite.Icon = icon.Plain()
		p.favourite.SetText(text)
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
			container.NewHBox(container.NewCenter(mark.Image), widget.NewLabel(phone.Word)), name))
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

// setLabel changes a label only when it has to: every SetText lays out again.
func setLabel(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}
