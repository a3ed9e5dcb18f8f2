package resident

import (
	"context"
	"slices"
	"testing"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/settings"
)

// freed is a picture with a colleague who has become free, and what is told of it.
func freed(m *painted, extension string) (*presence.Snapshot, presence.Notice) {
	anna := &presence.Contact{UUID: "anna", FullName: "Anna", Extension: extension, Presence: presence.Available}
	s := *m.Picture()
	s.Contacts, s.OwnPhones = presence.NewRoster([]*presence.Contact{anna}, 2), []presence.ContactPhone{{UUID: "desk"}}
	return &s, presence.Notice{About: presence.ColleagueFree, Contact: anna}
}

func keys(m notify.Message) (list []string) {
	for _, a := range m.Actions {
		list = append(list, a.Key)
	}
	return list
}

// shownOne is the one message on the desktop.
func (d *desktop) shownOne(t *testing.T) notify.Message {
	t.Helper()
	return d.until(t, "a message", func(shown []notify.Message) bool { return len(shown) == 1 })[0]
}

func TestFree_OffersToCallTheColleague(t *testing.T) {
	m := paint("anna")
	r, d, _ := follows(t, m)
	m.Publish(freed(m, "203"))
	told := d.shownOne(t)
	if told.Title != r.Words.Say("notice_colleague_free_title", lang.With{"Who": "Anna"}) || told.Key != "free anna" ||
		!slices.Equal(keys(told), []string{notify.DefaultAction, "call", "open"}) {
		t.Errorf("told %+v", told)
	}
	told.Chosen("call")
	if asked := await(t, m.asked, "the call"); asked != "dial 203" {
		t.Error(asked)
	}
}

func TestFree_WithoutANumberHasNothingToCall(t *testing.T) {
	m := paint("anna")
	_, d, _ := follows(t, m)
	m.Publish(freed(m, ""))
	if told := d.shownOne(t); !slices.Equal(keys(told), []string{notify.DefaultAction, "open"}) {
		t.Errorf("offers %q", keys(told))
	}
}

// dialler is a mirror that notes what is dialled, and answers.
type dialler struct {
	*painted
	request presence.DialRequest
	answer  presence.DialResult
	err     error
}

func (d *dialler) Dial(_ context.Context, r presence.DialRequest) (presence.DialResult, error) {
	d.request = r
	return d.answer, d.err
}

func TestCallColleague_CallsAsItIsSetInTheWindow(t *testing.T) {
	m := &dialler{painted: paint("anna"), answer: presence.DialResult{Originated: pbxclient.Originated{Outcome: pbxclient.Started}}}
	r, _, stop := follows(t, m)
	stop() // who follows the mirror reads the logins, which this changes
	m.Publish(freed(m.painted, "203"))
	here := account.Account{Address: "pbx.example.org", UserName: "me"}
	r.logins.all = []*seat{{Login: Login{Account: here, Mirror: m}}}
	for _, c := range []struct {
		set  settings.Settings
		want presence.DialRequest
	}{
		{settings.Settings{}, presence.DialRequest{Typed: "203", AutoAnswer: true}},
		{settings.Settings{PickUpByHand: true, CallFrom: "desk"}, presence.DialRequest{Typed: "203", From: "desk"}},
		{settings.Settings{CallsFrom: map[string]settings.Phone{here.ID(): {UUID: "desk"}}}, presence.DialRequest{Typed: "203", From: "desk", AutoAnswer: true}},
		{settings.Settings{CallsFrom: map[string]settings.Phone{"another": {UUID: "desk"}}}, presence.DialRequest{Typed: "203", AutoAnswer: true}},
		{settings.Settings{CallFrom: "gone"}, presence.DialRequest{Typed: "203", AutoAnswer: true}},
	} {
		r.settings.now = c.set
		if r.callColleague(m, "anna"); m.request != c.want {
			t.Errorf("with %+v: dialled %+v", c.set, m.request)
		}
	}
	m.request = presence.DialRequest{}
	if r.callColleague(m, "gone"); m.request != (presence.DialRequest{}) {
		t.Errorf("of nobody: dialled %+v", m.request)
	}
}

func TestCallColleague_SaysWhyTheCallDidNotStart(t *testing.T) {
	m := &dialler{painted: paint("anna")}
	r, d, _ := follows(t, m)
	s, _ := freed(m.painted, "203")
	m.Publish(s)
	m.answer.Outcome = pbxclient.Busy
	r.callColleague(m, "anna")
	if told := d.shownOne(t); told.Key != "problem" || told.Body != r.Words.NotStarted(pbxclient.Busy, "Anna") {
		t.Errorf("told %+v", told)
	}
	m.err = presence.ErrNoUser
	r.callColleague(m, "anna")
	d.until(t, "the error", func(shown []notify.Message) bool {
		return len(shown) == 1 && shown[0].Body == r.Words.Error(presence.ErrNoUser)
	})
}

// handset is a mirror that tells which calls are placed and ended.
type handset struct {
	*painted
	told chan string
}

func (h *handset) Hangup(_ context.Context, id string) error { h.told <- "ended " + id; return nil }

func (h *handset) Dial(_ context.Context, r presence.DialRequest) (presence.DialResult, error) {
	h.told <- "called " + r.Typed
	return presence.DialResult{Originated: pbxclient.Originated{Outcome: pbxclient.Started}}, nil
}

func TestOffers_ACallThatRingsCanBeEndedAndAMissedOneCalledBack(t *testing.T) {
	m := &handset{paint("bea"), make(chan string, 1)}
	r, d, stop := follows(t, m)
	stop()
	f := &follower{resident: r, mirror: m, shown: map[uint64]string{}}
	picture, notice := ringing(m.painted, presence.CallRinging)
	picture.Calls[0].UniqueID = "c1"
	f.tell(notice, picture)
	rings := d.shownOne(t)
	if keys := keysOf(rings); !slices.Equal(keys, []string{notify.DefaultAction, actionHangUp, actionOpen}) || !rings.Urgent {
		t.Errorf("while it rings %q, %+v", keys, rings)
	}
	rings.Chosen(actionHangUp)
	if what := await(t, m.told, "the end of the call"); what != "ended c1" {
		t.Error(what)
	}
	f.tell(presence.Notice{About: presence.MissedCall, Call: picture.Calls[0]}, picture)
	missed := d.until(t, "the missed call", func(shown []notify.Message) bool { return len(shown) == 1 && !shown[0].Urgent })[0]
	if keys := keysOf(missed); !slices.Equal(keys, []string{notify.DefaultAction, actionCall, actionOpen}) {
		t.Errorf("of a missed call %q", keys)
	}
	missed.Chosen(actionCall)
	if what := await(t, m.told, "the call back"); what != "called 203" {
		t.Error(what)
	}
}

func keysOf(m notify.Message) (keys []string) {
	for _, a := range m.Actions {
		keys = append(keys, a.Key)
	}
	return keys
}
