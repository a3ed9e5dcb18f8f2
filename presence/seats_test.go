package presence

import (
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

// freeDesk is a hot desk of an office where nobody sits.
func freeDesk(t *testing.T, office pbxsim.Office) string {
	t.Helper()
	for _, p := range office.Phones {
		if p.HotDesk && p.HotDeskUser == "" {
			return p.UUID
		}
	}
	t.Fatal("somebody sits at every desk")
	return ""
}

func TestEngine_KnowsSinceWhenSomebodySitsWhereItHeardThemLogIn(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		desk, u := freeDesk(t, w.office), w.office.Users[2].UUID
		for _, sits := range w.office.Users {
			if c := w.contact(sits.UUID); !c.DeskSince.IsZero() {
				t.Errorf("%s sits there since %v, and nobody saw them come", c.Name(), c.DeskSince)
			}
		}
		w.after(time.Hour)
		came := time.Now()
		w.do(w.pbx.LogIn(u, desk))
		w.after(time.Minute)
		w.do(w.pbx.SetPhoneStatus(desk, 1))
		w.do(w.pbx.RenameUser(u, "Somebody Else")) // all are listed anew
		w.after(time.Minute)
		if c := w.contact(u); c.Name() != "Somebody Else" || !c.DeskSince.Equal(came) {
			t.Errorf("%s sits there since %v, want %v", c.Name(), c.DeskSince, came)
		}
		w.do(w.pbx.LogOut(u))
		if c := w.contact(u); !c.DeskSince.IsZero() {
			t.Errorf("they have left, and sit there since %v", c.DeskSince)
		}
	})
}

func TestEngine_WhoMayHaveBeenAwayMeanwhileSitsThereSinceNobodyKnowsWhen(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		desk, u := freeDesk(t, w.office), w.office.Users[2].UUID
		w.do(w.pbx.LogIn(u, desk))
		w.after(time.Minute)
		w.pbx.LoseEvents(2)
		w.do(w.pbx.LogOut(u))
		w.do(w.pbx.LogIn(u, desk))
		w.do(w.pbx.SetPhoneStatus(desk, 1)) // shows the gap
		w.after(3 * time.Second)
		if c := w.contact(u); c.HotDesk.Or("") != desk || !c.DeskSince.IsZero() {
			t.Errorf("they sit at %q since %v", c.HotDesk.Or(""), c.DeskSince)
		}
	})
}

func TestEngine_TheEventsBeforeItBeganTellSinceWhenSomebodySits(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		desk, u := freeDesk(t, w.office), w.office.Users[2].UUID
		came := time.Now()
		w.do(w.pbx.LogIn(u, desk))
		w.after(time.Hour)
		w.stop()
		<-w.ended
		w.Engine, w.ended = New(w.client, Options{UserName: w.me.UserName}), make(chan struct{})
		w.run()
		if c := w.contact(u); c.HotDesk.Or("") != desk || c.DeskSince.Sub(came).Abs() > time.Second { // the PBX tells its time to the second
			t.Errorf("they sit at %q since %v, want %v", c.HotDesk.Or(""), c.DeskSince, came)
		}
	})
}
