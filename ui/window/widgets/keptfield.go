package widgets

import "fyne.io/fyne/v2"

// KeptField is a Field for something that is kept as soon as a person is through with it: with Enter, or by going elsewhere.
type KeptField struct {
	Field
	// OnKept is given the text when it has become another, and returns what is kept of it.
	OnKept func(text string) (kept string)
	// Check tells whether a text may be kept; what may not stays as it was typed, to be put right. nil allows all.
	Check func(text string) bool

	kept    string
	focused bool
	wrong   bool // Check did not allow what stands there
}

// NewKeptField makes an empty one.
func NewKeptField(placeholder string, kept func(text string) string) *KeptField {
	f := &KeptField{OnKept: kept}
	f.extend(f)
	f.SetPlaceHolder(placeholder)
	f.OnSubmitted = func(string) { f.keep() }
	f.OnKey = func(k fyne.KeyName) bool {
		if k != fyne.KeyEscape {
			return false
		}
		f.wrong = false
		f.SetText(f.kept)
		return true
	}
	return f
}

// Set shows what is kept, unless a person is writing something else.
func (f *KeptField) Set(text string) {
	writing := (f.focused || f.wrong) && f.Text != f.kept
	f.kept = text
	if !writing && f.Text != text {
		f.SetText(text)
	}
}

// Reset shows what is kept of something else.
func (f *KeptField) Reset(text string) {
	f.wrong, f.kept = false, text
	if f.Text != text {
		f.SetText(text)
	}
}

// Kept is what is kept.
func (f *KeptField) Kept() string { return f.kept }

// FocusGained implements fyne.Focusable.
func (f *KeptField) FocusGained() {
	f.focused = true
	f.Field.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (f *KeptField) FocusLost() {
	f.focused = false
	f.Field.FocusLost()
	f.keep()
}

func (f *KeptField) keep() {
	text := f.Text
	if f.wrong = f.Check != nil && !f.Check(text); f.wrong {
		return
	}
	if text != f.kept {
		f.kept = f.OnKept(text)
		f.SetText(f.kept)
	}
}
