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

// ImportFile is where a person takes in contacts from a file: they see what that would do before.
type ImportFile struct {
	// OnChoose has a person choose a file; what they chose is given to Chosen.
	OnChoose func()
	// OnRead asks for what a file would do, for Preview; OnApply takes in what a preview shows.
	OnRead  func(path string)
	OnApply func(previewID string)

	Content fyne.CanvasObject

	words   *lang.Words
	path    *widgets.Field
	read    *widget.Button
	counts  *widget.Label
	report  *fyne.Container
	apply   *widget.Button
	answers *fyne.Container
	message *widgets.Message
	preview string // the ID of what is shown; "" for nothing
}

// NewImportFile makes the page.
func NewImportFile(w *lang.Words) *ImportFile {
	p := &ImportFile{words: w, message: widgets.NewMessage(), counts: widget.NewLabel(""), report: container.NewVBox()}
	p.path = widgets.NewField(w.Say("import_path"), nil)
	p.path.OnSubmitted = func(string) { p.look() }
	p.path.OnChanged = func(string) { p.clear() }
	choose := widget.NewButton(w.Say("choose_file"), func() { p.OnChoose() })
	p.read = widget.NewButton(w.Say("import_read"), p.look)
	p.counts.Wrapping, p.counts.TextStyle.Bold = fyne.TextWrapWord, true
	p.apply = widget.NewButtonWithIcon(w.Say("contact_import"), look.Import.Plain(), func() { p.take() })
	p.apply.Importance = widget.HighImportance
	p.answers = widgets.NewFlow(widget.NewButton(w.Say("cancel"), func() { p.Reset() }), p.apply)
	p.Content = container.NewVBox(
		quiet(w.Say("import_hint")), p.path, widgets.NewFlow(choose, p.read), p.message, p.counts, p.answers, p.report,
	)
	p.clear()
	return p
}

// Reset shows no file.
func (p *ImportFile) Reset() {
	p.path.SetText("")
	p.clear()
	p.message.Set("")
}

// Chosen takes a file, and asks for what it would do.
func (p *ImportFile) Chosen(path string) {
	p.path.SetText(path)
	p.look()
}

// Focus is the field for the file.
func (p *ImportFile) Focus() fyne.Focusable { return p.path }

// Preview shows what taking in the file would do.
func (p *ImportFile) Preview(o addressbook.Outline, region string) {
	said := rows.OfOutline(o, p.words, region)
	setEnabled(p.read, true)
	p.preview = o.ID
	p.counts.SetText(said.Counts)
	p.report.RemoveAll()
	for _, s := range said.Sections {
		text := widget.NewLabel(s.Text)
		text.Wrapping = fyne.TextWrapWord
		p.report.Add(widgets.NewSection(s.Label))
		p.report.Add(text)
	}
	setEnabled(p.apply, said.Any)
	for _, o := range []fyne.CanvasObject{p.counts, p.report, p.answers} {
		o.Show()
	}
}

// Failed says why a file cannot be read or taken in.
func (p *ImportFile) Failed(sentence string) {
	p.clear()
	p.message.Set(sentence)
}

func (p *ImportFile) look() {
	if p.path.Text == "" || p.read.Disabled() {
		return
	}
	p.clear()
	p.message.Set("")
	setEnabled(p.read, false)
	p.OnRead(p.path.Text)
}

func (p *ImportFile) take() {
	if p.apply.Disabled() || p.preview == "" {
		return
	}
	setEnabled(p.apply, false)
	p.OnApply(p.preview)
}

// clear takes a preview away: it is of another file than the one that is named.
func (p *ImportFile) clear() {
	p.preview = ""
	setEnabled(p.read, true)
	for _, o := range []fyne.CanvasObject{p.counts, p.report, p.answers} {
		o.Hide()
	}
}
