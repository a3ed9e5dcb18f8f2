// Package look is how Ringside looks: its colours, light and dark, its sizes and its icons. Everything drawn takes
// them from here by name, so that a change of theme reaches all of it.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for.
const (
	Muted       fyne.ThemeColorName = "ringside.muted"        // secondary text
	Surface     fyne.ThemeColorName = "ringside.surface"      // cards
	Banner      fyne.ThemeColorName = "ringside.banner"       // behind a warning
	Free        fyne.ThemeColorName = "ringside.free"         // available
	Engaged     fyne.ThemeColorName = "ringside.engaged"      // on a call
	Held        fyne.ThemeColorName = "ringside.held"         // on hold
	Rings       fyne.ThemeColorName = "ringside.rings"        // ringing
	Absent      fyne.ThemeColorName = "ringside.absent"       // unavailable, unknown, or no longer current
	AvatarText  fyne.ThemeColorName = "ringside.avatar.text"  // initials
	avatarTones                     = "ringside.avatar.tone." // and a digit
)

// Avatar names one of six backgrounds for initials; tone is 0 to 5.
func Avatar(tone int) fyne.ThemeColorName {
	return fyne.ThemeColorName(avatarTones + string(rune('0'+tone)))
}

// Appearance is which variant a person wants.
type Appearance string

// The appearances. The zero value follows the system.
const (
	FollowSystem Appearance = ""
	Light        Appearance = "light"
	Dark         Appearance = "dark"
)

// Theme is Ringside's theme.
type Theme struct {
	fyne.Theme
	appearance Appearance
}

// New makes the theme for an appearance.
func New(a Appearance) *Theme { return &Theme{Theme: theme.DefaultTheme(), appearance: a} }

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.appearance {
	case Light:
		variant = theme.VariantLight
	case Dark:
		variant = theme.VariantDark
	}
	palette := light
	if variant == theme.VariantDark {
		palette = dark
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return t.Theme.Color(name, variant)
}

// Size implements fyne.Theme: everything sits on a rhythm of four.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 8
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameSubHeadingText:
		return 17
	case theme.SizeNameHeadingText:
		return 22
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 6
	}
	return t.Theme.Size(name)
}
