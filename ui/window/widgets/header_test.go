package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestHeader_WhatCanBeDoneNeverCoversThePagesName(t *testing.T) {
	test.NewTempApp(t)
	reset, board := widget.NewButton("Reset everything", nil), widget.NewButton("Wallboard", nil)
	header := NewHeader("Queues", reset, board)
	for _, width := range []float32{700, 260, 180, 700} {
		header.Resize(fyne.NewSize(width, header.MinSize().Height))
		header.Resize(fyne.NewSize(width, header.MinSize().Height)) // as the window does once the height has changed
		content := header.(*fyne.Container).Objects[0].(*fyne.Container)
		name, actions := content.Objects[0], content.Objects[1]
		beside := actions.Position().X >= name.Size().Width && actions.Position().Y < name.Size().Height
		below := actions.Position().Y >= name.Size().Height
		if !beside && !below {
			t.Errorf("%v wide: the name is %v, what can be done is at %v", width, name.Size(), actions.Position())
		}
		if beside != (width == 700) {
			t.Errorf("%v wide: beside each other %v", width, beside)
		}
		for _, b := range []*widget.Button{reset, board} {
			if b.Position().X+b.Size().Width > width || b.Position().Y+b.Size().Height > actions.Size().Height {
				t.Errorf("%v wide: %q is cut off", width, b.Text)
			}
		}
	}
}
