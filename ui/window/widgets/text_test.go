package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestLine_IsMadeAsSmallAsItTakesToShowAllOfIt(t *testing.T) {
	test.NewTempApp(t)
	l := newLine(theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true})
	l.set("Gesprekken")
	whole := l.natural()
	for width := whole; width > whole*0.7; width -= 0.5 {
		if l.within(width); l.natural() > width {
			t.Errorf("%v wide: it takes %v", width, l.natural())
		}
	}
}
