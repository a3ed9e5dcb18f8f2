package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// calling is how calls of the user's own start: at which phone, and whether that picks up by itself.
type calling struct {
	onPhone      func(uuid string) // "" for the PBX's choice
	onAutoAnswer func(on bool)
	content      fyne.CanvasObject

	words      *lang.Words
	phone      *widget.Select
	from       *fyne.Container
	autoAnswer *widgets.SwitchRow
	phones     []rows.Phone
	chosen     string
}

func newCalling(w *lang.Words) *calling {
	c := &calling{words: w}
	c.phone = widget.NewSelect(nil, nil)
	c.from = widgets.NewPair(w.Say("call_from"), widgets.NewOutline(c.phone))
	c.from.Hide()
	c.autoAnswer = widgets.NewSwitchRow(w.Say("auto_answer"), "", func(on bool) { c.onAutoAnswer(on) })
	c.content = container.New(layout.NewCustomPaddedVBoxLayout(0), c.from, c.autoAnswer)
	return c
}

// show tells which phones there are, which one is chosen, and whether one shall pick up by itself.
func (c *calling) show(m rows.Mine, autoAnswer bool) {
	c.autoAnswer.SetHint(m.Pickup.Why)
	c.autoAnswer.Set(widgets.Switch{On: autoAnswer && m.Pickup.Possible, Disabled: !m.Pickup.Possible})
	widgets.SetVisible(c.from, len(m.Phones) > 0)
	if slices.Equal(m.Phones, c.phones) && m.From == c.chosen && c.phone.Selected != "" {
		return
	}
	c.phones, c.chosen = m.Phones, m.From
	options, selected := []string{c.words.Say("pbx_chooses")}, 0
	for i, p := range m.Phones {
		options = append(options, p.Name)
		if p.UUID == m.From {
			selected = i + 1
		}
	}
	c.phone.OnChanged = nil
	c.phone.SetOptions(options)
	c.phone.SetSelectedIndex(selected)
	c.phone.OnChanged = func(string) { c.chose() }
}

func (c *calling) chose() {
	uuid := ""
	if i := c.phone.SelectedIndex(); i > 0 && i <= len(c.phones) {
		uuid = c.phones[i-1].UUID
	}
	if uuid != c.chosen {
		c.chosen = uuid
		c.onPhone(uuid)
	}
}
