package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/rows"
)

// phoneChooser has the phone that a call starts at, where there is more than one.
type phoneChooser struct {
	content fyne.CanvasObject

	words  *lang.Words
	choice *widget.Select
	shown  rows.DialFrom
	chosen func(uuid string)
}

func newPhoneChooser(w *lang.Words, chosen func(uuid string)) *phoneChooser {
	p := &phoneChooser{words: w, chosen: chosen}
	p.choice = widget.NewSelect(nil, p.changed)
	p.content = container.NewBorder(nil, nil, widget.NewLabel(w.Say("call_from")), nil, p.choice)
	p.content.Hide()
	return p
}

func (p *phoneChooser) set(from rows.DialFrom) {
	if from.Equal(p.shown) {
		return
	}
	p.shown = from
	options, at := []string{p.words.Say("pbx_chooses")}, 0
	if from.ByItself != "" {
		options[0] = p.words.Say("dial_pbx_chooses", lang.With{"Phone": from.ByItself})
	}
	for i, phone := range from.Phones {
		options = append(options, phone.Name)
		if phone.UUID == from.Chosen {
			at = i + 1
		}
	}
	p.choice.SetOptions(options)
	p.choice.SetSelectedIndex(at)
	p.content.(*fyne.Container).Hidden = len(from.Phones) == 0
	p.content.Refresh()
}

// changed passes a person's choice on; setting what was chosen also arrives here and changes nothing.
func (p *phoneChooser) changed(string) {
	uuid := ""
	if i := p.choice.SelectedIndex(); i > 0 && i <= len(p.shown.Phones) {
		uuid = p.shown.Phones[i-1].UUID
	}
	if uuid != p.shown.Chosen {
		p.shown.Chosen = uuid
		p.chosen(uuid)
	}
}
