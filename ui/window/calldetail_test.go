package window

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/window/widgets"
)

func TestCallDetail_KeepsANoteWithTheCallItWasTypedFor(t *testing.T) {
	p := sitAtCalls(t, manyCalls(3)...)
	p.history.Pick("k1")
	p.settle()
	note := within[*widgets.NoteField](p.past.Content)
	p.window.Canvas().Focus(note)
	p.typed("Friday")
	p.expect() // not at every key
	p.stage.paint(func(s *presence.Snapshot) {})
	p.refresh()
	if note.Text != "Friday" {
		t.Errorf("what was typed became %q", note.Text)
	}
	p.history.Pick("k2") // without leaving the field before
	if asked := p.settle(); !slices.Contains(asked, `call note k1 "Friday"`) {
		t.Errorf("asked for %q", asked)
	}
	if note.Text != "" {
		t.Errorf("the other call has the note %q", note.Text)
	}
	if c := p.history.Picked(); c.Key != "k2" {
		t.Errorf("picked %s", c.Key)
	}
	p.history.Pick("k1")
	if note.Text != "Friday" {
		t.Errorf("the call has the note %q", note.Text)
	}
	p.settle()
	p.typed("!")
	p.window.Canvas().Unfocus()
	p.expect(`call note k1 "!Friday"`)
}

func TestCallDetail_ShowsTheOtherCallsWithThem(t *testing.T) {
	calls := manyCalls(3)
	calls[0].PartyUUID = "anna"
	p := sitAtCalls(t, calls...)
	p.press(fyne.KeyDown)
	p.expect(`history before="" most=25 party="anna" ["0200000000"] missed=false`)
	others := 0
	for _, o := range test.LaidOutObjects(within[*widgets.PastCalls](p.past.Content)) {
		if _, ok := o.(*widgets.PastRow); ok {
			others++
		}
	}
	if others != 2 { // the fake answers with all, and this one is left out
		t.Errorf("%d others", others)
	}
	p.refresh()
	p.expect() // once for each call
}

func TestCallDetail_AsksNobodyForTheCallsOfACallerWithoutANumber(t *testing.T) {
	p := sitAtCalls(t, journal.Call{Key: "k", Began: time.Now(), Outcome: "missed"})
	p.press(fyne.KeyDown)
	p.expect()
	p.press(fyne.KeyReturn)
	p.expect() // there is nothing to call back
}

// within returns the first object of a type that there is.
func within[T fyne.CanvasObject](in fyne.CanvasObject) (found T) {
	for _, o := range test.LaidOutObjects(in) {
		if f, ok := o.(T); ok {
			return f
		}
	}
	return found
}

func TestNoteField_KeepsWhatWasTypedAfterAPauseAndNotBefore(t *testing.T) {
	test.NewTempApp(t)
	var pauses []func()
	var kept []string
	off := 0
	note := widgets.NewNoteField("")
	note.Pause = func(f func()) func() {
		pauses = append(pauses, f)
		return func() { off++ }
	}
	note.OnSave = func(text string) { kept = append(kept, text) }
	note.Set("Old")
	if len(pauses) != 0 {
		t.Fatal("what is kept is not to be kept again")
	}
	note.SetText("Friday")
	note.SetText("Friday!")
	note.Set("Changed elsewhere")
	if note.Text != "Friday!" {
		t.Errorf("what was typed became %q", note.Text)
	}
	if len(kept) != 0 || len(pauses) != 2 || off != 1 {
		t.Fatalf("kept %q, %d pauses, %d of them called off", kept, len(pauses), off)
	}
	pauses[1]()
	note.Flush()
	if diff := cmp.Diff([]string{"Friday!"}, kept); diff != "" {
		t.Error(diff)
	}
	note.Set("Old") // the picture is from before
	if note.Text != "Friday!" {
		t.Errorf("shows %q", note.Text)
	}
	note.Set("Friday!")
	note.Set("Changed elsewhere")
	if note.Text != "Changed elsewhere" {
		t.Errorf("shows %q", note.Text)
	}
}
