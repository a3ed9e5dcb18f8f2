package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// atDial opens the page for numbers.
func atDial(t *testing.T, s *stage, set settings.Settings) *seat {
	p := sit(t, s, set)
	p.window.Resize(fyne.NewSize(700, 640))
	p.command(fyne.KeyL)
	p.settle()
	return p
}

func (p *seat) field() *widgets.Field { return p.dialer.Focus().(*widgets.Field) }

// seenIn are all objects within one that are to be seen.
func seenIn(o fyne.CanvasObject) []fyne.CanvasObject {
	if !o.Visible() {
		return nil
	}
	seen := []fyne.CanvasObject{o}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(o).Objects()
	}
	for _, part := range parts {
		seen = append(seen, seenIn(part)...)
	}
	return seen
}

// dialSays reports whether a text is to be seen on the page for numbers.
func (p *seat) dialSays(text string) bool {
	return slices.ContainsFunc(seenIn(p.dialer.Content), func(o fyne.CanvasObject) bool {
		l, ok := o.(*widget.Label)
		return ok && strings.Contains(l.Text, text)
	})
}

// choices are the lists of choices that are to be seen on the page for numbers: a name and what stands below it each.
func (p *seat) choices() (lists [][]string) {
	for _, o := range seenIn(p.dialer.Content) {
		if c, ok := o.(*widgets.Choices); ok {
			var list []string
			for _, shown := range c.Shown() {
				list = append(list, shown.Name+", "+shown.Detail)
			}
			lists = append(lists, list)
		}
	}
	return lists
}

func (p *seat) keypad(signs string) {
	for _, o := range seenIn(p.dialer.Content) {
		if pad, ok := o.(*widgets.Keypad); ok {
			for _, sign := range signs {
				test.Tap(pad.Key(sign))
			}
		}
	}
}

func TestDial_TheKeypadFillsTheFieldInAndGivesTheKeyboardBack(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	p.window.Canvas().Unfocus()
	p.keypad("203")
	if p.field().Text != "203" || p.window.Canvas().Focused() != p.dialer.Focus() {
		t.Errorf("the field has %q", p.field().Text)
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="" auto=true`)
	p.keypad("4") // begins the next number
	if p.field().Text != "4" {
		t.Errorf("then it has %q", p.field().Text)
	}
}

func TestDial_DigitsTypedAnywhereOnThePageGoToTheField(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	p.window.Canvas().Unfocus()
	p.typed("2")
	p.typed("03")
	if p.field().Text != "203" {
		t.Fatalf("the field has %q", p.field().Text)
	}
	p.press(fyne.KeyDown) // to Anna, who has that number
	p.typed("1")
	if p.field().Text != "2031" {
		t.Errorf("from a suggestion it has %q", p.field().Text)
	}
}

func TestDial_CtrlBackspaceEmptiesTheField(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	p.typed("020 123")
	p.field().TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierShortcutDefault})
	if p.field().Text != "" {
		t.Errorf("the field has %q", p.field().Text)
	}
}

func TestDial_TheBackspaceKeyIsThereWhileThereIsSomethingToTakeAway(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	erase := p.field().ActionItem.(*widgets.Key)
	if erase.Visible() {
		t.Error("there is nothing to take away")
	}
	p.typed("20")
	if !erase.Visible() {
		t.Fatal("it is missing")
	}
	test.Tap(erase)
	if p.field().Text != "2" {
		t.Errorf("the field has %q", p.field().Text)
	}
}

func TestDial_ALongNumberShowsItsEnd(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(340, 640))
	p.dialer.SetNumber("+31 20 123 4567 " + strings.Repeat("8", 40))
	for _, o := range seenIn(p.field()) {
		if s, ok := o.(*container.Scroll); ok {
			if s.Offset.X == 0 {
				t.Error("the field shows the beginning")
			}
			return
		}
	}
	t.Fatal("the field does not scroll")
}

func TestDial_KeepsWhatIsPastedAndSaysWhatIsSentAndWhy(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	messy := "\u200eTel: (020) 123\u00a045 67"
	fyne.CurrentApp().Clipboard().SetContent(messy)
	p.field().TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if p.field().Text != messy || !p.dialSays("+31 20 123 4567") || !p.dialSays("Netherlands") {
		t.Errorf("the field has %q", p.field().Text)
	}
	step := "ountry code"
	if p.dialSays(step) {
		t.Error("nobody has asked why")
	}
	test.Tap(button(t, p.dialer.Content, p.words.Say("why")))
	if !p.dialSays(step) {
		t.Error("it does not say why")
	}
	p.field().SetText("hello")
	if !p.dialSays("has no digits") {
		t.Error("it does not say why that is no number")
	}
	p.press(fyne.KeyReturn)
	p.expect()
}

func TestDial_SuggestsWhoMayBeMeantAndEnterStillCallsWhatIsTyped(t *testing.T) {
	p := atDial(t, newStage(me(), anna, hannah), settings.Settings{})
	p.typed("266") // ann
	if got := p.choices(); len(got) != 1 || len(got[0]) != 1 || got[0][0] != "Anna Wójcik, 203" {
		t.Errorf("suggested are %q", got)
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial 266 from="" auto=true`)
	p.press(fyne.KeyDown)
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="" auto=true`)
	p.press(fyne.KeyUp)
	if p.window.Canvas().Focused() != p.dialer.Focus() {
		t.Error("there is no way back to the field")
	}
}

func TestDial_AnotherCountryHoldsForOneCall(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	p.typed("030 123456")
	if p.dialSays("+49") {
		t.Fatal("it is not read as of the PBX's country")
	}
	test.Tap(button(t, p.dialer.Content, "Netherlands +31"))
	p.typed("germ")
	p.press(fyne.KeyReturn)
	if !p.dialSays("+49 30 123456") || p.window.Canvas().Focused() != p.dialer.Focus() {
		t.Error("it is not read as of the country chosen")
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial +4930123456 from="" auto=true`)
	button(t, p.dialer.Content, "Netherlands +31")
	p.press(fyne.KeyReturn) // the same number once more, whatever country it is read as of now
	p.expect(`dial +4930123456 from="" auto=true`)
}

func TestDial_NothingIsWiderThanThePaneAtAnyScale(t *testing.T) {
	for scale, width := range map[float32]float32{1: 300, 1.6: 360} {
		p := atDial(t, newStage(me(), anna), settings.Settings{})
		fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, scale))
		p.window.Resize(fyne.NewSize(width, 740))
		p.typed("020 123")
		if wide := p.dialer.Content.(*container.Scroll).Content.MinSize().Width; wide > width {
			t.Errorf("the page needs %v of %v", wide, width)
		}
	}
}
