package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/widgets"
)

// closingWidth is how wide what is said of closing is, in the toolkit's units.
const closingWidth = 420

// sayClosingEnds says, once, that Ringside ends with its window: this desktop shows no icon to bring it back by. Whoever closes the
// window all the same, or again, means it.
func (f *frame) sayClosingEnds() {
	f.settings.ClosingEnds = true
	f.keepSettings()
	said := widget.NewLabel(f.Words.Say("tray_none"))
	said.Wrapping = fyne.TextWrapWord
	d := dialog.NewCustomWithoutButtons(f.Words.Say("tray_none_title"), said, f.window)
	keep := widgets.NewAnswer(f.Words.Say("tray_none_keep"), d.Hide)
	keep.Importance = widget.HighImportance
	quit := widgets.NewAnswer(f.Words.Say("quit"), func() { d.Hide(); f.quit() })
	d.SetButtons([]fyne.CanvasObject{container.NewGridWithColumns(2, quit, keep)})
	d.Resize(fyne.NewSize(closingWidth, 0))
	d.Show()
	f.window.Canvas().Focus(keep)
}
