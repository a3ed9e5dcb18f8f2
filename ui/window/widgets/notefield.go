package widgets

import "fyne.io/fyne/v2"

// NoteField is a field of several lines whose text is kept by itself: when a person leaves it, and when they have not typed for
// a moment.
type NoteField struct {
	Field
	// OnSave is given the text whenever it has to be kept.
	OnSave func(note string)
	// Pause runs something after the moment that a person does not type, unless stop is called before; on the widgets' goroutine.
	Pause func(f func()) (stop func())

	kept    string
	saving  bool // what was kept last has not come back yet
	stop    func()
	setting bool
}

// NewNoteField makes an empty one.
func NewNoteField(placeholder string) *NoteField {
	n := &NoteField{}
	n.extend(n)
	n.MultiLine, n.Wrapping, n.PlaceHolder = true, fyne.TextWrapWord, placeholder
	n.SetMinRowsVisible(3)
	n.OnChanged = func(string) { n.typed() }
	return n
}

// Set shows the note as it is kept. What is being typed, and what was kept a moment ago, is not taken away by that.
func (n *NoteField) Set(note string) {
	if n.kept == note {
		n.saving = false
	}
	if n.kept == note || n.Text != n.kept || n.saving {
		return
	}
	n.setting = true
	n.kept = note
	n.SetText(note)
	n.setting = false
}

// Reset shows the note of something else; what was typed and not kept yet is kept before.
func (n *NoteField) Reset(note string) {
	n.Flush()
	n.saving = false
	n.Set(note)
}

// Flush keeps what was typed now.
func (n *NoteField) Flush() {
	if n.stop != nil {
		n.stop()
		n.stop = nil
	}
	if n.Text != n.kept {
		n.kept, n.saving = n.Text, true
		n.OnSave(n.kept)
	}
}

func (n *NoteField) typed() {
	if n.setting {
		return
	}
	if n.stop != nil {
		n.stop()
	}
	n.stop = n.Pause(n.Flush)
}

// FocusLost implements fyne.Focusable.
func (n *NoteField) FocusLost() {
	n.Field.FocusLost()
	n.Flush()
}

// AcceptsTab implements fyne.Tabbable: Tab leaves the field, as it does everywhere.
func (n *NoteField) AcceptsTab() bool { return false }
