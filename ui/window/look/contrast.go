package look

import (
	"image/color"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// High contrast: plain black and white, a frame around everything that can be clicked, and no text below 7 to 1; a test
// computes it. What is not named here is as in the palette that it is made from.
var (
	contrastLight = over(light, map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:  rgb(0xFFFFFF),
		theme.ColorNameForeground:  rgb(0x000000),
		theme.ColorNamePlaceHolder: rgb(0x333333),
		theme.ColorNameDisabled:    rgb(0x444444),
		theme.ColorNameButton:      rgb(0xE6E6E6),
		theme.ColorNameInputBorder: rgb(0x000000),
		theme.ColorNameSeparator:   rgb(0x000000),
		theme.ColorNamePrimary:     rgb(0x003A8C),
		theme.ColorNameHyperlink:   rgb(0x003A8C),
		theme.ColorNameFocus:       rgba(0x003A8C, 0x60),
		theme.ColorNameError:       rgb(0x8C0F0A),
		theme.ColorNameWarning:     rgb(0x5C3700),
		theme.ColorNameSuccess:     rgb(0x00522A),
		theme.ColorNameSelection:   rgba(0x003A8C, 0x28),
		Muted:                      rgb(0x262626),
		Banner:                     rgb(0xFFF3D6),
		Rail:                       rgb(0xF2F2F2),
		Chosen:                     rgb(0xDDE9FF),
		Free:                       rgb(0x00522A),
		Engaged:                    rgb(0x8C0F0A),
		Held:                       rgb(0x4A1580),
		Rings:                      rgb(0x5C3700),
		Absent:                     rgb(0x404040),
		Avatar(0):                  rgb(0x16407F),
		Avatar(1):                  rgb(0x0B4A47),
		Avatar(2):                  rgb(0x512475),
		Avatar(3):                  rgb(0x5E2E14),
		Avatar(4):                  rgb(0x34430F),
		Avatar(5):                  rgb(0x6E1E3D),
	})
	contrastDark = over(dark, map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:          rgb(0x000000),
		theme.ColorNameOverlayBackground:   rgb(0x000000),
		theme.ColorNameMenuBackground:      rgb(0x000000),
		theme.ColorNameInputBackground:     rgb(0x000000),
		theme.ColorNameForeground:          rgb(0xFFFFFF),
		theme.ColorNamePlaceHolder:         rgb(0xD0D0D0),
		theme.ColorNameDisabled:            rgb(0xC0C0C0),
		theme.ColorNameButton:              rgb(0x262626),
		theme.ColorNameInputBorder:         rgb(0xFFFFFF),
		theme.ColorNameSeparator:           rgb(0xFFFFFF),
		theme.ColorNamePrimary:             rgb(0xFFE14D),
		theme.ColorNameForegroundOnPrimary: rgb(0x000000),
		theme.ColorNameHyperlink:           rgb(0xFFE14D),
		theme.ColorNameFocus:               rgba(0xFFE14D, 0x70),
		theme.ColorNameError:               rgb(0xFFA8A0),
		theme.ColorNameSelection:           rgba(0xFFE14D, 0x40),
		Muted:                              rgb(0xE0E0E0),
		Surface:                            rgb(0x000000),
		Banner:                             rgb(0x332600),
		Rail:                               rgb(0x000000),
		Chosen:                             rgb(0x2E2800),
		Match:                              rgb(0x5C4700),
		Free:                               rgb(0x6FE0A6),
		Engaged:                            rgb(0xFFA8A0),
		Held:                               rgb(0xDDBDFF),
		Rings:                              rgb(0xFFD27A),
		Absent:                             rgb(0xC8C8C8),
		Avatar(0):                          rgb(0x16407F),
		Avatar(1):                          rgb(0x0B4A47),
		Avatar(2):                          rgb(0x512475),
		Avatar(3):                          rgb(0x5E2E14),
		Avatar(4):                          rgb(0x34430F),
		Avatar(5):                          rgb(0x6E1E3D),
	})
)

// over is a palette with some of its colours replaced.
func over(base, with map[fyne.ThemeColorName]color.Color) map[fyne.ThemeColorName]color.Color {
	p := maps.Clone(base)
	maps.Copy(p, with)
	return p
}
