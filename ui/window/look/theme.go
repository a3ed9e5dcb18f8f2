// Package look is how Ringside looks: its colours, light, dark and of high contrast, its sizes and its icons. Everything
// drawn takes them from here by name, so that a change of theme reaches all of it.
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
	Match       fyne.ThemeColorName = "ringside.match"        // behind what was searched for
	Rail        fyne.ThemeColorName = "ringside.rail"         // behind the pages' names
	Chosen      fyne.ThemeColorName = "ringside.chosen"       // behind the name of the page that is shown, and whoever is picked
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

// The appearances. The zero value follows the system; high contrast is light or dark as the system is.
const (
	FollowSystem Appearance = ""
	Light        Appearance = "light"
	Dark         Appearance = "dark"
	Contrast     Appearance = "contrast"
)

// Theme is Ringside's theme.
type Theme struct {
	fyne.Theme
	appearance Appearance
	scale      float32
}

// New makes the theme for an appearance. scale makes everything larger or smaller, text and what stands around it alike; 1 is
// the usual size, and 0 means that as well.
func New(a Appearance, scale float32) *Theme {
	if scale <= 0 {
		scale = 1
	}
	return &Theme{Theme: theme.DefaultTheme(), appearance: a, scale: scale}
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if c, ok := t.palette(variant)[name]; ok {
		return c
	}
	return t.Theme.Color(name, variant)
}

func (t *Theme) palette(variant fyne.ThemeVariant) map[fyne.ThemeColorName]color.Color {
	switch {
	case t.appearance == Contrast && variant == theme.VariantDark:
		return contrastDark
	case t.appearance == Contrast:
		return contrastLight
	case t.appearance == Dark, t.appearance != Light && variant == theme.VariantDark:
		return dark
	}
	return light
}

// textSize is that of most text at the usual scale, in Fyne's units. The type scale is 12, 14, 17, 22 and everything else sits
// on a rhythm of four.
const textSize = 14

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 { return t.scale * t.plain(name) }

func (t *Theme) plain(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 8
	case theme.SizeNameText:
		return textSize
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

// Scaled is a measure at the theme's scale, for whatever is drawn to measure beside text.
func Scaled(measure float32) float32 { return measure * theme.Size(theme.SizeNameText) / textSize }
