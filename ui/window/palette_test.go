package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"ringside/ui/settings"
	"ringside/ui/window/rows"
)

// offered are the titles that the palette lists.
func (p *seat) offered() []string {
	var titles []string
	for _, f := range p.palette.Showing() {
		titles = append(titles, f.Title)
	}
	return titles
}

func TestPalette_FindsPeopleNumbersAndCommands(t *testing.T) {
	p := sit(t, newStage(me(), anna, hannah), settings.Settings{})
	p.command(fyne.KeyK)
	if len(p.offered()) < 8 {
		t.Errorf("at first it offers %q", p.offered())
	}
	for typed, want := range map[string][]string{
		"wój": {"Anna Wójcik"}, "call wai": {"Turn call waiting on or off"}, "203": {"Anna Wójcik"},
		"020 1234567": {"Call 020 1234567"}, "xyzzy": nil,
	} {
		p.press(fyne.KeyEscape)
		p.command(fyne.KeyK)
		p.typed(typed)
		if diff := cmp.Diff(want, p.offered()); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
}

func TestPalette_DoesWhatIsChosen(t *testing.T) {
	p := sit(t, newStage(me(), anna, hannah), settings.Settings{})
	for _, test := range []struct {
		typed string
		keys  []fyne.KeyName
		want  []string
	}{
		{"hann", nil, []string{`dial 204 from="" auto=true`}},
		{"anna", []fyne.KeyName{fyne.KeyDown}, []string{`dial 204 from="" auto=true`}}, // the second of two
		{"+31 20 1234567", nil, []string{`dial +31 20 1234567 from="" auto=true`}},
		{"do not disturb", nil, []string{"dnd true"}},
	} {
		p.command(fyne.KeyK)
		p.typed(test.typed)
		for _, k := range append(test.keys, fyne.KeyReturn) {
			p.press(k)
		}
		if p.palette.Showing() != nil {
			t.Errorf("%q: it stays", test.typed)
		}
		p.expect(test.want...)
	}
	p.command(fyne.KeyK)
	p.typed("settings")
	p.press(fyne.KeyReturn)
	if p.shown != settingsPage {
		t.Errorf("page %d is shown", p.shown)
	}
}

func TestPalette_OffersOnlyWhatIsPossibleNow(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	names := func() (list []string) {
		for _, c := range p.possible() {
			list = append(list, c.Name)
		}
		return list
	}
	has := func(id string) bool {
		for _, name := range names() {
			if name == p.words.Say(id) {
				return true
			}
		}
		return false
	}
	if has("hang_up") || has("favourite_toggle") || has("forward_end") || !has("quit") {
		t.Errorf("offers %q", names())
	}
	p.press(fyne.KeyDown)
	p.cards = []rows.Call{{UniqueID: "c1"}}
	if !has("hang_up") || !has("favourite_toggle") {
		t.Errorf("offers %q", names())
	}
}
