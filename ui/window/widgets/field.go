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
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if !passOn(f, s) {
		f.Entry.TypedShortcut(s)
	}
}

// passOn gives the window a shortcut that is its own; it reports whether it is. o is the object that the window knows.
func passOn(o fyne.CanvasObject, s fyne.Shortcut) bool {
	if _, custom := s.(*desktop.CustomShortcut); !custom {
		return false
	}
	window, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable)
	if ok {
		window.TypedShortcut(s)
	}
	return ok
}
