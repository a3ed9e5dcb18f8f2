package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// switchLine is a switch of the PBX: one to be turned where it is on or off, a field where it has another value.
type switchLine struct {
	content *fyne.Container

	words *lang.Words
	shown SwitchState
	star  *widget.Button
	stars fyne.CanvasObject // the place of the star
	turn  *widgets.SwitchRow
	text  *fyne.Container // in place of turn
	name  *widget.Label
	hint  *widget.Label
	field *widgets.Field
	set   *widget.Button
	write *fyne.Container // the field and its button
	onSet func(value string)
}

// SwitchState is a switch with what is being done about it.
type SwitchState struct {
	rows.Switch
	Changing  bool
	Favourite bool
}

// newSwitchLine makes one. key is asked about the keys that mean nothing to it.
func newSwitchLine(w *lang.Words, on SwitchActs, uuid string, key func(fyne.KeyName) bool) *switchLine {
	l := &switchLine{words: w, name: widget.NewLabel(""), hint: small(""), onSet: func(value string) { on.Write(uuid, value) }}
	l.star = widgets.NewIconButton(look.StarOutline, func() { on.Favourite(uuid) })
	l.turn = widgets.NewSwitchRow("", "", func(to bool) { on.Turn(uuid, to) })
	l.turn.OnKey = key
	l.name.Wrapping = fyne.TextWrapWord
	l.field = widgets.NewField(w.Say("switch_value_hint"), func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape && l.field.Text != l.shown.Value {
			l.field.SetText(l.shown.Value)
			return true
		}
		return k != fyne.KeyReturn && k != fyne.KeyEnter && key(k)
	})
	l.field.OnChanged = func(string) { l.offer() }
	l.field.OnSubmitted = func(string) { l.submit() }
	l.set = widget.NewButton(w.Say("switch_set"), l.submit)
	l.write = widgets.Inset(0, 4, 8, 8, container.NewBorder(nil, nil, nil, l.set, l.field))
	l.text = container.NewVBox(widgets.NewLines(l.name, l.hint), l.write)
	l.stars = container.NewCenter(l.star)
	l.content = container.NewBorder(nil, nil, l.stars, nil, container.NewStack(l.turn, l.text))
	return l
}

// SwitchActs is what can be done about a switch, by its UUID.
type SwitchActs struct {
	// Turn is asked to turn one on or off, Write to give it a text for its value.
	Turn  func(uuid string, on bool)
	Write func(uuid, value string)
	// Favourite is asked to make one a favourite, or no longer.
	Favourite func(uuid string)
}

func (l *switchLine) object() fyne.CanvasObject { return l.content }

// show shows how the switch stands. What a person is writing stays.
func (l *switchLine) show(now SwitchState) {
	writing := l.field.Text != l.shown.Value
	l.shown = now
	detail := now.Detail
	if now.Changing {
		detail = l.words.Say("switch_setting")
	}
	l.turn.Rename(now.Name)
	l.turn.SetHint(detail)
	l.turn.Set(widgets.Switch{On: now.On, Disabled: now.Fixed, Asked: now.Changing, Unknown: !now.Known})
	setLabel(l.name, now.Name)
	setLabel(l.hint, detail)
	if !writing && l.field.Text != now.Value {
		l.field.SetText(now.Value)
	}
	icon := look.StarOutline.In(look.Muted)
	if now.Favourite {
		icon = look.Star.In(theme.ColorNameWarning)
	}
	if l.star.Icon.Name() != icon.Name() {
		l.star.SetIcon(icon)
	}
	widgets.SetVisible(l.turn, !now.Text)
	widgets.SetVisible(l.text, now.Text)
	widgets.SetVisible(l.write, !now.Fixed)
	l.offer()
}

// offer tells whether there is another value to be set.
func (l *switchLine) offer() {
	setEnabled(l.set, l.field.Text != l.shown.Value && !l.shown.Changing)
}

func (l *switchLine) submit() {
	if !l.set.Disabled() {
		l.onSet(l.field.Text)
	}
}

// keyboard gives it the keyboard, and reports whether it takes it.
func (l *switchLine) keyboard() bool {
	switch {
	case !l.shown.Text:
		giveKeyboard(l.turn)
	case !l.shown.Fixed:
		giveKeyboard(l.field)
	default:
		return false
	}
	return true
}
