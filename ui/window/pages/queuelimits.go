package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// limitForm asks what is too much for a queue. What is typed is kept at once.
type limitForm struct {
	content fyne.CanvasObject

	lines  *fyne.Container
	kept   func(settings.Limits)
	limits settings.Limits
	fields []limitFields
}

// limitFields are those of one of the bounds.
type limitFields struct {
	rows.QueueBound
	warn, alarm *widgets.KeptField
}

func newLimitForm(w *lang.Words, kept func(settings.Limits)) *limitForm {
	f := &limitForm{kept: kept}
	heading := func(id string) fyne.CanvasObject { return widgets.Wide(limitWidth, widgets.NewSection(w.Say(id))) }
	lines := container.NewVBox(limitLine(quiet(w.Say("limit_hint")), heading("limit_warn"), heading("limit_alarm")))
	for _, bound := range rows.QueueBounds {
		of := limitFields{QueueBound: bound}
		of.warn = f.field(w, bound, func(b *settings.Bound) **int { return &b.Warn })
		of.alarm = f.field(w, bound, func(b *settings.Bound) **int { return &b.Alarm })
		name := widget.NewLabel(w.Say("limit_" + bound.ID))
		name.Wrapping = fyne.TextWrapWord
		lines.Add(limitLine(name, widgets.Wide(limitWidth, of.warn), widgets.Wide(limitWidth, of.alarm)))
		f.fields = append(f.fields, of)
	}
	f.lines = lines
	f.content = widgets.NewColumn(lines)
	return f
}

// limitWidth is how wide a bound is, at the usual scale.
const limitWidth float32 = 96

func limitLine(name, warn, alarm fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.NewCenter(container.NewHBox(warn, alarm)), name)
}

// field asks for one bound.
func (f *limitForm) field(w *lang.Words, bound rows.QueueBound, which func(*settings.Bound) **int) *widgets.KeptField {
	field := widgets.NewKeptField(w.Say("limit_none"), func(typed string) string {
		if value, ok := bound.Read(typed); ok {
			*which(bound.Of(&f.limits)) = value
			f.kept(f.limits)
		}
		return typed
	})
	field.Check = func(typed string) bool { _, ok := bound.Read(typed); return ok }
	return field
}

// set shows the bounds of a queue, another one than before or not.
func (f *limitForm) set(l settings.Limits, other bool) {
	f.limits = l
	for _, of := range f.fields {
		warn, alarm := of.Texts(l)
		if other {
			of.warn.Reset(warn)
			of.alarm.Reset(alarm)
			continue
		}
		of.warn.Set(warn)
		of.alarm.Set(alarm)
	}
}
