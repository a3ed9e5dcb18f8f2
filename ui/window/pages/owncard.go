package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// ownCard says who the user is and how they can be reached, with what can be done about that below.
type ownCard struct {
	content fyne.CanvasObject

	words        *lang.Words
	avatar       *widgets.Avatar
	name, detail *widget.Label
	mark         *widgets.Icon
	word         *widget.Label
	account      *widgets.LinkRow // the current one, of several; it leads to the others
}

func newOwnCard(w *lang.Words, accounts func(beside fyne.CanvasObject), below ...fyne.CanvasObject) *ownCard {
	c := &ownCard{words: w, avatar: widgets.NewAvatar(48), mark: widgets.NewIcon(12), detail: quiet(""), word: widget.NewLabel("")}
	c.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	c.name.SizeName = theme.SizeNameSubHeadingText
	c.name.Truncation, c.word.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	c.detail.SizeName = theme.SizeNameCaptionText
	state := container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, c.mark.Box()), nil, c.word)
	who := container.NewBorder(nil, nil, container.NewCenter(c.avatar), nil, widgets.NewLines(c.name, state, c.detail))
	c.account = widgets.NewLinkRow(look.People, "", func() { accounts(c.account) })
	c.account.Hide()
	c.content = widgets.NewCard(container.NewVBox(append([]fyne.CanvasObject{who, c.account}, below...)...))
	return c
}

// setAccount shows which account this is, and how much waits at the others; "" where there are none.
func (c *ownCard) setAccount(name string, elsewhere int) {
	c.account.Rename(name)
	c.account.Set(elsewhere)
	widgets.SetVisible(c.account, name != "")
}

func (c *ownCard) set(own rows.Own) {
	name, word := own.Contact.Name, own.Contact.Word
	if !own.Known {
		name, word = c.words.Say("nobody_signed_in"), ""
		c.mark.Draw("", look.Muted)
	} else {
		c.mark.Draw(look.MarkOf(own.Contact.Presence), look.PresenceColor(own.Contact.Presence, own.Contact.Current))
	}
	c.avatar.Set(own.Contact.Initials, own.Contact.Tone)
	setLabel(c.name, name)
	setLabel(c.word, word)
	setLabel(c.detail, own.Contact.Detail)
	widgets.SetVisible(c.detail, own.Contact.Detail != "")
}

// switchOf is how a setting of the PBX's is shown; asked tells that a change is under way.
func switchOf(t rows.Toggle, asked bool) widgets.Switch {
	return widgets.Switch{On: t.On, Disabled: !t.Known, Asked: asked}
}

// setToggle shows a setting of the PBX's, with what it means, or that the PBX has not told it.
func setToggle(w *lang.Words, row *widgets.SwitchRow, t rows.Toggle, asked bool, hint string) {
	if !t.Known {
		hint = w.Say("not_told")
	}
	row.SetHint(hint)
	row.Set(switchOf(t, asked))
}
