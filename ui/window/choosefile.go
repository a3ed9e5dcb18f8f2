package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// chooseFile has a person choose a file to read. It waits for nobody: chosen is called if they do.
func (f *frame) chooseFile(chosen func(path string)) {
	dialog.ShowFileOpen(func(file fyne.URIReadCloser, err error) {
		if file == nil || err != nil {
			return
		}
		_ = file.Close() // whoever reads it does so by its path
		chosen(file.URI().Path())
	}, f.window)
}
