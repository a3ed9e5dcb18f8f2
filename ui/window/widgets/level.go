package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// LevelColour is the colour of a figure, which a word or a sign tells as well.
func LevelColour(l rows.Level) fyne.ThemeColorName {
	switch l {
	case rows.Alarmed:
		return theme.ColorNameError
	case rows.Warned:
		return theme.ColorNameWarning
	case rows.Unmeasured:
		return look.Muted
	}
	return theme.ColorNameForeground
}

// LevelSign is the sign of how much something needs somebody, and its colour.
func LevelSign(l rows.Level) (look.Icon, fyne.ThemeColorName) {
	switch l {
	case rows.Alarmed:
		return look.Bell, theme.ColorNameError
	case rows.Warned:
		return look.Warning, theme.ColorNameWarning
	case rows.Fine:
		return look.Check, look.Free
	}
	return look.Info, look.Muted
}
