package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/journal"
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

// called is a history of calls to these numbers, the newest first.
func called(numbers ...string) []journal.Call {
	var calls []journal.Call
	for i, n := range numbers {
		calls = append(calls, journal.Call{Placed: true, Number: n, Began: time.Now().Add(-time.Duration(i) * time.Hour)})
	}
	return calls
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

func TestDial_TheChoiceThatHasTheKeyboardIsSeen(t *testing.T) {
	s := newStage(me(), anna)
	s.kept = called("201", "202", "203", "204", "205")
	p := atDial(t, s, settings.Settings{})
	p.window.Resize(fyne.NewSize(360, 480))
	scroll := p.dialer.Content.(*container.Scroll)
	for range 3 {
		p.press(fyne.KeyDown)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.window.Canvas().Focused().(fyne.CanvasObject))
	if top := fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll); at.Y < top.Y || at.Y > top.Y+scroll.Size().Height-20 || scroll.Offset.Y == 0 {
		t.Errorf("it is at %v of %v, scrolled by %v", at, top, scroll.Offset)
	}
	p.press(fyne.KeyEscape)
	if scroll.Offset.Y != 0 {
		t.Error("the field is not seen")
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

func TestDial_EnterInTheEmptyFieldPutsTheLastNumberThereAndCallsItTheSecondTime(t *testing.T) {
	s := newStage(me(), anna)
	s.kept = append([]journal.Call{{Number: "999", Began: time.Now()}}, called("+31201234567", "203")...)
	p := atDial(t, s, settings.Settings{})
	p.press(fyne.KeyReturn)
	p.expect()
	if p.field().Text != "020 123 4567" {
		t.Fatalf("the field has %q", p.field().Text)
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial 020 123 4567 from="" auto=true`)
	p.press(fyne.KeyEscape)
	test.Tap(button(t, p.dialer.Content, p.words.Say("dial_redial")))
	if p.field().Text != "020 123 4567" {
		t.Errorf("the button puts %q there", p.field().Text)
	}
}

func TestDial_ListsWhatWasCalledAndFollowsTheHistory(t *testing.T) {
	s := newStage(me(), anna)
	s.kept = called("204", "203", "203")
	s.kept[1].PartyUUID = "anna"
	p := atDial(t, s, settings.Settings{})
	got := p.choices()
	if len(got) != 2 || len(got[0]) != 1 || !strings.HasPrefix(got[0][0], "Anna Wójcik, 203") || len(got[1]) != 2 || !strings.HasPrefix(got[1][0], "204") {
		t.Errorf("lists %q", got)
	}
	p.press(fyne.KeyDown)
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="" auto=true`)
	s.kept = append(called("205"), s.kept...)
	p.refresh()
	p.settle()
	if got := p.choices(); len(got[1]) != 2 {
		t.Errorf("asked again although nothing has changed: %q", got)
	}
	s.paint(func(now *presence.Snapshot) { now.History++ })
	p.refresh()
	p.settle()
	if got := p.choices(); len(got[1]) != 3 || !strings.HasPrefix(got[1][0], "205") {
		t.Errorf("then it lists %q", got)
	}
}

func TestDial_ReadsTheHistoryOnlyForWhoeverLooks(t *testing.T) {
	s := newStage(me(), anna)
	p := sit(t, s, settings.Settings{})
	p.refresh()
	p.settle()
	if s.read != 0 {
		t.Errorf("it was read %d times before anybody looked", s.read)
	}
	p.command(fyne.KeyL)
	p.settle()
	if s.read != 1 {
		t.Errorf("it was read %d times, not once", s.read)
	}
}

// selects is the choice of the phone, nil where none is to be seen.
func (p *seat) selects() *widget.Select {
	for _, o := range seenIn(p.dialer.Content) {
		if s, ok := o.(*widget.Select); ok {
			return s
		}
	}
	return nil
}

// atHotDesk is the user with a phone of their own, at a desk that the PBX calls from.
func atHotDesk() *stage {
	own := me("desk")
	own.HotDesk = pbxclient.Some("hot")
	own.Phones = append(own.Phones, presence.ContactPhone{UUID: "hot", Name: "Flex 1", HotDesk: true})
	s := newStage(own, anna)
	s.paint(func(p *presence.Snapshot) { p.OwnPhones = own.Phones })
	return s
}

func TestDial_AnotherPhoneThanThePBXsCanBeChosenToCallFrom(t *testing.T) {
	p := atDial(t, atHotDesk(), settings.Settings{CallFrom: "desk", Asked: true}) // chosen before sitting down here
	choice := p.selects()
	if choice == nil || choice.Selected != "The PBX chooses (Flex 1)" {
		t.Fatalf("chosen is %+v", choice)
	}
	p.typed("203")
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="" auto=true`)
	choice.SetSelected("Phone desk")
	p.press(fyne.KeyReturn)
	p.expect(`dial 203 from="desk" auto=true`)
	if p.saved == 0 {
		t.Error("it is not kept")
	}
}

func TestDial_OnePhoneIsNothingToChooseAmong(t *testing.T) {
	if p := atDial(t, newStage(me(), anna), settings.Settings{}); p.selects() != nil {
		t.Error("there is a choice")
	}
}

func TestDial_SaysWhatTheOwnPhoneDoes(t *testing.T) {
	p := atDial(t, newStage(me(), anna), settings.Settings{})
	if !p.dialSays(p.words.Say("dial_picks_up")) {
		t.Error("it does not say that the phone picks up")
	}
	p.settings.PickUpByHand = true
	p.acts.keep() // as after any change of the settings
	if !p.dialSays(p.words.Say("dial_rings")) {
		t.Error("it does not say that the phone rings")
	}
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
