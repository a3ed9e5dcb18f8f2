package resident

import (
	"os"
	"slices"
	"testing"
	"time"

	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/session"
)

// remembers has a part that stays see a picture of Anna's account and end.
func (h *house) remembers(t *testing.T, m *painted) {
	t.Helper()
	r := &Resident{Options: h.Options}
	r.remember(anna, m.Picture())
}

func TestMemory_AWindowShowsWhatWasSeenLastUntilThePBXHasAnswered(t *testing.T) {
	h := newHouse(t)
	h.remembers(t, paint("ben", "eva"))
	p := h.host(t)
	waiting := paint()
	waiting.Publish(&presence.Snapshot{Connection: presence.Connection{State: presence.Connecting}})
	p.has(share.Hello{Account: &anna}, waiting)
	mirror := h.view(t, nil).login(t).Mirror
	first := mirror.Picture()
	if first.Contacts.Len() != 2 || first.Fresh() || time.Since(first.Connection.AsOf) > time.Minute || first.Connection.AsOf.IsZero() {
		t.Fatalf("at first it shows %+v", first)
	}
	sub := mirror.Subscribe()
	defer sub.Close()
	now := paint("ben", "new", "eva").Picture()
	waiting.Publish(now)
	for mirror.Picture().Contacts.Len() != 3 || !mirror.Picture().Fresh() {
		await(t, sub.Changes, "the picture of the PBX")
	}
}

func TestMemory_HoldsOnlyWhatHeldAndNothingOfADemo(t *testing.T) {
	for name, change := range map[string]func(*house, *presence.Snapshot){
		"stale":  func(_ *house, s *presence.Snapshot) { s.Connection.State = presence.Stale },
		"no one": func(_ *house, s *presence.Snapshot) { s.Synced = false },
		"demo":   func(h *house, _ *presence.Snapshot) { h.Demo = true },
	} {
		h := newHouse(t)
		m := paint("ben")
		next := *m.Picture()
		change(h, &next)
		m.Publish(&next)
		if h.remembers(t, m); exists(session.PictureFile(h.Folder, anna)) {
			t.Errorf("%s: it is kept", name)
		}
	}
}

func TestMemory_IsKeptWhenAFollowedAccountEndsAndGoesWithIt(t *testing.T) {
	m := paint("ben")
	r, _, stop := follows(t, m)
	stop()
	file := session.PictureFile(r.Folder, followed)
	if last, err := recall(r.Folder, followed); err != nil || last.Contacts.Len() != 1 {
		t.Fatalf("%+v, %v", last, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if err := forgetSeen(r.Folder, followed); err != nil || exists(file) {
		t.Errorf("it is still there: %v", err)
	}
	if err := forgetSeen(r.Folder, followed); err != nil {
		t.Errorf("there is nothing to forget: %v", err)
	}
}

func TestMemory_OfAnotherKindIsNoPicture(t *testing.T) {
	h := newHouse(t)
	if err := os.WriteFile(session.PictureFile(h.Folder, anna), []byte("{\"kind\":\"contact\",\"uuid\":\"x\"}\nnonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if last, err := recall(h.Folder, anna); err == nil || last != nil {
		t.Errorf("%+v, %v", last, err)
	}
}

func TestMemory_ASignOutForgetsIt(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	a, secret := h.office.Login()
	if _, err := d.SignIn(t.Context(), d.life, a, secret, true); err != nil {
		t.Fatal(err)
	}
	files := []string{session.PictureFile(h.Folder, a), session.TrendsFile(h.Folder, a), session.SwitchesFile(h.Folder, a)}
	for _, file := range files {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.SignOut(t.Context(), ""); err != nil || slices.ContainsFunc(files, exists) {
		t.Errorf("it is still there: %v", err)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
