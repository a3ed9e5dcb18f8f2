// Emptywindow is a Fyne window with one word in it: what no program with that toolkit can be faster than. With a number as its
// argument it is a list of so many rows of one text.
package main

import (
	"fmt"
	"os"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("app.ringside.emptywindow").NewWindow("Empty")
	w.SetContent(content())
	w.Resize(fyne.NewSize(920, 680))
	w.ShowAndRun()
}

func content() fyne.CanvasObject {
	if len(os.Args) < 2 {
		return widget.NewLabel("Empty")
	}
	rows, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	return widget.NewList(func() int { return rows },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(at int, row fyne.CanvasObject) { row.(*widget.Label).SetText(fmt.Sprint("Row ", at)) })
}
