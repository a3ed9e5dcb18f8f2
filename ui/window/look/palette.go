package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

// Every text colour has a contrast of at least 4.5 with every background it stands on; a test computes it.
var light = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:        rgb(0xF5F6F8),
	theme.ColorNameOverlayBackground: rgb(0xFFFFFF),
	theme.ColorNameMenuBackground:    rgb(0xFFFFFF),
	theme.ColorNameInputBackground:   rgb(0xFFFFFF),
	theme.ColorNameInputBorder:       rgb(0x8A94A3),
	theme.ColorNameForeground:        rgb(0x17202B),
	theme.ColorNamePlaceHolder:       rgb(0x596473),
	theme.ColorNameDisabled:          rgb(0x6A7482),
	theme.ColorNameDisabledButton:    rgb(0xE6E9ED),
	theme.ColorNameButton:            rgb(0xE3E8EE),
	theme.ColorNamePrimary:           rgb(0x1B5AB5),
	theme.ColorNameHyperlink:         rgb(0x1B5AB5),
	theme.ColorNameFocus:             rgba(0x1B5AB5, 0x40),
	theme.ColorNameSelection:         rgba(0x1B5AB5, 0x30),
	theme.ColorNameHover:             rgba(0x17202B, 0x0D),
	theme.ColorNamePressed:           rgba(0x17202B, 0x1C),
	theme.ColorNameSeparator:         rgb(0xDCE0E6),
	theme.ColorNameSuccess:           rgb(0x12703F),
	theme.ColorNameError:             rgb(0xB3261E),
	theme.ColorNameWarning:           rgb(0x8A5300),
	theme.ColorNameForegroundOnError: rgb(0xFFFFFF),
	Muted:                            rgb(0x556070),
	Surface:                          rgb(0xFFFFFF),
	Banner:                           rgb(0xFFEFD1),
	Free:                             rgb(0x16804A),
	Engaged:                          rgb(0xB3261E),
	Held:                             rgb(0x7A3DB8),
	Rings:                            rgb(0x9A5B00),
	Absent:                           rgb(0x66707E),
	Match:                            rgb(0xFFE08A),
	Rail:                             rgb(0xE9EDF2),
	Chosen:                           rgb(0xD3E3FB),
	AvatarText:                       rgb(0xFFFFFF),
	Avatar(0):                        rgb(0x2F5FA8),
	Avatar(1):                        rgb(0x1F6F6B),
	Avatar(2):                        rgb(0x7A4A9E),
	Avatar(3):                        rgb(0x8A4B2A),
	Avatar(4):                        rgb(0x4F6228),
	Avatar(5):                        rgb(0x9A3A5E),
}

var dark = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          rgb(0x14181D),
	theme.ColorNameOverlayBackground:   rgb(0x1F252D),
	theme.ColorNameMenuBackground:      rgb(0x1F252D),
	theme.ColorNameInputBackground:     rgb(0x1D232A),
	theme.ColorNameInputBorder:         rgb(0x5E6A78),
	theme.ColorNameForeground:          rgb(0xE9EDF2),
	theme.ColorNamePlaceHolder:         rgb(0x9AA5B2),
	theme.ColorNameDisabled:            rgb(0x8C97A4),
	theme.ColorNameDisabledButton:      rgb(0x262D36),
	theme.ColorNameButton:              rgb(0x2B333D),
	theme.ColorNamePrimary:             rgb(0x7DB0FF),
	theme.ColorNameForegroundOnPrimary: rgb(0x0B1420),
	theme.ColorNameHyperlink:           rgb(0x7DB0FF),
	theme.ColorNameFocus:               rgba(0x7DB0FF, 0x50),
	theme.ColorNameSelection:           rgba(0x7DB0FF, 0x3C),
	theme.ColorNameHover:               rgba(0xFFFFFF, 0x12),
	theme.ColorNamePressed:             rgba(0xFFFFFF, 0x24),
	theme.ColorNameSeparator:           rgb(0x2E3640),
	theme.ColorNameSuccess:             rgb(0x5BCB94),
	theme.ColorNameError:               rgb(0xFF8A80),
	theme.ColorNameWarning:             rgb(0xF0BE5A),
	theme.ColorNameForegroundOnError:   rgb(0x2A0B08),
	Muted:                              rgb(0xA5B0BD),
	Surface:                            rgb(0x1B2128),
	Banner:                             rgb(0x3A2E12),
	Free:                               rgb(0x4CC58A),
	Engaged:                            rgb(0xFF8A80),
	Held:                               rgb(0xC59BF2),
	Rings:                              rgb(0xF0BE5A),
	Absent:                             rgb(0x98A3B0),
	Match:                              rgb(0x6B5200),
	Rail:                               rgb(0x0F1317),
	Chosen:                             rgb(0x1F3A5F),
	AvatarText:                         rgb(0xFFFFFF),
	Avatar(0):                          rgb(0x2F5FA8),
	Avatar(1):                          rgb(0x1F6F6B),
	Avatar(2):                          rgb(0x7A4A9E),
	Avatar(3):                          rgb(0x8A4B2A),
	Avatar(4):                          rgb(0x4F6228),
	Avatar(5):                          rgb(0x9A3A5E),
}
