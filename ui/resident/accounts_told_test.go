package resident

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/settings"
	"ringside/ui/tray"
)

func TestAccounts_CallsOnBothAreToldWithTheNameOfTheirPBX(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	h.stay(t, quiet)
	h.listed(t, "both", allLive(2))
	here, there := rings(t, h.office, "Jan"), rings(t, b.Office, "Piet")
	shown := h.desktop.until(t, "both calls", func(shown []notify.Message) bool { return len(shown) == 2 })
	slices.SortFunc(shown, func(a, b notify.Message) int { return strings.Compare(a.Title, b.Title) })
	for i, want := range []struct{ who, at string }{{"Jan", h.account.Place()}, {"Piet", b.Account.Place()}} {
		title := h.Words.Say("notice_incoming_call_title", lang.With{"Who": want.who})
		if shown[i].Title != title || !strings.HasSuffix(shown[i].Body, " · "+want.at) || !shown[i].Urgent {
			t.Errorf("%+v, want %q at %s", shown[i], title, want.at)
		}
	}
	if err := b.PBX.Answer(there, b.PBX.Office().Users[0].Phones[0]); err != nil { // both calls have the same key of their engine's
		t.Fatal(err)
	}
	left := h.desktop.until(t, "the end of one message", func(shown []notify.Message) bool { return len(shown) == 1 })
	if !strings.Contains(left[0].Title, "Jan") {
		t.Errorf("left is %+v", left)
	}
	if err := h.office.PBX.Hangup(here); err != nil {
		t.Fatal(err)
	}
	h.desktop.until(t, "that it was missed", about(h.Words.Say("notice_missed_call_title", lang.With{"Who": "Jan"})))
}

func TestAccounts_TheOnlyOneIsNotNamed(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	h.listed(t, "it", allLive(1))
	rings(t, h.office, "Jan")
	m := h.desktop.until(t, "the call", func(shown []notify.Message) bool { return len(shown) == 1 })[0]
	if strings.Contains(m.Body, h.account.Place()) {
		t.Errorf("%+v", m)
	}
}

func TestAccounts_OpensTheWindowAtTheAccountThatIsCalled(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	s := h.set(t, obedient)
	if err := (settings.Settings{OpenOnCall: true}).Save(h.Folder); err != nil {
		t.Fatal(err)
	}
	h.stay(t, quiet)
	h.listed(t, "both", allLive(2))
	rings(t, b.Office, "Piet")
	w := s.window(t)
	w.hearsBoth(t,
		func(l line) bool { return l.Say == "login" && l.Account == b.Account },
		func(l line) bool { return l.Say == "shown" })
}

func TestMenu_HasAnEntryForEachAccountWhereThereAreSeveral(t *testing.T) {
	h := newHouse(t)
	b := h.branch(t)
	d := h.logins(t)
	d.Begin(d.life, h.account, h.secret, b.Known)
	all, _ := d.All()
	box := b.PBX.Office().Users[0].Mailbox
	if err := b.PBX.LeaveVoicemail(box); err != nil {
		t.Fatal(err)
	}
	for _, in := range all {
		pictured(t, in.Mirror, "the offices", func(s *presence.Snapshot) bool {
			n, known := s.NewVoicemail()
			return live(s) && known && (in.Account != b.Account || n > 0)
		})
	}
	r := &Resident{Options: h.Options, sender: notify.NewSender(h.desktop, h.Logger)}
	r.life, r.end = context.WithCancelCause(context.Background())
	defer r.end(nil)
	r.logins.all, r.logins.current = d.all, d.current
	m := r.menu(all[1].Mirror.Picture())
	if !strings.HasSuffix(m.Items[0].Label, " · "+h.account.Place()) || !strings.HasSuffix(m.Tooltip, m.Items[0].Label) {
		t.Errorf("%+v", m)
	}
	first := slices.IndexFunc(m.Items, func(i tray.Item) bool { return strings.HasPrefix(i.ID, entryAccount) })
	there, here := m.Items[first], m.Items[first+1]
	for i, item := range []tray.Item{there, here} {
		n, _ := all[i].Mirror.Picture().NewVoicemail()
		want := fmt.Sprintf("%s (%d)", all[i].Account.Place(), n)
		if item.Label != want || item.Checked != (i == 1) || !item.Checkable {
			t.Errorf("%+v, want %q", item, want)
		}
	}
	r.chosen(there.ID)
	r.running.Wait()
	if now := r.logins.Now(); now.Account != b.Account {
		t.Errorf("the current one is %+v", now.Account)
	}
}
