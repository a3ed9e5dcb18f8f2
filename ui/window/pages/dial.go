package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Dial is the page for numbers: it shows what will be sent before anything is.
type Dial struct {
	// OnDial is asked to call what was typed; it is not called for what cannot be dialled.
	OnDial func(typed string)
	// OnPhone tells that another phone was chosen to call from, "" for the PBX's choice.
	OnPhone func(uuid string)

	Content fyne.CanvasObject

	words   *lang.Words
	number  *widgets.Field
	preview *widget.Label
	why     *widget.Button
	steps   *widget.Label
	call    *widget.Button
	phone   *widget.Select
	from    *fyne.Container

	rules  dialplan.Rules
	phones []rows.Phone
	chosen string
}

// NewDial makes the page.
func NewDial(w *lang.Words) *Dial {
	d := &Dial{words: w}
	d.number = widgets.NewField(w.Say("number_to_call"), d.key)
	d.number.OnChanged = func(string) { d.show() }
	d.preview = widget.NewLabel("")
	d.preview.Wrapping = fyne.TextWrapWord
	d.steps = widget.NewLabel("")
	d.steps.Wrapping = fyne.TextWrapWord
	d.steps.Importance = widget.LowImportance
	d.steps.Hide()
	d.why = widget.NewButton(w.Say("why"), d.toggleWhy)
	d.why.Importance = widget.LowImportance
	d.call = widget.NewButtonWithIcon(w.Say("call"), look.Call.Plain(), d.dial)
	d.call.Importance = widget.HighImportance
	d.phone = widget.NewSelect(nil, d.chose)
	d.from = container.NewBorder(nil, nil, widget.NewLabel(w.Say("call_from")), nil, d.phone)
	title := widget.NewLabelWithStyle(w.Say("page_dial"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	d.Content = container.New(layout.NewCustomPaddedLayout(4, 8, 8, 8), container.NewVBox(
		title, d.number, container.NewBorder(nil, nil, nil, container.NewVBox(d.why), d.preview), d.steps, d.from, d.call,
	))
	d.show()
	return d
}

// Set tells the rules that hold, the phones that can be chosen between, none where there is no choice to make, and
// the one chosen.
func (d *Dial) Set(rules dialplan.Rules, phones []rows.Phone, chosen string) {
	d.rules = rules
	d.setPhones(phones, chosen)
	d.show()
}

// SetNumber fills the field in, for instance from a tel: link. Nothing is dialled by that.
func (d *Dial) SetNumber(number string) { d.number.SetText(number) }

// Focus is what gets the keyboard when the page comes up.
func (d *Dial) Focus() fyne.Focusable { return d.number }

func (d *Dial) setPhones(phones []rows.Phone, chosen string) {
	if slices.Equal(phones, d.phones) && chosen == d.chosen && d.from.Visible() == (len(phones) > 0) {
		return
	}
	d.phones, d.chosen = phones, chosen
	options, selected := []string{d.words.Say("pbx_chooses")}, 0
	for i, p := range phones {
		options = append(options, p.Name)
		if p.UUID == chosen {
			selected = i + 1
		}
	}
	d.phone.SetOptions(options)
	d.phone.SetSelectedIndex(selected)
	d.from.Hidden = len(phones) == 0
	d.Content.Refresh()
}

func (d *Dial) chose(string) {
	uuid := ""
	if i := d.phone.SelectedIndex(); i > 0 && i <= len(d.phones) {
		uuid = d.phones[i-1].UUID
	}
	if uuid != d.chosen && d.OnPhone != nil {
		d.chosen = uuid
		d.OnPhone(uuid)
	}
}

func (d *Dial) show() {
	p := rows.PreviewOf(d.number.Text, d.rules, d.words)
	line := p.Line
	if line == "" {
		line = d.words.Say("dial_hint")
	}
	if d.preview.Text != line {
		d.preview.SetText(line)
	}
	setEnabled(d.call, p.Sent != "")
	if len(p.Why) == 0 {
		d.why.Hide()
		d.steps.Hide()
	} else {
		d.why.Show()
	}
	if why := numbered(p.Why); d.steps.Text != why {
		d.steps.SetText(why)
	}
}

func numbered(steps []string) string {
	var b strings.Builder
	for i, s := range steps {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("•  " + s)
	}
	return b.String()
}

func (d *Dial) toggleWhy() {
	if d.steps.Visible() {
		d.steps.Hide()
	} else {
		d.steps.Show()
	}
}

func (d *Dial) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.dial()
	case fyne.KeyEscape:
		d.number.SetText("")
	default:
		return false
	}
	return true
}

func (d *Dial) dial() {
	if !d.call.Disabled() && d.OnDial != nil {
		d.OnDial(d.number.Text)
	}
}

func setEnabled(b *widget.Button, enabled bool) {
	if enabled == b.Disabled() {
		if enabled {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}
