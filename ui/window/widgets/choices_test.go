package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

func TestChoices_TheArrowKeysGoThroughThemAndOutOfThem(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	var chosen, left string
	c := NewChoices(func(to rows.Choice) { chosen += to.ID })
	c.OnKey = func(k fyne.KeyName) { left += string(k) + " " }
	w := test.NewTempWindow(t, c)
	c.Set([]rows.Choice{{ID: "a"}, {ID: "b"}, {ID: "c"}})
	w.Resize(fyne.NewSize(400, 200)) // two beside each other
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	if !c.Focus() {
		t.Fatal("the first one does not take the keyboard")
	}
	press(fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn, fyne.KeyDown, fyne.KeySpace, fyne.KeyUp, fyne.KeyEnter)
	if chosen != "abca" {
		t.Errorf("chosen %q", chosen)
	}
	press(fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyEscape)
	if diff := cmp.Diff("Up Down Escape ", left); diff != "" {
		t.Error(diff)
	}
	w.Resize(fyne.NewSize(200, 300)) // one below the other
	if want := 3 * choiceHeight; c.MinSize().Height != want {
		t.Errorf("it is %v high, not %v", c.MinSize().Height, want)
	}
	c.Set(nil)
	if c.Visible() || c.Focus() {
		t.Error("there is nothing to choose, and still it is there")
	}
}
