package window

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// manyCalls are as many kept calls, one an hour.
func manyCalls(n int) []journal.Call {
	calls := make([]journal.Call, n)
	for i := range calls {
		calls[i] = journal.Call{
			Key: fmt.Sprint("k", i), ID: fmt.Sprint("id", i), Began: time.Now().Add(-time.Duration(i) * time.Hour),
			Name: fmt.Sprint("Caller ", i), Number: fmt.Sprintf("020%07d", i), Outcome: "missed",
		}
	}
	return calls
}

// sitAtCalls opens the page of calls over a stage that keeps some.
func sitAtCalls(t testing.TB, calls ...journal.Call) *seat {
	s := newStage(me(), anna)
	s.kept = calls
	p := sit(t, s, settings.Settings{})
	p.open(callsPage)
	p.settle()
	return p
}

const newestPage = `history before="" most=200 party="" [] missed=false`

func TestCalls_AreReadOnceSomebodyLooks(t *testing.T) {
	s := newStage(me(), anna)
	s.kept = manyCalls(3)
	p := sit(t, s, settings.Settings{})
	p.expect()
	p.open(callsPage)
	p.expect(newestPage)
	if diff := cmp.Diff([]string{"k0", "k1", "k2"}, p.history.Listed()); diff != "" {
		t.Error(diff)
	}
	p.refresh()
	p.expect() // nothing has changed
	s.paint(func(s *presence.Snapshot) { s.History++ })
	p.refresh()
	p.expect(newestPage)
}

func TestCalls_OlderOnesAreReadAsFarAsAPersonGoes(t *testing.T) {
	p := sitAtCalls(t, manyCalls(900)...)
	if asked := p.settle(); len(asked) != 0 || len(p.history.Listed()) != 200 {
		t.Fatalf("asked for %q, lists %d", asked, len(p.history.Listed()))
	}
	for range 40 { // to the 320th
		p.press(fyne.KeyPageDown)
		p.settle()
	}
	if n := len(p.history.Listed()); n != 400 && n != 600 {
		t.Errorf("lists %d", n)
	}
	if c := p.history.Picked(); c == nil || c.Key != "k312" {
		t.Errorf("picked %+v", c)
	}
}

func TestCalls_ASearchGoesBackToTheOldest(t *testing.T) {
	p := sitAtCalls(t, manyCalls(900)...)
	p.typed("caller 877")
	asked := p.settle()
	if want := `history before="k199" most=500 party="" [] missed=false`; !slices.Contains(asked, want) {
		t.Errorf("asked for %q", asked)
	}
	if diff := cmp.Diff([]string{"k877"}, p.history.Listed()); diff != "" {
		t.Error(diff)
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial 0200000877 from="" auto=true`)
	p.press(fyne.KeyEscape)
	if n := len(p.history.Listed()); n != 900 {
		t.Errorf("lists %d after the search", n)
	}
}

func TestCalls_ASearchPicksTheNewestThatItFinds(t *testing.T) {
	p := sitAtCalls(t, manyCalls(30)...)
	p.typed("caller 1") // 1, and 10 to 19
	p.settle()
	p.press(fyne.KeyReturn)
	p.expect(`dial 0200000001 from="" auto=true`)
}

func TestCalls_AFailureToReadIsSaidAndTriedAgain(t *testing.T) {
	s := newStage(me(), anna)
	s.kept, s.refuse = manyCalls(3), errors.New("no")
	p := sit(t, s, settings.Settings{})
	p.open(callsPage)
	p.expect(newestPage)
	if p.message.Text() == "" {
		t.Error("nothing is said")
	}
	s.refuse = nil
	p.refresh()
	p.settle()
	if n := len(p.history.Listed()); n != 3 {
		t.Errorf("lists %d", n)
	}
}

func TestCalls_ThePickedOneStaysPickedWhenAnotherComes(t *testing.T) {
	calls := manyCalls(5)
	p := sitAtCalls(t, calls[1:]...)
	p.press(fyne.KeyDown)
	p.press(fyne.KeyDown) // k2
	p.settle()
	p.stage.kept = calls
	p.stage.paint(func(s *presence.Snapshot) { s.History++ })
	p.refresh()
	p.settle()
	p.press(fyne.KeyEnter)
	p.expect(`dial 0200000002 from="" auto=true`)
	if got := p.history.Listed(); len(got) != 5 {
		t.Errorf("lists %q", got)
	}
}

func TestCalls_ArrowsReachEveryCallAndStopAtTheEnds(t *testing.T) {
	p := sitAtCalls(t, manyCalls(30)...) // of two days at least, with headings between them
	seen := map[string]bool{}
	for range 40 {
		p.press(fyne.KeyDown)
		seen[p.history.Picked().Key] = true
	}
	if len(seen) != 30 || p.history.Picked().Key != "k29" {
		t.Errorf("went to %d, ends at %s", len(seen), p.history.Picked().Key)
	}
	for range 40 {
		p.press(fyne.KeyUp)
	}
	if p.history.Picked().Key != "k0" {
		t.Errorf("ends at %s", p.history.Picked().Key)
	}
}

func TestCalls_AFilterShowsSomeAndReadsOnForThem(t *testing.T) {
	calls := manyCalls(700)
	calls[650].Note = "Invoice"
	p := sitAtCalls(t, calls...)
	p.history.Choose(rows.NotedCalls)
	p.settle()
	if diff := cmp.Diff([]string{"k650"}, p.history.Listed()); diff != "" {
		t.Error(diff)
	}
}

func TestCalls_LettersTypedAnywhereSearch(t *testing.T) {
	p := sitAtCalls(t, manyCalls(12)...)
	p.window.Canvas().Unfocus()
	p.typed("caller 11")
	if diff := cmp.Diff([]string{"k11"}, p.history.Listed()); diff != "" {
		t.Error(diff)
	}
}

func TestCalls_LookingAtThemClearsWhatIsCounted(t *testing.T) {
	s := newStage(me(), anna)
	s.paint(func(s *presence.Snapshot) { s.MissedUnseen = 2 })
	p := sit(t, s, settings.Settings{})
	if p.places[callsPage].badge != 2 {
		t.Errorf("counts %d", p.places[callsPage].badge)
	}
	p.expect()
	p.open(callsPage)
	if asked := p.settle(); !slices.Contains(asked, "seen calls") {
		t.Errorf("asked for %q", asked)
	}
	s.paint(func(s *presence.Snapshot) { s.MissedUnseen = 0 })
	p.refresh()
	if p.places[callsPage].badge != 0 {
		t.Errorf("still counts %d", p.places[callsPage].badge)
	}
	s.paint(func(s *presence.Snapshot) { s.MissedUnseen = 1 }) // while the page is open, and nobody at the window
	p.refresh()
	p.expect()
	p.setWatched(true)
	p.expect("seen calls")
}

func TestCalls_WhatIsInSightStaysThereWhenAnotherComes(t *testing.T) {
	calls := manyCalls(60)
	p := sitAtCalls(t, calls[1:]...)
	list := within[*widgets.PastList](p.history.Content)
	list.ScrollToOffset(500)
	before := list.GetScrollOffset()
	comes := func() float32 {
		p.stage.paint(func(s *presence.Snapshot) { s.History++ })
		p.refresh()
		p.settle()
		return list.GetScrollOffset()
	}
	if now := comes(); now != before {
		t.Errorf("it moved from %v to %v although nothing came", before, now)
	}
	p.stage.kept = calls
	row := widgets.NewPastRow().MinSize().Height
	if now := comes(); now < before+row || now > before+3*row { // the call, and perhaps a day
		t.Errorf("it moved from %v to %v", before, now)
	}
	list.ScrollToTop()
	p.stage.kept = append([]journal.Call{{Key: "new", Began: time.Now()}}, calls...)
	if now := comes(); now != 0 {
		t.Errorf("the newest is out of sight: %v", now)
	}
}

// TestCalls_ManyAreScrolledThroughWithoutReadingThemAll holds that what a step costs does not grow with what is kept.
func TestCalls_ManyAreScrolledThroughWithoutReadingThemAll(t *testing.T) {
	p := sitAtCalls(t, manyCalls(20_000)...)
	list := within[*widgets.PastList](p.history.Content)
	for range 5 {
		list.ScrollToBottom()
		p.settle()
	}
	if n := len(p.history.Listed()); n < 800 || n > 1400 {
		t.Errorf("%d calls were read for a few screens", n)
	}
	rowsThere := 0
	for _, o := range test.LaidOutObjects(list) {
		if _, ok := o.(*widgets.PastRow); ok {
			rowsThere++
		}
	}
	if rowsThere > 40 {
		t.Errorf("%d rows for one screen", rowsThere)
	}
}
