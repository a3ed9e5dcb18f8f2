package look

import (
	"image/color"
	"io/fs"
	"math"
	"path"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"ringside/assets"
	"ringside/presence"
)

// luminance and contrast are WCAG 2's.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// looks are all that the theme can look like, with the least contrast that text has to have there.
var looks = []struct {
	appearance Appearance
	variant    fyne.ThemeVariant
	least      float64
}{
	{Light, theme.VariantLight, 4.5},
	{Dark, theme.VariantLight, 4.5},
	{Contrast, theme.VariantLight, 7},
	{Contrast, theme.VariantDark, 7},
}

func TestTheme_EveryTextCanBeReadOnWhatItStandsOn(t *testing.T) {
	test.NewTempApp(t)
	grounds := []fyne.ThemeColorName{
		theme.ColorNameBackground, Surface, Rail, Chosen, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground,
	}
	texts := []fyne.ThemeColorName{theme.ColorNameForeground, Muted, theme.ColorNamePlaceHolder, theme.ColorNamePrimary, theme.ColorNameError}
	type pair struct{ text, ground fyne.ThemeColorName }
	pairs := []pair{
		{theme.ColorNameForeground, Banner},
		{theme.ColorNameForeground, Match},
		{theme.ColorNameForeground, theme.ColorNameButton},
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
		{theme.ColorNameForegroundOnError, theme.ColorNameError},
	}
	for tone := range 6 {
		pairs = append(pairs, pair{AvatarText, Avatar(tone)})
	}
	for _, ground := range grounds {
		for _, text := range texts {
			pairs = append(pairs, pair{text, ground})
		}
	}
	for _, l := range looks {
		th := New(l.appearance, 1)
		for _, p := range pairs {
			if got := contrast(th.Color(p.text, l.variant), th.Color(p.ground, l.variant)); got < l.least {
				t.Errorf("%s %d: %s on %s has a contrast of %.2f", l.appearance, l.variant, p.text, p.ground, got)
			}
		}
		for _, mark := range []fyne.ThemeColorName{Free, Engaged, Held, Rings, Absent} {
			for _, ground := range []fyne.ThemeColorName{theme.ColorNameBackground, Chosen} {
				if got := contrast(th.Color(mark, l.variant), th.Color(ground, l.variant)); got < 3 {
					t.Errorf("%s %d: the mark %s on %s has a contrast of %.2f", l.appearance, l.variant, mark, ground, got)
				}
			}
		}
	}
}

func TestTheme_ScalesTextAndWhatStandsAroundItAlike(t *testing.T) {
	app := test.NewTempApp(t)
	usual, larger := New(Light, 0), New(Light, 1.5)
	for _, size := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNamePadding, theme.SizeNameInlineIcon} {
		if usual.Size(size)*1.5 != larger.Size(size) {
			t.Errorf("%s is %v and %v", size, usual.Size(size), larger.Size(size))
		}
	}
	app.Settings().SetTheme(larger)
	if got := Scaled(20); got != 30 {
		t.Errorf("20 is %v", got)
	}
}

func TestIcons_AreAllThereAndTakeTheColourOfTheTheme(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 1))
	names, err := fs.Glob(assets.Icons, "icons/*.svg")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		icon := Icon(strings.TrimSuffix(path.Base(name), ".svg"))
		if icon != "ringside" && !strings.Contains(string(icon.In(Engaged).Content()), "b3261e") {
			t.Errorf("%s is not drawn in the colour asked for", icon)
		}
	}
	for _, i := range []Icon{
		Call, HangUp, Star, StarOutline, DND, Forward, Voicemail, People, Person, DialPad, Warning, Check, Contacts, History, Settings,
		Checkup, Search, Close, Back, Next, More, Add, Edit, Delete, Copy, Import, Export, Sync, Sort, Note, Bell, Clock, Desk, Info,
		Backspace, SignOut, CallMade, CallReceived, CallMissed, CallElsewhere,
	} {
		if len(i.Plain().Content()) == 0 {
			t.Errorf("%s is empty", i)
		}
	}
	if len(App().Content()) == 0 {
		t.Error("the application's icon is empty")
	}
}

func TestMarks_TellEveryPresenceApartWithoutColour(t *testing.T) {
	seen := map[string]presence.Presence{}
	for _, p := range []presence.Presence{
		presence.Unknown, presence.Unavailable, presence.Available, presence.OnHold, presence.OnCall, presence.Ringing,
	} {
		shape := string(MarkOf(p).Plain().Content())
		if other, taken := seen[shape]; taken {
			t.Errorf("%s looks like %s", p, other)
		}
		seen[shape] = p
		if PresenceColor(p, false) != Absent {
			t.Errorf("%s looks current although it is not", p)
		}
	}
}
