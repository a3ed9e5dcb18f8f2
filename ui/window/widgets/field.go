package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Field is an entry that gives keys to the page around it: a focused entry swallows them otherwise.
type Field struct {
	widget.Entry
	// OnKey is asked first about every key; it returns true for those it has dealt with. May be nil.
	OnKey func(fyne.KeyName) bool
	// OnShortcut is asked first about the keys pressed together with Ctrl, or Cmd, in the same way. May be nil.
	OnShortcut func(fyne.KeyName) bool

	hint  string      // all of the placeholder, which is cut where there is no room
	whole fyne.Widget // what the window knows: the field, or one that is made of it
}

// NewField makes an empty field.
func NewField(placeholder string, onKey func(fyne.KeyName) bool) *Field {
	f := &Field{OnKey: onKey}
	f.extend(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// extend makes the field, or one that is made of it, what the window knows.
func (f *Field) extend(whole fyne.Widget) {
	f.whole = whole
	f.ExtendBaseWidget(whole)
}

// MinSize implements fyne.Widget: an entry leaves out its border, and would scroll within itself at some scales.
func (f *Field) MinSize() fyne.Size {
	return f.Entry.MinSize().AddWidthHeight(0, 2*theme.InputBorderSize())
}

// SetPlaceHolder shows what the field is for while it is empty.
func (f *Field) SetPlaceHolder(hint string) {
	f.hint = hint
	f.fit(f.Size().Width)
}

// Resize implements fyne.Widget.
func (f *Field) Resize(size fyne.Size) {
	f.Entry.Resize(size)
	f.fit(size.Width)
}

// fit cuts the placeholder to a width: an entry would scroll it.
func (f *Field) fit(width float32) {
	if f.MultiLine { // there it goes on in another line
		return
	}
	th := f.Theme()
	room := width - 2*th.Size(theme.SizeNameInnerPadding)
	if f.Icon != nil {
		room -= th.Size(theme.SizeNameInlineIcon) + th.Size(theme.SizeNameLineSpacing)
	}
	if f.ActionItem != nil {
		room -= f.ActionItem.MinSize().Width
	}
	hint := ellipsis(f.hint, room, func(s string) float32 { return fyne.MeasureText(s, th.Size(theme.SizeNameText), f.TextStyle).Width })
	if hint != f.PlaceHolder {
		f.Entry.SetPlaceHolder(hint)
	}
}

// TypedKey implements fyne.Focusable.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e.Name) {
		return
	}
	passOn(e)
	f.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable: what is no editing goes to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if keys, custom := s.(*desktop.CustomShortcut); custom {
		if f.OnShortcut != nil && keys.Modifier == fyne.KeyModifierShortcutDefault && f.OnShortcut(keys.KeyName) {
			return
		}
		if window, ok := fyne.CurrentApp().Driver().CanvasForObject(f.whole).(fyne.Shortcutable); ok {
			window.TypedShortcut(s)
			return
		}
	}
	f.Entry.TypedShortcut(s)
}
