package resident

import (
	"context"
	"testing"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/settings"
)

// told is who is signed in, as the window is told next.
func told(t *testing.T, l *Local) *Login {
	t.Helper()
	for {
		if e := await(t, l.Events(), "who is signed in"); e.Login != nil {
			return e.Login
		}
	}
}

func TestLocal_HasTheSessionBesideTheWindow(t *testing.T) {
	h := newHouse(t)
	l := NewLocal(&Logins{Keep: true, Folder: h.Folder, Secrets: h.Secrets, Logger: h.Logger})
	ctx, cancel := context.WithCancel(context.Background())
	l.Begin(ctx, account.Account{}, "", "tel:1")
	if e := await(t, l.Events(), "who is signed in"); e.Login == nil || e.Login.Mirror != nil {
		t.Errorf("%+v", e)
	}
	if e := await(t, l.Events(), "the request"); e != (Event{Show: true, Number: "tel:1"}) {
		t.Errorf("%+v", e)
	}
	if kept, err := l.SignIn(t.Context(), h.account, h.secret, true); kept != nil || err != nil {
		t.Error(kept, err)
	}
	in := told(t, l)
	pictured(t, in.Mirror, "the office", live)
	h.save(t, settings.Settings{ShortCodes: map[string]string{"77": "203"}})
	if err := l.SettingsChanged(t.Context()); err != nil {
		t.Error(err)
	}
	pictured(t, in.Mirror, "the short codes", func(s *presence.Snapshot) bool { return s.ShortCodes["77"] == "203" })
	if err := l.SignOut(t.Context()); err != nil {
		t.Error(err)
	}
	if out := told(t, l); out.Mirror != nil || len(h.safe.secrets) > 0 {
		t.Errorf("%+v", out)
	}
	if stays, err := l.StaysReachable(t.Context()); stays || err == nil {
		t.Error("there is something besides the window")
	}
	cancel()
	l.Close()
	over(t, l.Events(), "it")
}
