package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is an entry that gives keys to the page around it: a focused entry swallows them otherwise.
type Field struct {
	widget.Entry
	// OnKey is asked first about every key; it returns true for those it has dealt with. May be nil.
	OnKey func(fyne.KeyName) bool
}

// NewField makes an empty field.
func NewField(placeholder string, onKey func(fyne.KeyName) bool) *Field {
	f := &Field{OnKey: onKey}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = placeholder
	return f
}

// TypedKey implements fyne.Focusable.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e.Name) {
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable: what is no editing goes to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) { f.shortcut(f, s) }

// shortcut passes on what is no editing to the window that a field is in; self is the whole of the field, since that is what the
// window knows.
func (f *Field) shortcut(self fyne.CanvasObject, s fyne.Shortcut) {
	if _, custom := s.(*desktop.CustomShortcut); custom {
		if c := fyne.CurrentApp().Driver().CanvasForObject(self); c != nil {
			if window, ok := c.(fyne.Shortcutable); ok {
				window.TypedShortcut(s)
				return
			}
		}
	}
	f.Entry.TypedShortcut(s)
}
