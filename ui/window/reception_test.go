package window

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// ringing are calls of the house: one for Hannah, and after it one for Anna.
func ringing() []*presence.Call {
	return []*presence.Call{
		{Key: 1, UniqueID: "c1", State: presence.CallRinging, Direction: presence.Inbound, Name: "Smith", Number: "0201111111", Called: "204", Began: time.Now()},
		{Key: 2, UniqueID: "c2", State: presence.CallRinging, Direction: presence.Inbound, Name: "Bakery", Number: "0202222222", Called: "203", Began: time.Now()},
	}
}

// receive opens the reception over these calls.
func receive(t *testing.T, s *stage, calls ...*presence.Call) *seat {
	t.Helper()
	s.paint(func(p *presence.Snapshot) { p.Calls = calls })
	p := sit(t, s, settings.Settings{})
	p.window.Resize(fyne.NewSize(1000, 700))
	p.setVisible(true)
	p.open(callsPage)
	p.command(fyne.KeyR)
	p.settle()
	return p
}

// done are the commands that were asked for, in no order, without what was read.
func (p *seat) done(want ...string) {
	p.t.Helper()
	got := slices.DeleteFunc(p.settle(), func(asked string) bool { return strings.HasPrefix(asked, "history ") })
	if slices.Sort(got); !slices.Equal(want, got) {
		p.t.Errorf("asked for %q, want %q", got, want)
	}
}

func (p *seat) picked(want string) {
	p.t.Helper()
	if got := p.reception.Picked().ID(); got != want {
		p.t.Errorf("picked %q, want %q", got, want)
	}
}

func TestReception_EnterCallsWhomTheNewestCallIsFor(t *testing.T) {
	p := receive(t, newStage(me(), anna, hannah), ringing()...)
	p.look(receptionPage)
	if c := p.reception.Shown(); c == nil || c.Name != "Bakery" {
		t.Fatalf("it is about %+v", c)
	}
	p.picked("anna")
	p.press(fyne.KeyReturn)
	p.done(`dial 203 from="" auto=true`)
}

func TestReception_AnotherCallIsChosenByArrowsAndStaysAlthoughOthersCome(t *testing.T) {
	p := receive(t, newStage(me(), anna, hannah), ringing()...)
	p.press(fyne.KeyDown)
	p.picked("hannah")
	p.stage.paint(func(s *presence.Snapshot) {
		s.Calls = append(ringing(), &presence.Call{Key: 3, State: presence.CallRinging, Name: "New", Number: "3", Called: "203"})
	})
	p.refresh()
	p.picked("hannah")
	p.stage.paint(func(s *presence.Snapshot) { s.Calls = ringing()[1:] }) // Smith has gone
	p.refresh()
	p.picked("anna")
}

func TestReception_LettersFindSomebodyElseAndEscapeLeavesStepByStep(t *testing.T) {
	p := receive(t, newStage(me(), anna, hannah, nobody), ringing()...)
	p.typed("han")
	p.picked("hannah")
	p.press(fyne.KeyReturn)
	p.done(`dial 204 from="" auto=true`)
	p.press(fyne.KeyEscape) // the search
	p.picked("anna")
	p.press(fyne.KeyDown) // the call before
	p.picked("hannah")
	p.press(fyne.KeyEscape) // that call
	p.picked("anna")
	p.look(receptionPage)
	p.press(fyne.KeyEscape)
	p.look(callsPage)
}

func TestReception_WhoIsPickedByHandStaysWhenCallsComeAndGo(t *testing.T) {
	p := receive(t, newStage(me(), anna, hannah), ringing()...)
	p.typed("h")
	p.press(fyne.KeyDown)
	before := p.reception.Picked().ID()
	p.stage.paint(func(s *presence.Snapshot) { s.Calls = nil })
	p.refresh()
	if before == "" {
		t.Fatal("nobody is picked")
	}
	p.picked(before)
}

func TestReception_ANumberThatIsNobodysIsDialled(t *testing.T) {
	p := receive(t, newStage(me(), anna))
	p.typed("020 1234567")
	p.press(fyne.KeyReturn)
	p.done(`dial 020 1234567 from="" auto=true`)
}

func TestReception_OneKeyHangsUpTheOwnCall(t *testing.T) {
	p := receive(t, newStage(me(), anna), &presence.Call{Key: 1, UniqueID: "c1", Role: presence.Callee, State: presence.CallActive, Name: "Smith", Number: "1"})
	p.command(fyne.KeyH)
	p.done("hang up c1")
}

func TestReception_ColleaguesWhoAnsweredTheCallerBeforeAreOffered(t *testing.T) {
	s := newStage(me(), anna, hannah)
	s.kept = []journal.Call{{Key: "k", ID: "old", Began: time.Now().Add(-time.Hour), Number: "0209999999", AnsweredBy: "Hannah Berg", Outcome: "elsewhere"}}
	p := receive(t, s, &presence.Call{Key: 9, State: presence.CallRinging, Direction: presence.Inbound, Name: "Smith", Number: "0209999999", Called: "800"})
	p.picked("hannah")
}

func TestReception_NotesAreKeptWhereTheyBelong(t *testing.T) {
	s := newStage(me(), anna)
	s.kept = []journal.Call{{Key: "k1", ID: "c1", Began: time.Now(), Number: "1", Note: "asks for the bill"}}
	p := receive(t, s, &presence.Call{Key: 1, UniqueID: "c1", Role: presence.Callee, State: presence.CallRinging, Direction: presence.Inbound, Number: "1", Called: "203"})
	notes := seen[*widgets.NoteField](p.reception.Content)
	if len(notes) != 2 || notes[0].Text != "asks for the bill" || notes[1].Text != "" {
		t.Fatalf("%d notes", len(notes))
	}
	p.window.Canvas().FocusNext() // the search
	p.window.Canvas().FocusNext() // the people
	p.window.Canvas().FocusNext() // the note with the call
	p.typed("!")
	p.window.Canvas().FocusNext() // that about Anna
	p.typed("on leave")
	p.window.Canvas().FocusNext()
	p.done(`call note k1 "!asks for the bill"`, `note anna "on leave"`)
}

func TestReception_OddCallsAreShownAllTheSame(t *testing.T) {
	p := receive(t, newStage(me(), anna), &presence.Call{Key: 1, State: presence.CallRinging}, &presence.Call{Key: 1, State: presence.CallActive, Phones: []string{"gone"}, CallerPhone: "gone"})
	p.look(receptionPage)
	p.press(fyne.KeyDown)
	p.press(fyne.KeyReturn)
	p.done()
}
