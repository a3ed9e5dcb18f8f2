package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// CallWords are the words on call cards that are the same for every call.
type CallWords struct {
	HangUp, Dismiss, Note, NoteHint string
	Lights                          [3]string // the stages of a call that the user placed
}

// CallCard shows one of the user's calls: who, how far, how long, and what can be done: end it, or note something about it.
type CallCard struct {
	widget.BaseWidget
	// OnHangUp is called with the PBX's identifier, OnDismiss with the card's key.
	OnHangUp  func(uniqueID string)
	OnDismiss func(key uint64)
	// OnNoting tells that the field for a note was opened, which asks for the note that is kept so far, for SetNote, or was closed.
	OnNoting func(uniqueID string, open bool)

	shown  rows.Call
	tight  bool // one line, since there are others
	noting bool // the field for a note is open

	back                *canvas.Rectangle
	icon, mark          *Icon
	title, timer        *line
	detail, word, short *line
	stage               *widget.Label
	lights              [3]*canvas.Rectangle
	names               [3]*line
	hangUp, dismiss     *widget.Button
	note                *widget.Button
	field               *NoteField
	words               CallWords
}

// NewCallCard makes an empty card. save keeps what is noted about a call, by the PBX's identifier; pause is that of a [NoteField].
func NewCallCard(words CallWords, save func(uniqueID, note string), pause func(func()) (stop func())) *CallCard {
	c := &CallCard{
		words: words, back: canvas.NewRectangle(nil), icon: NewIcon(cardIcon), mark: NewIcon(markSize),
		title:  newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		timer:  newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		detail: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		word:   newLine(theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{}),
		short:  newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		stage:  widget.NewLabel(""), field: NewNoteField(words.NoteHint),
	}
	c.stage.Wrapping = fyne.TextWrapWord
	for i := range c.lights {
		c.lights[i] = canvas.NewRectangle(nil)
		c.names[i] = newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{})
		c.names[i].set(words.Lights[i])
	}
	c.hangUp = widget.NewButtonWithIcon(words.HangUp, look.HangUp.Plain(), func() { c.OnHangUp(c.shown.UniqueID) })
	c.hangUp.Importance = widget.DangerImportance
	c.dismiss = widget.NewButtonWithIcon(words.Dismiss, look.Close.Plain(), c.close)
	c.note = widget.NewButtonWithIcon(words.Note, look.Note.Plain(), c.noteNow)
	c.note.Importance = widget.LowImportance
	c.field.Pause = pause
	c.field.OnSave = func(note string) { save(c.shown.UniqueID, note) }
	c.field.SetMinRowsVisible(2)
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a call; tight leaves one line of it.
func (c *CallCard) Set(call rows.Call, tight bool) {
	if call != c.shown || tight != c.tight {
		c.shown, c.tight = call, tight
		c.Refresh()
	}
}

// SetNote shows what is kept with the call.
func (c *CallCard) SetNote(note string) { c.field.Set(note) }

// Noting reports whether a person is about to note something: then the card stays.
func (c *CallCard) Noting() bool { return c.noting }

// noteNow opens the field for a note, or closes it.
func (c *CallCard) noteNow() {
	c.noting = !c.noting
	c.field.Flush()
	c.Refresh()
	c.OnNoting(c.shown.UniqueID, c.noting)
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil && c.noting {
		canvas.Focus(c.field)
	}
}

// close puts the card away for good.
func (c *CallCard) close() {
	c.noting = false
	c.field.Flush()
	c.OnDismiss(c.shown.Key)
}

// colour is that of how far the call is.
func (c *CallCard) colour() fyne.ThemeColorName {
	switch s := c.shown; {
	case s.Failed:
		return theme.ColorNameError
	case s.Ended:
		return look.Absent
	case s.Talking:
		return look.Free
	case s.Inbound:
		return look.Rings
	}
	return theme.ColorNamePrimary
}

// Refresh implements fyne.Widget.
func (c *CallCard) Refresh() {
	c.draw()
	c.BaseWidget.Refresh()
}

// draw gives every part its words and colours.
func (c *CallCard) draw() {
	s := c.shown
	colour := c.colour()
	c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = theme.Color(look.Surface), theme.Color(theme.ColorNameSeparator), 1
	c.title.size = theme.SizeNameText
	if s.Rings { // it stands out, and holds still
		c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = theme.Color(look.Chosen), theme.Color(colour), 2
		if !c.tight {
			c.title.size = theme.SizeNameSubHeadingText
		}
	}
	icon := look.Call
	switch {
	case s.Ended:
		icon = look.HangUp
	case s.Rings:
		icon = look.Bell
	}
	c.icon.Draw(icon, colour)
	c.mark.Draw(only(s.Word != "" && !c.tight, look.MarkOf(s.Presence)), look.PresenceColor(s.Presence, s.Current))
	c.title.set(s.Title)
	c.timer.set(s.Timer)
	c.detail.set(s.Detail)
	c.word.set(s.Word)
	c.short.set(s.Short)
	setText(c.stage, s.Stage)
	for i, light := range c.lights {
		light.CornerRadius = 2
		light.FillColor = theme.Color(theme.ColorNameSeparator)
		c.names[i].colour = look.Muted
		if i < s.Lights {
			light.FillColor, c.names[i].colour = theme.Color(colour), theme.ColorNameForeground
		}
		c.names[i].text.TextStyle.Bold = i+1 == s.Lights
	}
	for _, l := range append([]*line{c.title, c.timer, c.detail, c.word, c.short}, c.names[:]...) {
		l.themed()
	}
	c.offer()
}

// offer shows what can be done.
func (c *CallCard) offer() {
	label := func(b *widget.Button, words string) {
		if c.tight {
			words = ""
		}
		if b.Text != words {
			b.SetText(words)
		}
	}
	label(c.hangUp, c.words.HangUp)
	label(c.dismiss, c.words.Dismiss)
	label(c.note, c.words.Note)
	visible(c.hangUp, !c.shown.Ended && c.shown.UniqueID != "")
	visible(c.dismiss, c.shown.Ended)
	visible(c.note, c.shown.UniqueID != "")
	visible(c.field, c.noting)
}

// CreateRenderer implements fyne.Widget.
func (c *CallCard) CreateRenderer() fyne.WidgetRenderer {
	c.draw()
	return newCardPaint(c)
}
