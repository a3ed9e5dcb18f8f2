package presence

import (
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

// busy has a colleague's phone in use, or not.
func (w *world) busy(colleague pbxsim.User, is bool) {
	w.t.Helper()
	code := 0
	if is {
		code = 1
	}
	w.do(w.pbx.SetPhoneStatus(colleague.Phones[0], code))
}

// await asks to be told when a colleague is free.
func (w *world) await(colleague pbxsim.User) {
	w.t.Helper()
	w.do(w.SetTellWhenFree(w.t.Context(), colleague.UUID, true))
}

func TestTellWhenFree_TellsOnceAndForgetsIt(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		anna := w.office.Users[2]
		w.busy(anna, true)
		w.await(anna)
		w.wantTold()
		if !w.contact(anna.UUID).TellWhenFree {
			t.Error("the picture does not say that the user waits")
		}
		w.busy(anna, false)
		told := w.unread()
		if len(told) != 1 || told[0].About != ColleagueFree || told[0].Contact != w.contact(anna.UUID) || told[0].Contact.TellWhenFree {
			t.Fatalf("told %+v", told)
		}
		w.busy(anna, true)
		w.busy(anna, false)
		w.wantTold()
	})
}

func TestTellWhenFree_OfSomebodyWhoIsFreeTellsAtOnce(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.await(w.office.Users[2])
		w.wantTold(ColleagueFree)
	})
}

func TestTellWhenFree_WaitsForTheEndOfDoNotDisturb(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		anna := w.office.Users[2]
		w.SetVisible(true)
		w.do(w.pbx.SetDND(anna.UUID, true))
		w.after(usersEvery + time.Second)
		w.await(anna)
		w.wantTold()
		w.do(w.pbx.SetDND(anna.UUID, false))
		w.after(usersEvery + time.Second)
		w.wantTold(ColleagueFree)
	})
}

func TestTellWhenFree_CanBeTakenBack(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		anna := w.office.Users[2]
		w.busy(anna, true)
		w.await(anna)
		w.do(w.SetTellWhenFree(w.t.Context(), anna.UUID, false))
		w.busy(anna, false)
		w.wantTold()
	})
}

func TestTellWhenFree_GoesByTheFreshPictureAfterAnOutage(t *testing.T) {
	for _, freed := range []bool{false, true} {
		mirrored(t, login{}, func(t *testing.T, w *world) {
			anna := w.office.Users[2]
			w.busy(anna, true)
			w.await(anna)
			w.pbx.Inject(pbxsim.Fault{Status: 503, Times: 3})
			w.after(pollWait)
			w.busy(anna, !freed)
			w.after(time.Minute)
			w.state(Live)
			if freed {
				w.wantTold(ColleagueFree)
			} else {
				w.wantTold()
			}
		})
	}
}

func TestTellWhenFree_BelievesNoPictureFromBeforeAnOutage(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		anna := w.office.Users[2]
		mend := w.pbx.Inject(pbxsim.Fault{Status: 503})
		w.after(2 * pollWait)
		w.await(anna) // who was free, when there was contact
		w.busy(anna, true)
		mend()
		w.after(time.Minute)
		w.state(Live)
		w.wantTold()
		w.busy(anna, false)
		w.wantTold(ColleagueFree)
	})
}

func TestTellWhenFree_OutlivesRingside(t *testing.T) {
	lives(t, func(w *world) {
		w.busy(w.office.Users[2], true)
		w.await(w.office.Users[2])
	}, func(w *world) {
		w.wantTold()
		w.busy(w.office.Users[2], false)
		w.wantTold(ColleagueFree)
	}, func(w *world) { w.wantTold() })
}

func TestSetNote_IsInThePictureAndKept(t *testing.T) {
	lives(t, func(w *world) {
		anna := w.office.Users[2].UUID
		before := w.Picture().Contacts.Version
		w.do(w.SetNote(w.t.Context(), anna, "on leave"))
		if c := w.contact(anna); c.Note != "on leave" || w.Picture().Contacts.Version == before {
			t.Errorf("noted %q, in what may be searched again: %v", c.Note, w.Picture().Contacts.Version != before)
		}
		if err := w.SetNote(w.t.Context(), anna, strings.Repeat("x", MaxNote+1)); err != ErrLongNote {
			t.Errorf("a long one: %v", err)
		}
	}, func(w *world) {
		anna := w.office.Users[2].UUID
		if c := w.contact(anna); c.Note != "on leave" {
			t.Errorf("kept %q", c.Note)
		}
		w.do(w.SetNote(w.t.Context(), anna, ""))
	}, func(w *world) {
		if c := w.contact(w.office.Users[2].UUID); c.Note != "" {
			t.Errorf("still %q", c.Note)
		}
	})
}
