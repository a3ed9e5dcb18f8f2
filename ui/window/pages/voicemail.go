package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Voicemail is the page of the user's own mailboxes.
type Voicemail struct {
	// OnCall is asked to call the mailbox at the number that is set.
	OnCall func(number string)
	// OnNumber is given what a person typed as the mailbox's number; it is kept if the answer is true.
	OnNumber func(typed string) bool

	Content fyne.CanvasObject

	words          *lang.Words
	number         string
	boxes          *fyne.Container
	call, change   *widget.Button
	ask            *fyne.Container // for the number
	field          *widgets.Field
	empty, refused *widgets.Empty
	body           *fyne.Container
	shown          []rows.Mailbox
}

// NewVoicemail makes the page. number is what is dialled to hear voicemail, "" while nobody set it.
func NewVoicemail(w *lang.Words, number string) *Voicemail {
	v := &Voicemail{words: w, number: number, boxes: container.NewVBox(), empty: widgets.NewEmpty(), refused: widgets.NewEmpty()}
	v.call = widget.NewButtonWithIcon(w.Say("call_mailbox"), look.Call.Plain(), v.callNow)
	v.call.Importance = widget.HighImportance
	v.change = widget.NewButton("", func() { v.askNumber(v.number) })
	v.change.Importance, v.change.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	v.field = widgets.NewField(w.Say("mailbox_ask_hint"), v.key)
	v.field.OnSubmitted = func(string) { v.save() }
	question := widget.NewLabel(w.Say("mailbox_ask"))
	question.Wrapping = fyne.TextWrapWord
	v.ask = container.NewVBox(question,
		widgets.Inset(0, 0, 8, 0, container.NewBorder(nil, nil, nil, widget.NewButton(w.Say("save"), v.save), v.field)))
	v.ask.Hide()
	v.body = container.NewVBox(v.boxes, v.call, v.ask, v.change)
	column := widgets.NewColumn(container.NewVBox(v.refused, v.body))
	v.Content = container.NewBorder(widgets.NewHeader(w.Say("page_voicemail")), nil, nil, nil, container.NewStack(column, v.empty))
	v.offer()
	return v
}

// Set shows a picture.
func (v *Voicemail) Set(s *presence.Snapshot) {
	boxes := rows.Mailboxes(s, v.words)
	denied := slices.Contains(s.Denied, "voicemail")
	title, hint := "", ""
	if denied {
		title, hint = v.words.Say("voicemail_denied"), v.words.Say("voicemail_denied_hint")
	}
	v.refused.Set(look.Voicemail, title, hint)
	title, hint = "", ""
	if len(boxes) == 0 && !denied && s.Synced {
		title, hint = v.words.Say("no_mailbox"), v.words.Say("no_mailbox_hint")
	}
	v.empty.Set(look.Voicemail, title, hint)
	v.body.Hidden = title != "" || len(boxes) == 0 && !denied
	if !slices.Equal(boxes, v.shown) {
		v.shown = boxes
		v.setBoxes()
	}
}

// Focus is what gets the keyboard when the page comes up.
func (v *Voicemail) Focus() fyne.Focusable {
	if v.ask.Visible() {
		return v.field
	}
	return v.call
}

func (v *Voicemail) setBoxes() {
	v.boxes.RemoveAll()
	for _, b := range v.shown {
		icon := widgets.NewIcon(24)
		colour := fyne.ThemeColorName(look.Muted)
		if b.Waits {
			colour = theme.ColorNamePrimary
		}
		icon.Draw(look.Voicemail, colour)
		name := quiet(b.Name)
		fresh := widget.NewLabelWithStyle(b.New, fyne.TextAlignLeading, fyne.TextStyle{Bold: b.Waits})
		fresh.SizeName, fresh.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
		words := widgets.NewLines(name, fresh)
		if b.Rest != "" {
			words.Add(widget.NewLabel(b.Rest))
		}
		v.boxes.Add(widgets.NewCard(container.NewBorder(nil, nil, widgets.Inset(0, 0, 0, 8, icon.Box()), nil, words)))
	}
}

// callNow calls the mailbox, after asking for its number where that is not known.
func (v *Voicemail) callNow() {
	if v.number == "" {
		v.askNumber("")
		return
	}
	v.OnCall(v.number)
}

func (v *Voicemail) askNumber(now string) {
	v.field.SetText(now)
	v.ask.Show()
	v.offer()
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.field); c != nil {
		c.Focus(v.field)
	}
}

func (v *Voicemail) save() {
	typed := strings.TrimSpace(v.field.Text) // the key that opened the field may have left a space in it
	if v.OnNumber(typed) {
		v.number = typed
		v.done()
	}
}

func (v *Voicemail) key(k fyne.KeyName) bool {
	if k == fyne.KeyEscape {
		v.done()
		return true
	}
	return false
}

// done goes back from the field to what it was asked for.
func (v *Voicemail) done() {
	v.ask.Hide()
	v.offer()
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.call); c != nil {
		c.Focus(v.call)
	}
}

func (v *Voicemail) offer() {
	v.change.SetText(v.words.Say("mailbox_change", lang.With{"Number": v.number}))
	v.change.Hidden = v.number == "" || v.ask.Visible()
	v.body.Refresh()
}
