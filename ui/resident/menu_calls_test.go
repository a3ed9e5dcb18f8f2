package resident

import (
	"context"
	"slices"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/ui/notify"
	"ringside/ui/tray"
)

// served is a part that stays whose tray's menu is made for a mirror at a real PBX.
func (h *house) served(t *testing.T) (*Resident, presence.Mirror) {
	t.Helper()
	r := &Resident{Options: h.Options, sender: notify.NewSender(h.desktop, h.Logger), icon: tray.New(nil, nil, nil)}
	r.life, r.end = context.WithCancelCause(context.Background())
	t.Cleanup(func() { r.end(nil); r.running.Wait() })
	d := h.logins(t)
	d.Begin(d.life, h.account, h.secret)
	m := d.next(t).Mirror
	pictured(t, m, "the office", live)
	r.logins.current = &seat{Login: d.Now()}
	r.logins.all = []*seat{r.logins.current}
	return r, m
}

// entry is the item with an ID, of the menu or of one that an item opens.
func entry(t *testing.T, m tray.Menu, id string) tray.Item {
	t.Helper()
	for _, item := range m.Items {
		for _, i := range append([]tray.Item{item}, item.Items...) {
			if i.ID == id {
				return i
			}
		}
	}
	t.Fatalf("there is no %q: %+v", id, m.Items)
	return tray.Item{}
}

func TestMenu_ForwardsToWhereCallsWentBeforeAndNoLonger(t *testing.T) {
	h := newHouse(t)
	r, m := h.served(t)
	forwarded := func() string { return h.office.PBX.Office().Users[0].CallForward }
	for _, number := range []string{"204", "205"} {
		r.chosen(entryForward + number)
		r.running.Wait()
		if forwarded() != number || !entry(t, r.menu(m.Picture()), entryForward+number).Checked {
			t.Errorf("calls go to %q, want %q", forwarded(), number)
		}
	}
	if entry(t, r.menu(m.Picture()), entryForward+"204").Checked || entry(t, r.menu(m.Picture()), entryForward).Checked {
		t.Error("calls go to two places")
	}
	r.chosen(entryForward)
	r.running.Wait()
	if forwarded() != "" || !entry(t, r.menu(m.Picture()), entryForward).Checked {
		t.Errorf("calls go to %q", forwarded())
	}
}

func TestMenu_SetsCallWaiting(t *testing.T) {
	h := newHouse(t)
	r, m := h.served(t)
	was := h.office.PBX.Office().Users[0].CW
	for range 2 {
		r.chosen(entryWaiting)
		r.running.Wait()
		if was = !was; h.office.PBX.Office().Users[0].CW != was || entry(t, r.menu(m.Picture()), entryWaiting).Checked != was {
			t.Errorf("it is not %v", was)
		}
	}
}

func TestMenu_CallsFavouritesAndTheLastNumbers(t *testing.T) {
	h := newHouse(t)
	r, m := h.served(t)
	if item := entry(t, r.menu(m.Picture()), "call"); !item.Disabled || len(item.Items) != 0 {
		t.Errorf("there is somebody to call: %+v", item)
	}
	people := h.office.PBX.Office().Users
	friend := people[slices.IndexFunc(people, func(u pbxsim.User) bool { return u.UUID != people[0].UUID && u.Extension != "" && u.FullName != "" })]
	if err := m.SetFavourite(t.Context(), friend.UUID, true); err != nil {
		t.Fatal(err)
	}
	id, err := h.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"}, people[0].Extension)
	if err == nil {
		err = h.office.PBX.Hangup(id)
	}
	if err != nil {
		t.Fatal(err)
	}
	pictured(t, m, "the favourite and the call", func(s *presence.Snapshot) bool {
		c := s.Contacts.Find(friend.UUID)
		return c != nil && c.Favourite && s.History > 0 && s.MissedUnseen > 0
	})
	r.readCalled(m, m.Picture().History)
	r.running.Wait()
	menu := r.menu(m.Picture())
	if item := entry(t, menu, entryPerson+friend.UUID); item.Label != friend.FullName {
		t.Errorf("%+v", item)
	}
	all := entry(t, menu, "call").Items
	last := all[len(all)-1]
	if !strings.HasPrefix(last.ID, entryNumber) || !strings.Contains(last.Label, "Bakery Jansen") {
		t.Fatalf("%+v", last)
	}
	r.chosen(last.ID)
	for {
		calls := h.office.PBX.Office().Calls
		if len(calls) == 1 {
			if calls[0].CallerUser != people[0].UUID {
				t.Errorf("%+v", calls[0])
			}
			break
		}
	}
}
