package pages

import (
	"slices"
	"time"

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

// forward is where calls go: where they go now, and where they could.
type forward struct {
	// ask is given what was typed, "" for nowhere, and when that ends, zero for never.
	ask     func(typed string, until time.Time)
	content fyne.CanvasObject

	words     *lang.Words
	now       *widget.Label
	stop, set *widget.Button
	field     *widgets.Field
	preview   *widget.Label
	recent    *fyne.Container
	chips     *fyne.Container
	until     *until
	rules     dialplan.Rules
	shown     rows.Mine
}

func newForward(w *lang.Words) *forward {
	f := &forward{words: w, preview: small(""), chips: widgets.NewFlow(), until: newUntil(w, w.Say("forward_for"))}
	f.now = widget.NewLabel("")
	f.now.Wrapping = fyne.TextWrapWord
	f.stop = widget.NewButton(w.Say("stop_forwarding"), func() { f.ask("", time.Time{}) })
	f.field = widgets.NewField(w.Say("forward_to"), f.key)
	f.field.OnChanged = func(string) { f.typed() }
	f.set = widget.NewButton(w.Say("forward"), f.submit)
	f.set.Importance = widget.HighImportance
	said := small(w.Say("forward_recent"))
	f.recent = container.NewVBox(said, widgets.Inset(0, 4, 8, 8, f.chips))
	f.until.onUntil = f.forTime
	f.until.onKeep = func() { f.ask(f.shown.Forward, time.Time{}) }
	f.until.onEnd = func() { f.ask(f.shown.ForwardEnd, time.Time{}) }
	icon := widgets.NewSign(look.Forward, 20)
	f.content = container.New(layout.NewCustomPaddedVBoxLayout(0),
		container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, icon), container.NewCenter(f.stop), f.now),
		widgets.Inset(4, 0, 8, 8, container.NewBorder(nil, nil, nil, f.set, f.field)),
		f.preview, f.recent, f.until.content,
	)
	f.typed()
	return f
}

// show says where calls go, and where they went before.
func (f *forward) show(m rows.Mine, rules dialplan.Rules) {
	targets := f.shown.Targets
	f.shown, f.rules = m, rules
	asked := m.Changing.Has(rows.PartForward)
	text := f.words.Say("not_forwarded")
	switch {
	case !m.ToldWhere:
		text = f.words.Say("forward_not_told")
	case m.Forward != "" && m.Whose != "":
		text = f.words.Say("forwarding_on_to", lang.With{"Name": m.Whose, "Number": m.Forwarded})
	case m.Forward != "":
		text = f.words.Say("forwarding_on", lang.With{"Number": m.Forwarded})
	}
	setLabel(f.now, text)
	widgets.SetVisible(f.stop, m.Forward != "")
	setEnabled(f.stop, !asked)
	widgets.SetVisible(f.recent, len(m.Targets) > 0)
	if !slices.Equal(targets, m.Targets) {
		f.chips.RemoveAll()
		for _, t := range m.Targets {
			f.chips.Add(widget.NewButton(short(t.Label), func() { f.to(t.Number, time.Time{}) }))
		}
	}
	f.typed()
}

// typed shows what the number in the field means, and what can be done with it.
func (f *forward) typed() {
	p := rows.PreviewOf(f.field.Text, f.rules, f.words)
	setLabel(f.preview, p.Line)
	widgets.SetVisible(f.preview, p.Line != "")
	asked := f.shown.Changing.Has(rows.PartForward)
	setEnabled(f.set, p.Sent != "" && !asked)
	back := f.shown.ForwardBack
	if p.Sent != "" { // the next one
		back = ""
	}
	f.until.set(back, p.Sent != "" || f.shown.Forward != "" && f.field.Text == "", f.shown.Offers)
}

// forTime forwards until a time, to what is typed or to where calls go already.
func (f *forward) forTime(t time.Time) {
	if f.field.Text != "" {
		f.to(f.field.Text, t)
	} else {
		f.to(f.shown.Forward, t)
	}
}

func (f *forward) submit() {
	if !f.set.Disabled() {
		f.to(f.field.Text, time.Time{})
	}
}

// to asks to forward, unless the PBX is still busy with what was asked before.
func (f *forward) to(number string, until time.Time) {
	if number != "" && !f.shown.Changing.Has(rows.PartForward) {
		f.ask(number, until)
	}
}

func (f *forward) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.submit()
	case fyne.KeyEscape:
		f.field.SetText("")
	default:
		return false
	}
	return true
}

// longest is how many letters a button may have that stands in a row of them.
const longest = 24

// short cuts a name that is too long for a button.
func short(name string) string {
	if letters := []rune(name); len(letters) > longest {
		return string(letters[:longest-1]) + "…"
	}
	return name
}
