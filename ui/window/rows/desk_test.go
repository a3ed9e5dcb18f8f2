package rows

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/presence"
)

// atDesk is somebody who sits at a desk, or at none for null.
func atDesk(uuid, name string, desk pbxclient.Opt[string]) *presence.Contact {
	c := &presence.Contact{UUID: uuid, Username: uuid, FullName: name, HotDesk: desk, Presence: presence.Available}
	if at, ok := desk.Get(); ok {
		c.Phones = []presence.ContactPhone{{UUID: at, Name: "Desk " + at, HotDesk: true}}
	}
	return c
}

// flex is a phone that people log in at.
func flex(uuid, name string, guest pbxclient.Opt[string]) pbxclient.Phone {
	return pbxclient.Phone{UUID: uuid, Name: pbxclient.Some(name), HotDesk: pbxclient.Some(true), HotDeskUser: guest}
}

func deskPicture(people ...*presence.Contact) *presence.Snapshot {
	return &presence.Snapshot{Me: "me", Contacts: presence.NewRoster(people, 1), Connection: presence.Connection{State: presence.Live}}
}

func eyes() Eyes { return Eyes{Words: english, Now: noon, Current: true} }

func TestDesks_SayWhoSitsWhere(t *testing.T) {
	none, untold := pbxclient.NullOpt[string](), pbxclient.Opt[string]{}
	anna, me := atDesk("anna", "Anna Wójcik", pbxclient.Some("f1")), atDesk("me", "", pbxclient.Some("f2"))
	away := atDesk("away", "Bo", none)
	for _, c := range []struct {
		what   string
		phone  pbxclient.Phone
		people []*presence.Contact
		want   string
		taken  bool
		known  bool
	}{
		{"the picture tells", flex("f1", "F", none), []*presence.Contact{anna}, "Anna Wójcik · Available", true, true},
		{"the user, who has no full name", flex("f2", "F", none), []*presence.Contact{me}, "me · Available", true, true},
		{"nobody", flex("f3", "F", none), []*presence.Contact{anna}, "Free", false, true},
		{"somebody who has left since the phones were read", flex("f3", "F", pbxclient.Some("away")), []*presence.Contact{away}, "Free", false, true},
		{"somebody of whom only the phone tells", flex("f3", "F", pbxclient.Some("bo")), []*presence.Contact{atDesk("bo", "Bo", untold)}, "Bo · Available", true, true},
		{"somebody who is not among the people", flex("f3", "F", pbxclient.Some("x")), []*presence.Contact{anna}, english.Say("desks_somebody"), true, true},
		{"nothing tells", flex("f3", "F", untold), []*presence.Contact{atDesk("bo", "Bo", untold)}, "–", false, false},
		{"the people tell", flex("f3", "F", untold), []*presence.Contact{away}, "Free", false, true},
	} {
		all := Desks([]pbxclient.Phone{c.phone}, deskPicture(c.people...), "", eyes())
		i := 0
		for i < len(all) && all[i].UUID != c.phone.UUID {
			i++
		}
		if i == len(all) || all[i].Who != c.want || all[i].Taken != c.taken || all[i].Known != c.known || all[i].Mine != (c.phone.UUID == "f2") {
			t.Errorf("%s: %+v", c.what, all)
		}
	}
}

func TestDesks_SaySinceWhenSomebodySitsThereWhereThatIsKnown(t *testing.T) {
	none := pbxclient.NullOpt[string]()
	anna, bo := atDesk("anna", "Anna", pbxclient.Some("f1")), atDesk("bo", "Bo", pbxclient.Some("f2"))
	anna.DeskSince = noon.Add(-3 * time.Hour)
	phones := []pbxclient.Phone{flex("f1", "F", none), flex("f2", "F", none), flex("f3", "F", none)}
	var since []string
	for _, d := range Desks(phones, deskPicture(anna, bo), "", eyes()) {
		since = append(since, d.Since)
	}
	if diff := cmp.Diff([]string{"Here since 09:10", "", ""}, since); diff != "" {
		t.Error(diff)
	}
}

func TestDesks_AreByNameAndFoundByItAndByWhoSitsThere(t *testing.T) {
	none := pbxclient.NullOpt[string]()
	phones := []pbxclient.Phone{
		flex("f10", "Flex 10", none), flex("f2", "Flex 2", none), flex("f1", "", none),
		{UUID: "desk", Name: pbxclient.Some("Nobody logs in here"), HotDesk: pbxclient.Some(false)},
		{UUID: "odd"},
	}
	s := deskPicture(atDesk("anna", "Anna Wójcik", pbxclient.Some("f2")), atDesk("bo", "Bo", pbxclient.Some("new")))
	names := func(query string) (names []string) {
		for _, d := range Desks(DesksOf(phones, english), s, query, eyes()) {
			names = append(names, d.Name)
		}
		return names
	}
	if diff := cmp.Diff([]string{"Flex 2", "Flex 10", english.Say("unnamed_phone", map[string]any{"UUID": "f1"}), "Desk new"}, names("")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Flex 2"}, names("wojcik")); diff != "" {
		t.Error(diff)
	}
	if got := names("flex anna 10"); got != nil {
		t.Errorf("found %q", got)
	}
}

func TestAnyDesk_IsThereWhereSomebodyCouldLogIn(t *testing.T) {
	none := pbxclient.NullOpt[string]()
	nomad := atDesk("nomad", "Nomad", none)
	nomad.Assigned = []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypeHotDesk}}
	for _, c := range []struct {
		phones []pbxclient.Phone
		people *presence.Contact
		want   bool
	}{
		{nil, atDesk("bo", "Bo", none), false},
		{[]pbxclient.Phone{flex("f1", "F", none)}, atDesk("bo", "Bo", none), true},
		{nil, atDesk("bo", "Bo", pbxclient.Some("f1")), true},
		{nil, nomad, true},
	} {
		if got := AnyDesk(c.phones, deskPicture(c.people)); got != c.want {
			t.Errorf("%+v and %+v: %v", c.phones, c.people, got)
		}
	}
}

func TestSitters_AreTheUserAndWhoTravelsUntilSomebodyIsLookedFor(t *testing.T) {
	none := pbxclient.NullOpt[string]()
	nomad := atDesk("nomad", "Nomad", pbxclient.Some("f1"))
	nomad.Assigned = []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypeHotDesk}}
	s := deskPicture(atDesk("me", "Maarten", none), nomad, atDesk("bo", "Bo", none), atDesk("mia", "Mia", none))
	x := NewIndex(s.Contacts, english.Tag(), nil)
	for query, want := range map[string][]string{"": {"me", "nomad"}, "m": {"mia", "nomad", "me"}, "bo": {"bo"}, "nobody": nil} {
		var got []string
		for _, c := range x.Sitters(s, query, 3, eyes()) {
			got = append(got, c.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
	if got := x.Sitters(s, "nomad", 3, eyes()); got[0].Detail != "at Desk f1" {
		t.Errorf("it is not said where they sit: %+v", got)
	}
	if got := x.Sitters(s, "m", 2, eyes()); len(got) != 2 {
		t.Errorf("there are %d", len(got))
	}
}
