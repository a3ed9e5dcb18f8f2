package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Dial is the page for numbers: it shows what will be sent before anything is.
type Dial struct {
	// OnDial is asked to call what was typed; it is not called for what cannot be dialled.
	OnDial func(typed string)
	// OnContact is asked to call a colleague.
	OnContact func(c *presence.Contact)
	// OnPhone tells that another phone was chosen to call from, "" for the PBX's choice.
	OnPhone func(uuid string)

	Content fyne.CanvasObject

	words   *lang.Words
	number  *widgets.Field
	erase   *widgets.Key
	keypad  *widgets.Keypad
	preview *dialPreview
	country *countryChooser
	call    *widget.Button
	rings   *widget.Label // what happens when it is called
	phone   *phoneChooser
	lists   *dialLists
	scroll  *container.Scroll

	snap  *presence.Snapshot
	typed string // what the field had before it changed
}

// NewDial makes the page.
func NewDial(w *lang.Words) *Dial {
	d := &Dial{words: w, snap: &presence.Snapshot{Contacts: presence.NewRoster(nil, 0)}}
	d.number = d.newNumber()
	d.keypad = widgets.NewKeypad(d.number.TypedRune, d.refocus)
	d.preview = newDialPreview(w, d.refocus)
	d.country = newCountryChooser(w)
	d.country.onChosen, d.country.onClosed = d.show, d.refocus
	d.call = widget.NewButtonWithIcon(w.Say("call"), look.Call.Plain(), func() { d.dial(); d.refocus() })
	d.call.Importance = widget.SuccessImportance
	d.rings = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	d.rings.SizeName, d.rings.Importance, d.rings.Wrapping = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextWrapWord
	d.phone = newPhoneChooser(w, func(uuid string) {
		if d.OnPhone != nil {
			d.OnPhone(uuid)
		}
	})
	d.lists = newDialLists(w, d.choose)
	d.lists.onRune, d.lists.onLeft = d.Type, d.focusNumber
	d.lists.onFocus = func(o fyne.CanvasObject) { reveal(d.scroll, o) }
	pad := container.New(dialColumn{grows: d.keypad},
		container.New(dialHead{d.country}, widgets.NewHeader(w.Say("page_dial"), d.country.button)), d.country.panel, container.NewThemeOverride(d.number, largeTheme{}),
		d.preview.content, d.keypad, d.call, container.New(slim{}, d.rings), d.phone.content)
	d.scroll = container.NewVScroll(container.New(&dialColumns{}, pad, d.lists.content))
	d.Content = d.scroll
	d.show()
	return d
}

// Set shows a picture, to whose contacts the index belongs.
func (d *Dial) Set(s *presence.Snapshot, x *rows.Index) {
	d.snap = s
	d.country.set(s.Region)
	d.lists.set(s, x)
	d.show()
}

// SetFrom shows where a call starts, and what that phone does.
func (d *Dial) SetFrom(from rows.DialFrom) {
	d.phone.set(from)
	id := "dial_rings"
	if from.PicksUp {
		id = "dial_picks_up"
	}
	setText(d.rings, d.words.Say(id))
}

// SetCalls shows what has been called: kept calls, newest first.
func (d *Dial) SetCalls(calls []journal.Call) {
	d.lists.setCalls(calls)
	d.show()
}

// SetNumber fills the field in, for instance from a tel: link. Nothing is dialled by that.
func (d *Dial) SetNumber(number string) {
	d.country.reset()
	d.fill(number)
}

// Focus is what gets the keyboard when the page comes up.
func (d *Dial) Focus() fyne.Focusable { return d.number }

// rules are those that the number is read by.
func (d *Dial) rules() dialplan.Rules {
	rules := d.snap.Rules()
	rules.Region = d.country.region()
	return rules
}

// show says what would be called, and who may be meant.
func (d *Dial) show() {
	p := rows.PreviewOf(d.number.Text, d.rules(), d.words)
	last := d.lists.last()
	if d.number.Text == "" {
		p.Line = d.words.Say("dial_hint")
		if last != "" {
			p.Line = d.words.Say("dial_redial_hint", lang.With{"Number": dialplan.Display(last, d.snap.Region)})
		}
	}
	d.preview.set(p)
	label := "call"
	if d.number.Text == "" && last != "" {
		label = "dial_redial"
	}
	if said := d.words.Say(label); d.call.Text != said {
		d.call.SetText(said)
	}
	setEnabled(d.call, p.Sent != "" || label == "dial_redial")
	d.lists.suggest(d.number.Text)
}

// dial calls what is typed; where nothing is, it puts the number that was called last into the field.
func (d *Dial) dial() {
	if d.number.Text == "" {
		if last := d.lists.last(); last != "" {
			d.fill(dialplan.Display(last, d.snap.Region))
		}
		return
	}
	sent := d.preview.shown.Sent
	if sent == "" {
		return
	}
	typed := d.number.Text
	if d.country.chosen != "" { // which holds for this call: the PBX's rules would read it otherwise
		typed = sent
		d.country.reset()
		d.fill(sent)
	}
	d.number.TypedShortcut(&fyne.ShortcutSelectAll{}) // the next number takes its place
	if d.OnDial != nil {
		d.OnDial(typed)
	}
}

// choose calls one of the choices.
func (d *Dial) choose(c rows.Choice) {
	if c.Number {
		if d.OnDial != nil {
			d.OnDial(c.ID)
		}
	} else if contact := d.snap.Contacts.Find(c.ID); contact != nil && d.OnContact != nil {
		d.OnContact(contact)
	}
}

func setEnabled(b *widget.Button, enabled bool) {
	if enabled == b.Disabled() {
		if enabled {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}
