package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// confirm is a button for what cannot be taken back: it asks once, in its own place.
type confirm struct {
	content *fyne.Container
	ask     *widget.Button
	asking  *fyne.Container
}

// newConfirm makes one; question is asked before done is called.
func newConfirm(w *lang.Words, label, question string, done func()) *confirm {
	c := &confirm{}
	c.ask = widget.NewButtonWithIcon(label, look.Delete.Plain(), func() { c.set(true) })
	sure := widget.NewButtonWithIcon(label, look.Delete.Plain(), func() { c.set(false); done() })
	sure.Importance = widget.DangerImportance
	c.asking = container.NewVBox(quiet(question), widgets.NewFlow(widget.NewButton(w.Say("cancel"), func() { c.set(false) }), sure))
	c.content = container.NewStack(c.ask, c.asking)
	c.set(false)
	return c
}

// set asks, or offers to.
func (c *confirm) set(asking bool) {
	widgets.SetVisible(c.ask, !asking)
	widgets.SetVisible(c.asking, asking)
}
