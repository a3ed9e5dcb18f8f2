package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// receptionNotes is what is noted: with the call that the reception is about, where that is the user's own, about the colleague who
// is picked, and with the calls with the same party before.
type receptionNotes struct {
	onCall, onPerson func(id, note string)
	onRead           func(id string)

	content fyne.CanvasObject

	words                     *lang.Words
	who, how                  *widget.Label
	callTitle, personTitle    *widget.Label
	earlierTitle              *widget.Label
	call, person              *widgets.NoteField
	callPart, personPart      *fyne.Container // a note with the space around it
	past                      *widgets.PastCalls
	callID, personID, heading string
}

func newReceptionNotes(w *lang.Words, pause func(func()) (stop func())) *receptionNotes {
	n := &receptionNotes{words: w, how: quiet(""), past: widgets.NewPastCalls()}
	n.who = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	n.who.SizeName, n.who.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	n.callTitle, n.personTitle, n.earlierTitle = widgets.NewSection(w.Say("house_note_call")), widgets.NewSection(""), widgets.NewSection("")
	for _, l := range []*widget.Label{n.personTitle, n.earlierTitle} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	n.call, n.person = widgets.NewNoteField(w.Say("note_hint")), widgets.NewNoteField(w.Say("person_note_hint"))
	n.call.Pause, n.person.Pause = pause, pause
	n.call.OnSave = func(note string) { n.onCall(n.callID, note) }
	n.person.OnSave = func(note string) { n.onPerson(n.personID, note) }
	n.callPart, n.personPart = widgets.Inset(0, 0, 8, 0, n.call), widgets.Inset(0, 0, 8, 0, n.person)
	n.content = widgets.NewColumn(container.NewVBox(n.who, n.how, n.callTitle, n.callPart, n.personTitle, n.personPart, n.earlierTitle, n.past))
	return n
}

// about shows what is noted with a call and about a colleague; both may be nil. What was typed about others is kept before.
func (n *receptionNotes) about(c *presence.Call, told rows.Tile, user *presence.Contact) {
	setLabel(n.who, told.Name)
	setLabel(n.how, told.Word+"  ·  "+told.Call)
	widgets.SetVisible(n.who, c != nil)
	widgets.SetVisible(n.how, c != nil)
	id := ""
	if c != nil && c.Mine() {
		id = c.UniqueID
	}
	if id != n.callID {
		n.call.Reset("")
		if n.callID = id; id != "" {
			n.onRead(id)
		}
	}
	showPair(n.callTitle, n.callPart, id != "")
	about := ""
	if user != nil {
		about = user.UUID
	}
	if about != n.personID {
		n.person.Reset("")
		if n.personID = about; user != nil {
			n.person.Reset(user.Note)
		}
	}
	if user != nil {
		n.person.Set(user.Note)
		setLabel(n.personTitle, n.words.Say("house_note_about", lang.With{"Name": user.Name()}))
	}
	showPair(n.personTitle, n.personPart, user != nil)
	n.heading = told.Name
}

// showPair shows a note under its title, or neither.
func showPair(title, note fyne.CanvasObject, yes bool) {
	widgets.SetVisible(title, yes)
	widgets.SetVisible(note, yes)
}

// setCall shows what is kept with the call that it is about.
func (n *receptionNotes) setCall(id, note string) {
	if id == n.callID {
		n.call.Set(note)
	}
}

// earlier shows the kept calls with the same party, none for nil.
func (n *receptionNotes) earlier(calls []rows.Past) {
	n.past.Set(calls)
	setLabel(n.earlierTitle, n.words.Say("house_earlier", lang.With{"Who": n.heading}))
	widgets.SetVisible(n.earlierTitle, len(calls) > 0)
}
