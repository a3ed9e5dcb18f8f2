// Emptywindow is a Fyne window with one word in it: what no program with that toolkit can be faster than.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("app.ringside.emptywindow").NewWindow("Empty")
	w.SetContent(widget.NewLabel("Empty"))
	w.Resize(fyne.NewSize(920, 680))
	w.ShowAndRun()
}
