package window

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/ui/settings"
	"ringside/ui/window/look"
)

// The lines of the menu of a tab, as Down reaches them.
const (
	tabLeft = iota + 2
	tabRight
	tabRename
	tabDelete
)

// inTabs opens the panel with three tabs that a person has made, of which the last is shown.
func inTabs(t *testing.T) *seat {
	t.Helper()
	p, _ := operate(t, settings.Settings{})
	for _, name := range []string{"Door", "Team", "Late"} {
		p.pressIcon(look.Add)
		p.typed(name)
		p.press(fyne.KeyReturn)
	}
	p.wantTabs("Late", "Door", "Team", "Late")
	return p
}

// pressIcon presses the button of the panel with a picture and no words.
func (p *seat) pressIcon(icon look.Icon) {
	p.t.Helper()
	all := on[*widget.Button](p, phonesPage)
	i := slices.IndexFunc(all, func(b *widget.Button) bool { return b.Text == "" && b.Icon.Name() == icon.Plain().Name() })
	if i < 0 {
		p.t.Fatalf("there is no button %s", icon.Plain().Name())
	}
	p.window.Canvas().Focus(all[i])
	p.press(fyne.KeySpace)
}

// ofTab takes a line of the menu of the tab that is shown.
func (p *seat) ofTab(line int) {
	p.pressIcon(look.More)
	for range line {
		p.press(fyne.KeyDown)
	}
	p.press(fyne.KeyReturn)
}

// wantTabs fails the test unless these tabs are kept and to be seen in this order, and chosen is the one that is shown.
func (p *seat) wantTabs(chosen string, want ...string) {
	p.t.Helper()
	var kept, seen []string
	for _, t := range p.settings.Tabs(p.acts.account.ID()) {
		kept = append(kept, t.Name)
	}
	shown := "All"
	for _, b := range on[*widget.Button](p, phonesPage) {
		if b.Icon == nil && b.Text != "All" {
			seen = append(seen, b.Text)
		}
		if b.Icon == nil && b.Importance == widget.HighImportance {
			shown = b.Text
		}
	}
	if diff := cmp.Diff([][]string{want, want, {chosen}}, [][]string{kept, seen, {shown}}); diff != "" {
		p.t.Errorf("the tabs kept, seen and chosen: %s", diff)
	}
}

func TestPhones_ATabIsMovedByKeysAndByItsMenu(t *testing.T) {
	p := inTabs(t)
	p.window.Canvas().Focus(p.phones.Focus())
	p.alone(fyne.KeyPageUp, fyne.KeyModifierControl|fyne.KeyModifierShift)
	p.wantTabs("Late", "Door", "Late", "Team")
	p.ofTab(tabLeft)
	p.wantTabs("Late", "Late", "Door", "Team")
	p.ofTab(tabLeft) // before it there is only the one with all phones, which stays the first
	p.window.Canvas().Focus(p.phones.Focus())
	p.alone(fyne.KeyPageUp, fyne.KeyModifierControl|fyne.KeyModifierShift)
	p.wantTabs("Late", "Late", "Door", "Team")
	p.ofTab(tabRight)
	p.window.Canvas().Focus(p.phones.Focus())
	p.alone(fyne.KeyPageDown, fyne.KeyModifierControl|fyne.KeyModifierShift)
	p.alone(fyne.KeyPageDown, fyne.KeyModifierControl|fyne.KeyModifierShift)
	p.wantTabs("Late", "Door", "Team", "Late")
}

func TestPhones_TheTabWithAllPhonesIsNotMoved(t *testing.T) {
	p := inTabs(t)
	p.window.Canvas().Focus(p.phones.Focus())
	p.alone(fyne.KeyPageDown, fyne.KeyModifierControl) // past the last one
	p.alone(fyne.KeyPageDown, fyne.KeyModifierControl|fyne.KeyModifierShift)
	p.wantTabs("All", "Door", "Team", "Late")
}

func TestPhones_ATabIsRenamed(t *testing.T) {
	p := inTabs(t)
	p.ofTab(tabRename)
	field := p.window.Canvas().Focused().(interface{ SetText(string) })
	field.SetText(" Night ")
	p.press(fyne.KeyReturn)
	p.wantTabs("Night", "Door", "Team", "Night")
	p.ofTab(tabRename)
	p.window.Canvas().Focused().(interface{ SetText(string) }).SetText("  ")
	p.press(fyne.KeyReturn)
	p.wantTabs("Night", "Door", "Team", "Night")
}

func TestPhones_ATabIsDeletedOnceAPersonIsSure(t *testing.T) {
	p := inTabs(t)
	p.alone(fyne.KeyPageUp, fyne.KeyModifierControl)
	p.ofTab(tabDelete)
	if want := "Delete the tab “Team”? The phones stay in the other tabs."; p.message.Text() != want {
		t.Fatalf("it asks %q, want %q", p.message.Text(), want)
	}
	p.wantTabs("Team", "Door", "Team", "Late")
	p.press(fyne.KeySpace)
	p.wantTabs("All", "Door", "Late")
	if p.message.Text() != "" {
		t.Errorf("it still asks %q", p.message.Text())
	}
}
