package window

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

func TestCards_ANoteIsKeptWithTheCallThatGoesOnAndHoldsItsCard(t *testing.T) {
	calls := manyCalls(2)
	calls[0].Note = "Before"
	s := newStage(me(), anna)
	s.kept = calls
	p := sit(t, s, settings.Settings{})
	call := presence.Call{Key: 7, UniqueID: "id0", Role: presence.Callee, State: presence.CallActive, Number: "203", PartyUUID: "anna", AnsweredAt: time.Now()}
	s.paint(func(s *presence.Snapshot) { s.Calls = []*presence.Call{&call} })
	p.refresh()
	test.Tap(button(t, p.calls, p.words.Say("note")))
	p.settle()
	note := within[*widgets.NoteField](p.calls)
	if note.Text != "Before" || p.window.Canvas().Focused() != fyne.Focusable(note) {
		t.Fatalf("the field has %q", note.Text)
	}
	note.SetText("Friday")
	s.paint(func(s *presence.Snapshot) { s.Calls = nil }) // over and gone
	p.refresh()
	if !p.calls.Visible() {
		t.Fatal("the card went while something was being noted")
	}
	test.Tap(button(t, p.calls, p.words.Say("dismiss")))
	if asked := p.settle(); !slices.Contains(asked, `call note k0 "Friday"`) {
		t.Errorf("asked for %q", asked)
	}
	if p.calls.Visible() {
		t.Error("the card is still there")
	}
}

func TestCards_AreOneLineEachFromThreeOnAndFitAPhone(t *testing.T) {
	s := newStage(me(), anna)
	p := sit(t, s, settings.Settings{})
	p.window.Resize(fyne.NewSize(360, 740))
	show := func(n int) float32 {
		s.paint(func(s *presence.Snapshot) {
			s.Calls = nil
			for i := range n {
				s.Calls = append(s.Calls, &presence.Call{
					Key: uint64(i + 1), UniqueID: fmt.Sprint("c", i), Role: presence.Callee, State: presence.CallRinging, Number: "203", PartyUUID: "anna",
				})
			}
		})
		p.refresh()
		for _, o := range test.LaidOutObjects(p.calls) {
			if b, ok := o.(*widget.Button); ok && b.Visible() && (b.Size().Width < b.MinSize().Width-0.5 || b.Position().X+b.Size().Width > 360) {
				t.Errorf("%d calls: the button %q is cut off", n, b.Text)
			}
		}
		return p.calls.Size().Height
	}
	one, two, three := show(1), show(2), show(3)
	if two <= one || three >= two {
		t.Errorf("heights %v, %v, %v", one, two, three)
	}
}
