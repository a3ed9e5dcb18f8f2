package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// callSettings are about how calls start, and what happens when one comes.
type callSettings struct {
	content fyne.CanvasObject

	words      *lang.Words
	calling    *calling
	openOnCall *widgets.SwitchRow
	mailbox    *widgets.KeptField
	preview    *widget.Label
	desk       *widgets.KeptField // the code to log in at one
	deskLine   *widget.Label
	rules      dialplan.Rules
}

func newCallSettings(w *lang.Words, change func(func(*settings.Settings)), phone, deskCode func(string)) *callSettings {
	c := &callSettings{words: w, calling: newCalling(w), preview: small(""), deskLine: small("")}
	c.calling.onPhone = phone
	c.calling.onAutoAnswer = func(on bool) { change(func(s *settings.Settings) { s.PickUpByHand = !on }) }
	c.openOnCall = widgets.NewSwitchRow(w.Say("open_on_call"), "", func(on bool) {
		change(func(s *settings.Settings) { s.OpenOnCall = on })
	})
	c.mailbox = widgets.NewKeptField(w.Say("mailbox_number_hint"), func(typed string) string {
		typed = strings.TrimSpace(typed)
		change(func(s *settings.Settings) { s.MailboxNumber = typed })
		return typed
	})
	c.mailbox.OnChanged = func(string) { c.previewed() }
	c.desk = widgets.NewKeptField(w.Say("desk_code_hint"), func(typed string) string {
		typed = strings.TrimSpace(typed)
		deskCode(typed)
		return typed
	})
	c.desk.OnChanged = func(string) { c.previewed() }
	c.content = container.NewVBox(c.calling.content, c.openOnCall, widgets.NewLines(
		widgets.NewPair(w.Say("voicemail_number"), c.mailbox), c.preview),
		widgets.NewLines(widgets.NewPair(w.Say("desk_code"), c.desk), c.deskLine))
	return c
}

func (c *callSettings) show(now SettingsState) {
	c.rules = now.Rules
	c.calling.show(now.Mine, !now.PickUpByHand)
	c.openOnCall.Set(asSet(now.OpenOnCall))
	c.mailbox.Set(now.MailboxNumber)
	c.desk.Set(now.DeskCode)
	c.previewed()
}

// previewed says what is called for what is typed as the mailbox's number, and as the code to log in at a desk.
func (c *callSettings) previewed() {
	for _, f := range []struct {
		field *widgets.KeptField
		below *widget.Label
	}{{c.mailbox, c.preview}, {c.desk, c.deskLine}} {
		line := rows.PreviewOf(f.field.Text, c.rules, c.words).Line
		setLabel(f.below, line)
		widgets.SetVisible(f.below, line != "")
	}
}
