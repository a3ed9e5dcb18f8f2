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

func TestTheme_EveryTextCanBeReadOnWhatItStandsOn(t *testing.T) {
	test.NewTempApp(t)
	grounds := []fyne.ThemeColorName{theme.ColorNameBackground, Surface, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground}
	texts := []fyne.ThemeColorName{theme.ColorNameForeground, Muted, theme.ColorNamePlaceHolder, theme.ColorNamePrimary}
	type pair struct{ text, ground fyne.ThemeColorName }
	pairs := []pair{
		{theme.ColorNameForeground, Banner},
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
	for _, a := range []Appearance{Light, Dark} {
		th := New(a)
		for _, p := range pairs {
			if got := contrast(th.Color(p.text, 0), th.Color(p.ground, 0)); got < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", a, p.text, p.ground, got)
			}
		}
		for _, mark := range []fyne.ThemeColorName{Free, Engaged, Held, Rings, Absent} {
			if got := contrast(th.Color(mark, 0), th.Color(theme.ColorNameBackground, 0)); got < 3 {
				t.Errorf("%s: the mark %s has a contrast of %.2f", a, mark, got)
			}
		}
	}
}

func TestIcons_AreAllThereAndTakeTheColourOfTheTheme(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light))
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
	for _, i := range []Icon{Call, HangUp, Star, StarOutline, DND, Forward, Voicemail, People, Person, DialPad, Warning, Check} {
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
