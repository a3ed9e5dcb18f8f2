package window

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// desksOf are the phones of an office that people log in at.
func desksOf(pbx *pbxsim.PBX) (desks []pbxsim.Phone) {
	for _, ph := range pbx.Office().Phones {
		if ph.HotDesk {
			desks = append(desks, ph)
		}
	}
	return desks
}

// peopleOf is an office as the mirror shows it, with the user's own UUID as "me".
func peopleOf(pbx *pbxsim.PBX, me string) *stage {
	office := pbx.Office()
	var people []*presence.Contact
	for _, u := range office.Users {
		c := person(u.UUID, u.FullName, u.Extension, presence.Available)
		c.Username, c.HotDesk = u.UserName, pbxclient.NullOpt[string]()
		if u.HotDesk != "" {
			c.HotDesk = pbxclient.Some(u.HotDesk)
			i := slices.IndexFunc(office.Phones, func(ph pbxsim.Phone) bool { return ph.UUID == u.HotDesk })
			c.Phones = []presence.ContactPhone{{UUID: u.HotDesk, Name: office.Phones[i].Name, HotDesk: true}}
		}
		people = append(people, c)
	}
	s := newStage(people...)
	s.picture.Me = me
	return s
}

// atDesks opens the page of the desks of an office, as its first account.
func atDesks(t *testing.T, pbx *pbxsim.PBX, set settings.Settings) *seat {
	p := visit(t, pbx, pbx.Accounts()[0], peopleOf(pbx, pbx.Office().Users[0].UUID), set)
	p.until("the page", func() bool { return !p.places[desksPage].closed })
	p.open(desksPage)
	p.look(desksPage)
	return p
}

// toPress is the first button of the page with these words.
func (p *seat) toPress(words string) *widget.Button {
	p.t.Helper()
	all := on[*widget.Button](p, desksPage)
	i := slices.IndexFunc(all, func(b *widget.Button) bool { return b.Text == words })
	if i < 0 {
		p.t.Fatalf("%q is not offered", words)
	}
	return all[i]
}

// moved shows the mirror's picture of the office as it is by now.
func (p *seat) moved(pbx *pbxsim.PBX) {
	now := peopleOf(pbx, p.snap.Me).Picture()
	p.stage.paint(func(s *presence.Snapshot) { s.Contacts = now.Contacts })
	p.refresh()
}

func TestDesks_SayWhoSitsWhereAndFollowTheEvents(t *testing.T) {
	pbx := quiet()
	p := atDesks(t, pbx, settings.Settings{})
	desks := desksOf(pbx)
	taken, free := desks[0], desks[1]
	who := p.snap.Contacts.Find(taken.HotDeskUser)
	for _, text := range []string{taken.Name, who.Name() + " · Available", free.Name, "Free"} {
		if !p.reads(desksPage, text) {
			t.Errorf("%q is not said", text)
		}
	}
	p.stage.paint(func(s *presence.Snapshot) {
		var people []*presence.Contact
		for c := range s.Contacts.All() {
			now := *c
			if c.UUID == who.UUID {
				now.HotDesk, now.Phones = pbxclient.NullOpt[string](), nil
			}
			people = append(people, &now)
		}
		s.Contacts = presence.NewRoster(people, 1)
	})
	p.refresh()
	if p.reads(desksPage, who.Name()+" · Available") {
		t.Error("they are still said to sit there")
	}
	if buttons := on[*widget.Button](p, desksPage); len(buttons) != 0 {
		t.Errorf("a user is offered %q", buttons[0].Text)
	}
}

func TestDesks_SayWhySomeHaveNoTimeSinceWhenSomebodySitsThere(t *testing.T) {
	pbx := quiet()
	p := atDesks(t, pbx, settings.Settings{})
	why := p.words.Say("desks_since_unseen")
	if !p.reads(desksPage, why) {
		t.Error("it is not said why there is no time")
	}
	came := time.Now()
	p.stage.paint(func(s *presence.Snapshot) {
		var people []*presence.Contact
		for c := range s.Contacts.All() {
			now := *c
			if now.HotDesk.Or("") != "" {
				now.DeskSince = came
			}
			people = append(people, &now)
		}
		s.Contacts = presence.NewRoster(people, 1)
	})
	p.refresh()
	if p.reads(desksPage, why) || !p.reads(desksPage, p.words.Say("desks_since", lang.With{"When": p.words.When(came, time.Now())})) {
		t.Error("there is a time, and it is not shown")
	}
}

func TestDesks_TheUserLogsOutAtTheirOwn(t *testing.T) {
	pbx := quiet()
	desk := desksOf(pbx)[1]
	p := atDesks(t, pbx, settings.Settings{})
	p.stage.paint(func(s *presence.Snapshot) {
		own := *s.Own()
		own.HotDesk = pbxclient.Some(desk.UUID)
		own.Phones = []presence.ContactPhone{{UUID: desk.UUID, Name: desk.Name, HotDesk: true}}
		s.Contacts = s.Contacts.With([]*presence.Contact{&own}, nil, 1)
	})
	p.refresh()
	leave := p.toPress("Log out")
	p.window.Canvas().Focus(leave)
	p.press(fyne.KeySpace)
	if !leave.Disabled() {
		t.Error("it can be asked for twice")
	}
	p.expect(`hot desk ""`)
}

// withKey opens the page with the API key, which acts for the first account.
func withKey(t *testing.T, pbx *pbxsim.PBX) *seat {
	t.Helper()
	server := httptest.NewServer(pbx.Handler())
	t.Cleanup(server.Close)
	s := peopleOf(pbx, pbx.Office().Users[0].UUID)
	var err error
	s.client, err = account.Account{Address: server.URL, APIKey: true, PlainHTTP: true}.Client(pbx.APIKey(), pbxclient.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.client.CloseIdle)
	p := sit(t, s, settings.Settings{})
	p.acts.account.APIKey = true
	p.setVisible(true)
	p.until("the page", func() bool { return !p.places[desksPage].closed })
	p.open(desksPage)
	return p
}

func TestDesks_AnAPIKeyLogsAnybodyInAndOut(t *testing.T) {
	pbx := quiet()
	p := withKey(t, pbx)
	who := p.snap.Contacts.Find(desksOf(pbx)[0].HotDeskUser)
	leave := p.toPress("Log out")
	p.window.Canvas().Focus(leave)
	p.press(fyne.KeySpace)
	if want := "Log " + who.Name() + " out at " + desksOf(pbx)[0].Name + "?"; p.message.Text() != want {
		t.Fatalf("it asks %q, want %q", p.message.Text(), want)
	}
	if desksOf(pbx)[0].HotDeskUser == "" {
		t.Fatal("they were logged out before that was answered")
	}
	p.press(fyne.KeySpace)
	p.until("them to be logged out", func() bool { return desksOf(pbx)[0].HotDeskUser == "" })
	p.settle()
	p.moved(pbx)

	p.window.Canvas().Focus(p.toPress("Log in …"))
	p.press(fyne.KeySpace)
	colleague := pbx.Office().Users[2]
	p.typed(colleague.FullName)
	p.press(fyne.KeyReturn)
	p.until("them to be logged in", func() bool { return p.message.Text() != "" })
	if got := desksOf(pbx)[0].HotDeskUser; got != colleague.UUID {
		t.Errorf("%q sits there, and not %s", got, colleague.FullName)
	}
	p.moved(pbx)
	if !p.reads(desksPage, colleague.FullName+" · Available") {
		t.Error("it is not shown")
	}
}

func TestDesks_WhoAsksForNobodyGoesBack(t *testing.T) {
	pbx := quiet()
	p := withKey(t, pbx)
	logIn := p.toPress("Log in …")
	p.window.Canvas().Focus(logIn)
	p.press(fyne.KeySpace)
	if len(on[*widgets.Choices](p, desksPage)) != 1 {
		t.Fatal("nobody is to be chosen")
	}
	p.typed("nobody is called so")
	p.press(fyne.KeyReturn)
	p.press(fyne.KeyEscape)
	p.expect()
	if len(on[*widgets.Choices](p, desksPage)) != 0 || desksOf(pbx)[1].HotDeskUser != "" {
		t.Error("it still asks")
	}
}

func TestDesks_AUserHasTheCodeOfThePBXCalled(t *testing.T) {
	pbx := quiet()
	p := atDesks(t, pbx, settings.Settings{PickUpByHand: true})
	if !p.reads(desksPage, p.words.Say("desks_how_user")) {
		t.Error("it is not said how to log in")
	}
	p.settings.LogInBy(p.acts.account.ID(), "*11")
	p.refresh()
	p.open(desksPage)
	p.press(fyne.KeySpace) // "Call *11" has the keyboard: nothing else can be done here
	p.expect(`dial *11 from="" auto=false`)
	free := desksOf(pbx)[1]
	p.stage.paint(func(s *presence.Snapshot) { s.OwnPhones = []presence.ContactPhone{{UUID: free.UUID, Name: free.Name}} })
	p.refresh()
	p.tap(desksPage, "Sit here")
	p.expect(`dial *11 from="` + free.UUID + `" auto=false`)
}

func TestDesks_AnOfficeWithoutThemHasNoPage(t *testing.T) {
	pbx := quiet()
	for _, ph := range desksOf(pbx) {
		if err := pbx.RemovePhone(ph.UUID); err != nil {
			t.Fatal(err)
		}
	}
	p := visit(t, pbx, pbx.Accounts()[0], newStage(me(), anna), settings.Settings{})
	p.until("the answer", func() bool { return p.desks.read.Known })
	if !p.places[desksPage].closed {
		t.Error("there is nothing on it")
	}
}

func TestDesks_ThoseThatMayNotBeReadAreNotOffered(t *testing.T) {
	p := visitSwitches(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	p.until("the answer", func() bool { return p.desks.read.Err != nil })
	if !p.places[desksPage].closed {
		t.Error("there is nothing to be seen")
	}
}

func TestDesks_TheSettingsKeepTheCodeOfThisAccount(t *testing.T) {
	p := atSettings(t, settings.Settings{})
	field := p.keptField(1) // below that of the mailbox
	p.window.Canvas().Focus(field)
	field.SetText(" *11 ")
	p.press(fyne.KeyReturn)
	if got := p.settings.DeskCode(p.acts.account.ID()); got != "*11" || field.Text != "*11" || p.saved != 1 {
		t.Errorf("it is %q, and the field has %q, saved %d times", got, field.Text, p.saved)
	}
}
