package window

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/ui/settings"
)

// employed are the people of an office, as the engine would have them.
func employed(office pbxsim.Office) []*presence.Contact {
	codes := map[string]int{}
	for _, p := range office.Phones {
		codes[p.UUID] = p.Code
	}
	contacts := []*presence.Contact{me()}
	for _, u := range office.Users {
		c := person(u.UUID, u.FullName, u.Extension, presence.Available)
		c.Username = u.UserName
		for _, uuid := range u.Phones {
			c.Phones = append(c.Phones, presence.ContactPhone{UUID: uuid, StatusCode: pbxclient.Some(codes[uuid])})
		}
		if u.HotDesk != "" {
			c.Phones = append(c.Phones, presence.ContactPhone{UUID: u.HotDesk, StatusCode: pbxclient.Some(codes[u.HotDesk]), HotDesk: true})
		}
		contacts = append(contacts, c)
	}
	return contacts
}

// operate opens the operator panel of a quiet office.
func operate(t *testing.T, set settings.Settings) (*seat, pbxsim.Office) {
	t.Helper()
	pbx := pbxsim.New(pbxsim.Options{Users: 12, Quiet: true, AdminPerson: true})
	office := pbx.Office()
	p := visit(t, pbx, pbx.Accounts()[0], newStage(employed(office)...), set)
	p.until("the panel", func() bool { return !p.places[phonesPage].closed })
	p.open(phonesPage)
	p.until("the phones", func() bool { return len(p.phones.Listed()) > 0 })
	return p, office
}

// certain is somebody with one phone and a number.
func certain(t *testing.T, office pbxsim.Office) pbxsim.User {
	t.Helper()
	i := slices.IndexFunc(office.Users, func(u pbxsim.User) bool {
		return len(u.Phones) == 1 && u.Extension != "" && u.HotDesk == "" && len(u.FullName) > 3
	})
	if i < 0 {
		t.Fatal("nobody in the office has one phone and a number")
	}
	return office.Users[i]
}

// toPhone picks a phone by keys.
func (p *seat) toPhone(uuid string) {
	p.t.Helper()
	p.press(fyne.KeyHome)
	for p.phones.Picked() != uuid {
		before := p.phones.Picked()
		if p.press(fyne.KeyRight); p.phones.Picked() == before {
			p.t.Fatalf("%s cannot be reached by keys", uuid)
		}
	}
}

// fromMenu takes a line of the menu that opens for the phone that is picked, by its place.
func (p *seat) fromMenu(line int) {
	p.t.Helper()
	p.press(desktop.KeyMenu)
	for range line {
		p.press(fyne.KeyDown)
	}
	p.press(fyne.KeyReturn)
}

func TestPhones_EveryPhoneOfThePBXHasATile(t *testing.T) {
	p, office := operate(t, settings.Settings{})
	var want []string
	for _, phone := range office.Phones {
		want = append(want, phone.UUID)
	}
	got := slices.Clone(p.phones.Listed())
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPhones_LettersAndEnterCallWhoeverHasThePhone(t *testing.T) {
	p, office := operate(t, settings.Settings{})
	u := certain(t, office)
	p.typed(u.Extension)
	if p.phones.Picked() != u.Phones[0] {
		t.Fatalf("picked %q", p.phones.Picked())
	}
	p.press(fyne.KeyReturn)
	p.expect(`dial ` + u.Extension + ` from="" auto=true`)
	p.press(fyne.KeyEscape)
	if p.phones.Picked() != "" || len(p.phones.Listed()) != len(office.Phones) {
		t.Error("Escape leaves the search")
	}
}

func TestPhones_ArrowsGoFromTileToTileAndEnterCalls(t *testing.T) {
	p, office := operate(t, settings.Settings{})
	u := certain(t, office)
	p.toPhone(u.Phones[0])
	p.press(fyne.KeyDown)
	p.press(fyne.KeyUp)
	if p.phones.Picked() != u.Phones[0] {
		t.Fatalf("down and up lead to %q", p.phones.Picked())
	}
	p.press(fyne.KeyEnter)
	p.expect(`dial ` + u.Extension + ` from="" auto=true`)
}

func TestPhones_TilesFollowThePictureWhileThePageIsSeen(t *testing.T) {
	p, office := operate(t, settings.Settings{})
	u := certain(t, office)
	p.stage.paint(func(s *presence.Snapshot) {
		c := *s.Contacts.Find(u.UUID)
		c.Phones, c.Presence = []presence.ContactPhone{{UUID: u.Phones[0], StatusCode: pbxclient.Some(8)}}, presence.Ringing
		s.Contacts = s.Contacts.With([]*presence.Contact{&c}, nil, 0)
		s.Calls = []*presence.Call{{Key: 1, State: presence.CallRinging, Direction: presence.Inbound, Name: "Bakery Jansen", Number: "0201234567", Phones: u.Phones}}
	})
	p.refresh()
	if got := p.phones.Told(u.Phones[0]); got.Call != "Bakery Jansen calls" || !got.Rings || !strings.HasPrefix(got.Word, "Ringing") {
		t.Errorf("the tile says %+v", got)
	}
}

func TestPhones_APhoneThatNobodyHasReadIsReadAtOnce(t *testing.T) {
	pbx := pbxsim.New(pbxsim.Options{Users: 12, Quiet: true, AdminPerson: true})
	p := visit(t, pbx, pbx.Accounts()[0], newStage(employed(pbx.Office())...), settings.Settings{})
	lists := func() (n int) {
		for _, r := range pbx.Requests() {
			if strings.HasSuffix(r.Path, "/phones") {
				n++
			}
		}
		return n
	}
	p.until("the phones", func() bool { return !p.places[phonesPage].closed })
	before := lists()
	p.stage.paint(func(s *presence.Snapshot) {
		c := person("new", "Nieuw Hier", "290", presence.Available)
		c.Phones = []presence.ContactPhone{{UUID: "unheard-of"}}
		s.Contacts = s.Contacts.With([]*presence.Contact{c}, nil, 1)
	})
	p.refresh()
	p.until("another reading", func() bool { return lists() > before })
}

func TestPhones_ALoginThatMaySeeNoPhonesIsOfferedNoPanel(t *testing.T) {
	pbx := pbxsim.New(pbxsim.Options{Users: 12, Quiet: true})
	pbx.Inject(pbxsim.Fault{Match: func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/phones") }, Status: http.StatusForbidden})
	p := visit(t, pbx, pbx.Accounts()[0], newStage(employed(pbx.Office())...), settings.Settings{})
	p.until("the refusal", func() bool { return p.phones.Reason() != "" })
	p.open(phonesPage)
	p.look(peoplePage)
}

func TestPhones_ATabKeepsPhonesInAnOrderOfOnesOwn(t *testing.T) {
	p, office := operate(t, settings.Settings{})
	one, other := p.phones.Listed()[0], p.phones.Listed()[1]
	p.toPhone(other)
	p.fromMenu(2) // below calling it: into a new tab
	p.typed("Team")
	p.press(fyne.KeyReturn)
	if diff := cmp.Diff([]string{other}, p.phones.Listed()); diff != "" {
		t.Fatalf("the new tab: %s", diff)
	}
	p.alone(fyne.KeyPageUp, fyne.KeyModifierControl)
	if len(p.phones.Listed()) != len(office.Phones) {
		t.Fatal("the tab before it has all phones")
	}
	p.toPhone(one)
	p.fromMenu(2) // into the tab
	p.alone(fyne.KeyPageDown, fyne.KeyModifierControl)
	if diff := cmp.Diff([]string{other, one}, p.phones.Listed()); diff != "" {
		t.Fatalf("the tab: %s", diff)
	}
	p.toPhone(one)
	p.alone(fyne.KeyLeft, fyne.KeyModifierAlt)
	want := []settings.Tab{{Name: "Team", Phones: []string{one, other}}}
	if diff := cmp.Diff(want, p.settings.Tabs(p.acts.account.ID())); diff != "" || p.saved == 0 {
		t.Errorf("kept %d times: %s", p.saved, diff)
	}
	p.fromMenu(2) // out of the tab
	if diff := cmp.Diff([]string{other}, p.phones.Listed()); diff != "" {
		t.Errorf("the tab without one: %s", diff)
	}
}

// alone presses a key together with another one.
func (p *seat) alone(k fyne.KeyName, with fyne.KeyModifier) {
	p.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: with})
}
