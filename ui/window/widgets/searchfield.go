package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// SearchField is a Field for what is searched for, with a glass in front and a way to empty it.
type SearchField struct {
	Field
	clear *widget.Button
}

// NewSearchField makes an empty one.
func NewSearchField(placeholder string, onKey func(fyne.KeyName) bool) *SearchField {
	f := &SearchField{}
	f.OnKey = onKey
	f.extend(f)
	f.SetPlaceHolder(placeholder)
	f.Icon = look.Search.In(look.Muted)
	f.clear = widget.NewButtonWithIcon("", look.Close.In(look.Muted), func() { f.SetText("") })
	f.clear.Importance = widget.LowImportance
	f.clear.Hide()
	f.ActionItem = f.clear
	return f
}

// SetText puts a text into the field.
func (f *SearchField) SetText(text string) {
	f.Field.SetText(text)
	f.offer()
}

// TypedRune implements fyne.Focusable.
func (f *SearchField) TypedRune(r rune) {
	f.Field.TypedRune(r)
	f.offer()
}

// TypedKey implements fyne.Focusable.
func (f *SearchField) TypedKey(e *fyne.KeyEvent) {
	f.Field.TypedKey(e)
	f.offer()
}

// offer shows the way to empty the field while there is something in it.
func (f *SearchField) offer() { visible(f.clear, f.Text != "") }
