package window

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

func TestSelected_IsAskedAboutAndEnterCallsWhatWasMeant(t *testing.T) {
	p := linked(t, settings.Settings{})
	p.askSelected("Tel: 020-123 45 67")
	p.expect()
	if asks := p.link.Text(); asks != "Call +31 20 123 4567 (Netherlands)?" {
		t.Errorf("it asks %q", asks)
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial +31201234567 from="" auto=true`)
	for _, text := range []string{"0900 1234567", "*21*203#", "112"} {
		p.askSelected(text)
		p.press(fyne.KeyReturn)
		p.expect()
		if p.link.Visible() {
			t.Errorf("of %s Enter does not choose what does no harm", text)
		}
	}
}

func TestSelected_ThatIsNoNumberIsSaidInTheDialField(t *testing.T) {
	p := linked(t, settings.Settings{})
	for _, text := range []string{"hello\nworld", "ringside://signin?pbx=pbx.example.org&user=anna", strings.Repeat("long ", 100)} {
		p.askSelected(text)
		if did := p.settle(); slices.ContainsFunc(did, func(s string) bool { return strings.HasPrefix(s, "dial") }) {
			t.Errorf("%q is dialled", text)
		}
		field := p.dialer.Focus().(*widgets.Field)
		if p.shown != dialPage || p.link.Visible() || !strings.HasPrefix(field.Text, text[:5]) || len(field.Text) > 70 || strings.Contains(field.Text, "\n") {
			t.Errorf("of %q the field has %q", text, field.Text)
		}
	}
}

func TestSelected_NothingIsSaid(t *testing.T) {
	p := linked(t, settings.Settings{})
	p.askSelected("")
	if p.expect(); p.message.Text() != p.words.Say("selected_nothing") {
		t.Errorf("it says %q", p.message.Text())
	}
}

func TestSelected_WaitsForSomebodyToSignInAndIsNoLink(t *testing.T) {
	for _, text := range []string{"", "020 123 4567", "ringside://signin?pbx=pbx.example.org&user=anna"} {
		w := raise(t, settings.Settings{})
		w.take(resident.Event{Login: &resident.Login{}})
		w.take(resident.Event{Show: true, Number: text, Selected: true})
		if w.signing == nil || w.number != text || !w.selected {
			t.Errorf("%q is not kept: %q", text, w.number)
		}
		w.open(&resident.Login{Mirror: newStage(me(), anna)})
		if w.number != "" || w.selected || w.live == nil {
			t.Errorf("%q is asked about again and again", text)
		}
	}
}

// atShortcut is the settings page, with what a test has the desktop say of the shortcut.
func atShortcut(t *testing.T, stands *resident.Shortcut) *seat {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.acts.shortcut = func(context.Context) (resident.Shortcut, error) { return *stands, nil }
	p.open(settingsPage)
	p.settle()
	return p
}

// said are the texts of the settings page.
func (p *seat) said() (all []string) {
	for _, l := range on[*widget.Label](p, settingsPage) {
		all = append(all, l.Text)
	}
	return all
}

func TestShortcut_IsSetAndSaysHowItStands(t *testing.T) {
	stands := resident.Shortcut{State: resident.ShortcutOff}
	p := atShortcut(t, &stands)
	row, keys := p.row(settingsPage, "shortcut"), p.words.Say("shortcut_keys")
	if row.Shown().On || slices.Contains(p.said(), keys) {
		t.Error("it is on, or its keys can be chosen, before anybody wanted it")
	}
	stands.State = resident.ShortcutTaken
	test.Tap(row)
	if p.settle(); !row.Shown().On || p.settings.Shortcut != (settings.Shortcut{On: true}) || p.saved == 0 {
		t.Errorf("%+v", p.settings.Shortcut)
	}
	if said := p.said(); !slices.Contains(said, keys) || !slices.Contains(said, p.words.Say("shortcut_taken")) {
		t.Errorf("it says %q", said)
	}
	chooser := on[*widget.Select](p, settingsPage)
	i := slices.IndexFunc(chooser, func(s *widget.Select) bool { return s.Selected == "Ctrl+Shift+F9" })
	if i < 0 {
		t.Fatal("the usual keys are not shown")
	}
	stands = resident.Shortcut{State: resident.ShortcutOn, Keys: "Meta+D"}
	chooser[i].SetSelected("Ctrl+Alt+C")
	if p.settle(); p.settings.Shortcut != (settings.Shortcut{On: true, Keys: "Ctrl+Alt+C"}) {
		t.Errorf("%+v", p.settings.Shortcut)
	}
	said := strings.Join(p.said(), "\n")
	if strings.Contains(said, p.words.Say("shortcut_taken")) || !strings.Contains(said, "Meta+D") {
		t.Errorf("it says %s", said)
	}
	stands = resident.Shortcut{State: resident.ShortcutUnsupported}
	p.open(peoplePage)
	p.open(settingsPage)
	if p.settle(); !strings.Contains(strings.Join(p.said(), "\n"), "ringside dial --clipboard") {
		t.Error("it does not say what can be done instead")
	}
}

func TestShortcut_IsNotOfferedWhereThereCanBeNone(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.open(settingsPage)
	if p.settle(); slices.Contains(p.said(), p.words.Say("shortcut")) {
		t.Error("it is")
	}
}
