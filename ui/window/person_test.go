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
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// picked opens the window with Anna picked.
func picked(t *testing.T, anna *presence.Contact) *seat {
	t.Helper()
	s := newStage(me(), anna, hannah)
	s.kept = []journal.Call{{Key: "k1", ID: "c1", Began: time.Now().Add(-time.Hour), Placed: true, PartyUUID: "anna", Outcome: "answered"}}
	p := sit(t, s, settings.Settings{})
	p.settle()
	p.people.Pick("anna")
	p.wait()
	return p
}

// shownIn lists what is to be seen of a kind in the detail of a colleague.
func shownIn[T any](p *seat) (all []T) {
	for _, o := range test.LaidOutObjects(p.person.Content) {
		if x, ok := o.(T); ok && o.Visible() {
			all = append(all, x)
		}
	}
	return all
}

func TestPerson_TellsOfTheLastCallsWithThem(t *testing.T) {
	p := picked(t, anna)
	p.expect(`history before="" most=8 party="anna" ["203"] missed=false`)
	p.refresh()
	if n := len(shownIn[*widgets.PastRow](p)); n != 1 {
		t.Errorf("%d calls are shown", n)
	}
	p.expect() // nothing has changed
	p.stage.paint(func(s *presence.Snapshot) { s.History++ })
	p.refresh()
	p.wait()
	p.expect(`history before="" most=8 party="anna" ["203"] missed=false`)
}

func TestPerson_IsWaitedForUntilTheyAreFree(t *testing.T) {
	busy := *anna
	busy.Presence = presence.OnCall
	p := picked(t, &busy)
	p.settle()
	test.Tap(button(t, p.person.Content, p.words.Say("tell_when_free")))
	p.expect("tell when free anna true")
	busy.TellWhenFree = true
	p.stage.paint(func(s *presence.Snapshot) {
		s.Contacts = presence.NewRoster([]*presence.Contact{me(), &busy, hannah}, 1)
	})
	p.refresh()
	test.Tap(button(t, p.person.Content, p.words.Say("tell_no_more")))
	p.expect("tell when free anna false")
}

func TestPerson_WhoIsFreeNeedNotBeWaitedFor(t *testing.T) {
	p := picked(t, anna)
	if !button(t, p.person.Content, p.words.Say("tell_when_free")).Disabled() {
		t.Error("there is nothing to wait for")
	}
}

func TestPerson_ANoteIsKeptWithWhomItIsAbout(t *testing.T) {
	p := picked(t, anna)
	p.settle()
	note := shownIn[*widgets.NoteField](p)[0]
	p.window.Canvas().Focus(note)
	p.typed("left-handed")
	p.people.Pick("hannah") // before it was kept
	p.wait()
	got := p.settle()
	if diff := cmp.Diff([]string{`history before="" most=8 party="hannah" ["204"] missed=false`, `note anna "left-handed"`}, slices.Sorted(slices.Values(got))); diff != "" {
		t.Error(diff)
	}
	if note.Text != "" {
		t.Errorf("Hannah has the note %q", note.Text)
	}
}

func TestPerson_WhatWasNotedDoesNotGoAwayUntilItIsKept(t *testing.T) {
	p := picked(t, anna)
	note := shownIn[*widgets.NoteField](p)[0]
	p.window.Canvas().Focus(note)
	p.typed("tall")
	p.window.Canvas().Unfocus()
	p.refresh() // the picture does not have it yet
	if note.Text != "tall" {
		t.Errorf("the field says %q", note.Text)
	}
}

func TestPerson_WhoIsPassedByIsNotReadAbout(t *testing.T) {
	p := sit(t, newStage(me(), anna, hannah), settings.Settings{})
	p.settle()
	p.press(fyne.KeyDown)
	p.press(fyne.KeyDown)
	p.wait()
	p.expect(`history before="" most=8 party="hannah" ["204"] missed=false`)
}
