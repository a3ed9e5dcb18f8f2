package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Call is the detail of a call that was.
type Call struct {
	// OnCall and OnCopy are given a number.
	OnCall, OnCopy func(number string)
	// OnNote keeps a note with a call.
	OnNote func(key, note string)
	// OnEarlier asks for the calls with the same party, for SetEarlier.
	OnEarlier func(c *journal.Call)

	Content fyne.CanvasObject

	words    *lang.Words
	avatar   *widgets.Avatar
	sign     *widgets.Icon
	who, how *widget.Label
	call     *widget.Button
	facts    *widgets.Facts
	numbers  *fyne.Container
	note     *widgets.NoteField
	earlier  *widgets.PastCalls
	none     *widget.Label
	body     *fyne.Container
	empty    *widgets.Empty
	shown    rows.CallDetail
	noted    string // the Key of the call that the note belongs to
	version  int    // of what was kept when the earlier calls were asked for
	with     string // the Key of the call whose party they were asked for
}

// NewCall makes the page, of no call. pause is that of a [widgets.NoteField].
func NewCall(w *lang.Words, pause func(func()) (stop func())) *Call {
	c := &Call{words: w, avatar: widgets.NewAvatar(56), sign: widgets.NewIcon(16), empty: widgets.NewEmpty()}
	c.who = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	c.who.SizeName, c.who.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
	c.how = widget.NewLabel("")
	c.how.Truncation = fyne.TextTruncateEllipsis
	c.call = widget.NewButtonWithIcon(w.Say("call_back"), look.Call.Plain(), func() { c.OnCall(c.shown.Dial) })
	c.call.Importance = widget.HighImportance
	c.facts, c.numbers = widgets.NewFacts(), container.NewVBox()
	c.note = widgets.NewNoteField(w.Say("note_hint"))
	c.note.Pause = pause
	c.note.OnSave = func(note string) { c.OnNote(c.noted, note) }
	c.earlier = widgets.NewPastCalls()
	c.none = quiet(w.Say("no_earlier_calls"))
	c.none.Hide()
	c.arrange()
	c.Set(nil, nil, 0, rows.Eyes{Words: w})
	return c
}

func (c *Call) arrange() {
	how := container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, c.sign.Box()), nil, c.how)
	who := container.NewBorder(nil, nil, widgets.Inset(8, 8, 4, 4, c.avatar), nil, container.NewVBox(c.who, how))
	others := widgets.NewSection(c.words.Say("earlier_calls"))
	others.Wrapping = fyne.TextWrapWord
	c.body = container.NewVBox(
		who, c.call, c.numbers,
		widgets.NewSection(c.words.Say("note")), widgets.Inset(0, 0, 8, 0, c.note),
		c.facts,
		others, c.none, c.earlier,
	)
	c.Content = container.NewStack(widgets.NewColumn(c.body), c.empty)
}

// Set shows a call; nil shows how to pick one. history is that of the picture.
func (c *Call) Set(call *journal.Call, people *presence.Roster, history int, e rows.Eyes) {
	if call == nil {
		c.note.Reset("")
		c.shown, c.noted, c.with = rows.CallDetail{}, "", ""
		c.body.Hide()
		c.empty.Set(look.History, c.words.Say("pick_call"), c.words.Say("pick_call_hint"))
		return
	}
	d := rows.OfCallDetail(call, people, e)
	c.empty.Set("", "", "")
	c.body.Show()
	c.avatar.Set(d.Initials, d.Tone)
	if d.Initials == "" {
		c.avatar.Set("?", 0)
	}
	c.sign.Draw(widgets.SignOf(d.Kind))
	setLabel(c.who, d.Who)
	setLabel(c.how, d.How+" · "+d.When)
	again := c.words.Say("call_back")
	if d.Kind == rows.PastOut {
		again = c.words.Say("call_again")
	}
	if c.call.Text != again {
		c.call.SetText(again)
	}
	setEnabled(c.call, d.Dial != "")
	if !slices.Equal(d.Numbers, c.shown.Numbers) {
		c.setNumbers(d.Numbers)
	}
	c.facts.Set(d.Facts)
	c.shown = d
	if c.noted != d.Key {
		c.note.Reset(d.FullNote) // and keeps what was typed about another call
		c.noted = d.Key
	}
	c.note.Set(d.FullNote)
	c.askEarlier(call, history)
}

// askEarlier has the other calls with the same party read, once for each, and again when what is kept has changed.
func (c *Call) askEarlier(call *journal.Call, history int) {
	if c.with == call.Key && c.version == history {
		return
	}
	if c.with != call.Key {
		c.none.Hide()
		c.earlier.Set(nil)
	}
	c.with, c.version = call.Key, history
	c.OnEarlier(call)
}

// SetEarlier shows calls with the party of a call, by its Key; itself is left out.
func (c *Call) SetEarlier(of string, calls []journal.Call, e rows.Eyes) {
	if of != c.with {
		return // another call was picked meanwhile
	}
	others := slices.DeleteFunc(slices.Clone(calls), func(other journal.Call) bool { return other.Key == of })
	c.earlier.Set(rows.PastCalls(others, e))
	c.none.Hidden = len(others) > 0
	c.body.Refresh()
}

// Flush keeps a note that was typed and is not kept yet.
func (c *Call) Flush() { c.note.Flush() }

func (c *Call) setNumbers(numbers []rows.Number) {
	c.numbers.RemoveAll()
	for _, n := range numbers {
		c.numbers.Add(widgets.NewNumberRow(n, func(n string) { c.OnCall(n) }, func(n string) { c.OnCopy(n) }))
	}
}
