package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence/addressbook"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// ContactForm is where a person enters a contact, or changes one.
type ContactForm struct {
	// OnSave is given the contact as it is filled in; Failed is the answer if it cannot be kept.
	OnSave   func(e addressbook.Entry)
	OnCancel func()

	Content fyne.CanvasObject

	words                       *lang.Words
	title                       *widget.Label
	given, family, organisation *widgets.Field
	numbers, emails             *kindRows
	note                        *widgets.Field
	message                     *widgets.Message
	save                        *widget.Button
	entry                       *addressbook.Entry // that is changed; nil for a new one
}

// NewContactForm makes the page, empty.
func NewContactForm(w *lang.Words) *ContactForm {
	f := &ContactForm{words: w, message: widgets.NewMessage()}
	f.title = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	f.title.SizeName = theme.SizeNameSubHeadingText
	f.given, f.family = widgets.NewField("", f.key), widgets.NewField("", f.key)
	f.organisation = widgets.NewField("", f.key)
	kinds := []addressbook.Kind{
		addressbook.KindMobile, addressbook.KindWork, addressbook.KindHome, addressbook.KindFax, addressbook.KindOther,
	}
	f.numbers = newKindRows(w, kinds, w.Say("number_add"), f.key)
	f.emails = newKindRows(w, []addressbook.Kind{addressbook.KindWork, addressbook.KindHome, addressbook.KindOther}, w.Say("email_add"), f.key)
	f.note = &widgets.Field{OnKey: f.escape}
	f.note.MultiLine, f.note.Wrapping = true, fyne.TextWrapWord
	f.note.ExtendBaseWidget(f.note)
	f.note.SetMinRowsVisible(3)
	f.save = widget.NewButton(w.Say("save"), f.send)
	f.save.Importance = widget.HighImportance
	cancel := widget.NewButton(w.Say("cancel"), func() { f.OnCancel() })
	labelled := func(id string, field fyne.CanvasObject) fyne.CanvasObject {
		return container.NewVBox(widgets.NewSection(w.Say(id)), field)
	}
	f.Content = widgets.NewColumn(container.NewVBox(
		f.title, labelled("contact_given", f.given), labelled("contact_family", f.family),
		labelled("contact_organisation", f.organisation),
		widgets.NewSection(w.Say("numbers")), f.numbers.content, widgets.NewSection(w.Say("emails")), f.emails.content,
		labelled("note", f.note), f.message, widgets.NewFlow(cancel, f.save),
	))
	return f
}

// Set shows a contact to be changed, nil a new one.
func (f *ContactForm) Set(e *addressbook.Entry) {
	f.entry = e
	title := "contact_new"
	if e != nil {
		title = "contact_edit"
	}
	f.title.SetText(f.words.Say(title))
	form := rows.FormOf(e)
	f.given.SetText(form.Given)
	f.family.SetText(form.Family)
	f.organisation.SetText(form.Organisation)
	f.note.SetText(form.Note)
	f.numbers.clear()
	for _, n := range form.Numbers {
		f.numbers.add(n.Kind, n.Value)
	}
	f.emails.clear()
	for _, m := range form.Emails {
		f.emails.add(m.Kind, m.Value)
	}
	f.message.Set("")
	setEnabled(f.save, true)
}

// Focus is the first field.
func (f *ContactForm) Focus() fyne.Focusable { return f.given }

// Failed says why the contact is not kept.
func (f *ContactForm) Failed(sentence string) {
	f.message.Set(sentence)
	setEnabled(f.save, true)
}

func (f *ContactForm) send() {
	if f.save.Disabled() {
		return
	}
	form := rows.EntryForm{Given: f.given.Text, Family: f.family.Text, Organisation: f.organisation.Text, Note: f.note.Text}
	for _, r := range f.numbers.rows {
		form.Numbers = append(form.Numbers, addressbook.Number{Kind: r.kind, Value: r.value.Text})
	}
	for _, r := range f.emails.rows {
		form.Emails = append(form.Emails, addressbook.Email{Kind: r.kind, Value: r.value.Text})
	}
	if wrong := form.WrongNumber(); wrong != "" {
		f.message.Set(f.words.Say("contact_no_number", lang.With{"Number": lang.Plain(wrong, 60)}))
		return
	}
	f.message.Set("")
	setEnabled(f.save, false)
	f.OnSave(form.Fill(f.entry))
}

func (f *ContactForm) key(k fyne.KeyName) bool {
	if k == fyne.KeyReturn || k == fyne.KeyEnter {
		f.send()
		return true
	}
	return f.escape(k)
}

func (f *ContactForm) escape(k fyne.KeyName) bool {
	if k == fyne.KeyEscape {
		f.OnCancel()
	}
	return k == fyne.KeyEscape
}
