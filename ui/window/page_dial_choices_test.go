package window

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/settings"
)

// called is a history of calls to these numbers, the newest first.
func called(numbers ...string) []journal.Call {
	var calls []journal.Call
	for i, n := range numbers {
		calls = append(calls, journal.Call{Placed: true, Number: n, Began: time.Now().Add(-time.Duration(i) * time.Hour)})
	}
	return calls
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
