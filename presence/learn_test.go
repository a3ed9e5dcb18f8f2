package presence

import (
	"path/filepath"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/presence/journal"
)

func extensions(s *state) map[string]string {
	s.snapshot(&Snapshot{}, Connection{}, true, 1)
	known := map[string]string{}
	for c := range s.roster.All() {
		known[c.UUID] = c.Extension
	}
	return known
}

func TestExtension_TheBestEvidenceWins(t *testing.T) {
	s := office(t)
	want := func(why, number string) {
		t.Helper()
		if got := extensions(s)["bea"]; got != number {
			t.Errorf("%s: %q, want %q", why, got, number)
		}
	}
	want("the phone's user name", "202")
	s.apply(dial(fromOutside, "222", "bea"), time.Now(), false)
	want("called at", "222")
	from := fromBea
	from.Number = "223"
	s.apply(incoming(from, "201"), time.Now(), false)
	want("calls with", "223")
	s.book.byHand["bea"] = "299"
	s.newExtension("bea")
	want("set by hand", "299")
	delete(s.book.byHand, "bea")
	s.newExtension("bea")
	want("no longer set by hand", "223")
	if got := s.userCalled("223"); got != "bea" {
		t.Errorf("223 is %q", got)
	}
}

func TestExtension_WhatLooksLikeOne(t *testing.T) {
	phones := map[string]*phone{"sip": {username: "yealink-202"}, "number": {username: "202"}}
	assigned := func(kind pbxclient.PhoneType, phone, number string) []pbxclient.AssignedPhone {
		return []pbxclient.AssignedPhone{{Type: kind, Phone: phone, Number: number}}
	}
	for name, c := range map[string]struct {
		contact Contact
		want    string
	}{
		"the phone's user name":    {Contact{Username: "301", Assigned: assigned(pbxclient.AssignedTypePhone, "number", "")}, "202"},
		"the user name":            {Contact{Username: "301", Assigned: assigned(pbxclient.AssignedTypePhone, "sip", "")}, "301"},
		"a number of theirs":       {Contact{Username: "bea", Assigned: assigned(pbxclient.AssignedTypeNumber, "", "+31612345678")}, "+31612345678"},
		"not one over a trunk":     {Contact{Username: "bea", Assigned: assigned(pbxclient.AssignedTypeTrunkNumber, "", "+31612345678")}, ""},
		"one digit is none":        {Contact{Username: "7"}, ""},
		"seven digits are none":    {Contact{Username: "1234567"}, ""},
		"a name is none":           {Contact{Username: "bea"}, ""},
		"digits of another script": {Contact{Username: "٢٠٢"}, ""},
	} {
		b, _ := newBook(nil)
		if got := b.extension(&c.contact, phones); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestLearn_AGroupTeachesNothing(t *testing.T) {
	s := office(t)
	s.book.learnt = map[string]string{}
	s.apply(dial(fromOutside, "600", "bea", "cor"), time.Now(), false)
	if got := extensions(s); got["bea"] != "202" || got["cor"] != "203" {
		t.Errorf("rung together: %v", got)
	}
	// A queue rings its agents one at a time: the second call shows what the first could not.
	one, two := dial(fromOutside, "700", "bea"), dial(fromOutside, "700", "cor")
	one.Call.UniqueID, two.Call.UniqueID = "q1", "q2"
	s.apply(one, time.Now(), false)
	s.apply(two, time.Now(), false)
	s.apply(one, time.Now(), false)
	if got := extensions(s); got["bea"] != "202" || got["cor"] != "203" {
		t.Errorf("rung in turn: %v", got)
	}
}

func TestLearn_ATransferTeachesNothing(t *testing.T) {
	s := office(t)
	for _, e := range []pbxclient.Event{
		dial(fromOutside, "202", "bea"), answer(fromOutside, "202", "bea"),
		transfer(pbxclient.EventBlindTransfer, fromOutside, "success"), dial(fromOutside, "202", "cor"),
	} {
		s.apply(e, time.Now(), false)
	}
	if bea, cor := s.book.learnt["bea"], s.book.learnt["cor"]; bea != "202" || cor != "" {
		t.Errorf("learnt %q for Bea and %q for Cor", bea, cor)
	}
}

func TestLearn_AGroupShowsAfterARestartToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	session := func(use func(*book)) {
		kept, _, err := journal.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := newBook(kept)
		if err != nil {
			t.Fatal(err)
		}
		use(b)
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	}
	session(func(b *book) { b.learnCalled("bea", "700") }) // the one agent of a queue who was rung so far
	session(func(b *book) {
		if b.learnt["bea"] != "700" {
			t.Fatalf("kept %v", b.learnt)
		}
		b.learnCalled("cor", "700")
		if len(b.learnt) != 0 {
			t.Errorf("learnt from a group: %v", b.learnt)
		}
	})
}

func TestLearn_OnlyWhatLooksLikeAnExtension(t *testing.T) {
	s := office(t)
	from := fromBea
	for _, number := range []string{"", "anonymous", "0201234567", "1"} {
		from.Number = number
		s.apply(incoming(from, "0201234567"), time.Now(), false)
	}
	if got := extensions(s)["bea"]; got != "202" {
		t.Errorf("learnt %q", got)
	}
}

func TestCertainPhone_IsTheOneThatACallStartsAt(t *testing.T) {
	assigned := func(personal ...bool) *Contact {
		c := &Contact{}
		for _, p := range personal {
			c.Assigned = append(c.Assigned, pbxclient.AssignedPhone{Type: pbxclient.AssignedTypePhone, Phone: "p", Personal: pbxclient.Some(p)})
			c.Phones = append(c.Phones, ContactPhone{UUID: "p", Personal: p})
		}
		return c
	}
	atDesk := assigned(true, true)
	atDesk.Phones = append(atDesk.Phones, ContactPhone{UUID: "desk", HotDesk: true})
	withMobile := assigned(true)
	withMobile.Assigned = append(withMobile.Assigned, pbxclient.AssignedPhone{Type: pbxclient.AssignedTypeNumber, Number: "06"})
	for name, c := range map[string]struct {
		contact *Contact
		want    string
	}{
		"nobody":             {nil, ""},
		"without a phone":    {assigned(), ""},
		"one personal phone": {assigned(true), "p"},
		"one shared phone":   {assigned(false), ""},
		"two phones":         {assigned(true, true), ""},
		"a mobile besides":   {withMobile, ""},
		"the hot desk":       {atDesk, "desk"},
	} {
		phone, certain := c.contact.CertainPhone()
		if phone.UUID != c.want || certain != (c.want != "") {
			t.Errorf("%s: %q (%v), want %q", name, phone.UUID, certain, c.want)
		}
	}
}
