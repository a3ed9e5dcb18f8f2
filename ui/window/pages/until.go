package pages

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// until has a setting hold for a time only: it offers for how long, and once that is set it says so and lets it be changed.
type until struct {
	// onUntil is given when the setting ends, onKeep is asked to let it stay as it is, onEnd to set it back at once, and onBad is told
	// that what was typed is no time.
	onUntil              func(time.Time)
	onKeep, onEnd, onBad func()
	content              *fyne.Container

	offer, pending *fyne.Container
	chips          *fyne.Container
	at             *widgets.Field
	back           *widget.Label
	offers         []rows.Offer
}

// newUntil makes one that neither offers nor says anything; caption is what stands before the offers.
func newUntil(w *lang.Words, caption string) *until {
	u := &until{chips: widgets.NewFlow(), back: widget.NewLabel("")}
	u.at = widgets.NewField(w.Say("time_example"), nil)
	u.at.OnSubmitted = func(string) { u.typed() }
	u.back.Wrapping = fyne.TextWrapWord
	icon := widgets.NewSign(look.Clock, 18)
	keep := widget.NewButton(w.Say("until_keep"), func() { u.onKeep() })
	end := widget.NewButton(w.Say("until_end"), func() { u.onEnd() })
	said := widget.NewLabel(caption)
	said.Importance, said.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	u.offer = container.NewVBox(said, widgets.Inset(0, 4, 8, 8, u.chips))
	u.pending = container.NewVBox(
		container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, icon), nil, u.back),
		widgets.Inset(0, 4, 8, 8, widgets.NewFlow(keep, end)),
	)
	u.content = container.New(layout.NewCustomPaddedVBoxLayout(0), u.offer, u.pending)
	u.set("", false, nil)
	return u
}

// set says until when it holds, or offers times if it can be set for one.
func (u *until) set(back string, offered bool, offers []rows.Offer) {
	setLabel(u.back, back)
	widgets.SetVisible(u.pending, back != "")
	widgets.SetVisible(u.offer, back == "" && offered)
	if slices.Equal(offers, u.offers) && len(u.chips.Objects) > 0 {
		return
	}
	u.offers = offers
	chips := make([]fyne.CanvasObject, 0, len(offers)+1)
	for _, o := range offers {
		chips = append(chips, widget.NewButton(o.Label, func() { u.ask(o.Ends(time.Now())) }))
	}
	chips = append(chips, container.NewHBox(widgets.Wide(88, u.at), widgets.NewIconButton(look.Check, u.typed)))
	u.chips.Objects = chips
	u.chips.Refresh()
}

// ask passes a time on, unless it has passed since it was offered.
func (u *until) ask(t time.Time) {
	if t.After(time.Now()) {
		u.onUntil(t)
	}
}

func (u *until) typed() {
	if t, ok := rows.NextAt(u.at.Text, time.Now()); ok {
		u.at.SetText("")
		u.ask(t)
	} else {
		u.onBad()
	}
}
