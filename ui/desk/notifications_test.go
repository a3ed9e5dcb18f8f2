//go:build linux

package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
)

// tricky is somebody outside whose name would be more than a name, were it taken for markup or for lines.
var tricky = pbxsim.Party{Number: "0201234567", Name: "Bakery <b>Jansen</b> &amp;\nCo", Normalized: "+31201234567"}

// overhear listens to what the notification service is told.
func (s *scene) overhear() *Messages {
	s.t.Helper()
	m, err := s.desk.Overhear()
	s.must(err)
	s.t.Cleanup(m.Close)
	return m
}

// message waits for one whose title begins so.
func (s *scene) message(from *Messages, title string) (found Message) {
	s.t.Helper()
	s.must(poll(s.ctx, fmt.Sprintf("the message %q", title), func() (bool, error) {
		all := from.All()
		i := slices.IndexFunc(all, func(m Message) bool { return strings.HasPrefix(m.Summary, title) })
		if i >= 0 {
			found = all[i]
		}
		return i >= 0, nil
	}))
	return found
}

// displayed waits until so many notifications are on the screen.
func (s *scene) displayed(want int) {
	s.t.Helper()
	s.must(poll(s.ctx, fmt.Sprint(want, " notifications on the screen"), func() (bool, error) {
		got, err := s.desk.Displayed()
		return got == want, err
	}))
}

func TestNotifications_ACallIsShownAsItIsUntilItIsAnswered(t *testing.T) {
	s := set(t)
	s.openHidden()
	messages := s.overhear()
	id, err := s.office.PBX.Incoming(tricky, s.me.Extension)
	s.must(err)
	told := s.message(messages, "Bakery <b>Jansen</b> &amp; Co is calling")
	if told.Expires != 0 || told.Hints["urgency"].Value() != byte(2) {
		t.Errorf("it goes away by itself: it expires after %d ms, and its hints are %v", told.Expires, told.Hints)
	}
	if !strings.Contains(told.Body, "20 123 4567") || !strings.Contains(told.Body, s.me.Extension) {
		t.Errorf("it says %q: neither the number nor what was called", told.Body)
	}
	s.must(s.desk.Screen().WaitText(s.ctx, "Bakery <b>Jansen</b>", "is calling", "123 4567", s.me.Extension))
	s.displayed(1)
	s.must(s.office.PBX.Answer(id, s.me.Phones[0]))
	s.displayed(0)
}

func TestNotifications_ACallThatAColleagueAnswersIsTakenAway(t *testing.T) {
	s := set(t)
	s.openHidden()
	group, colleague := s.group()
	id, err := s.office.PBX.Incoming(tricky, group.Extension)
	s.must(err)
	s.displayed(1)
	s.must(s.office.PBX.Answer(id, colleague.Phones[0]))
	s.displayed(0)
}

// group is one that rings the user and a colleague with a phone.
func (s *scene) group() (pbxsim.RingGroup, pbxsim.User) {
	s.t.Helper()
	office := s.office.PBX.Office()
	for _, g := range office.Groups {
		for _, u := range office.Users {
			if slices.Contains(g.Members, s.me.UUID) && slices.Contains(g.Members, u.UUID) && u.UUID != s.me.UUID && len(u.Phones) > 0 && !u.DND && u.CallForward == "" {
				return g, u
			}
		}
	}
	s.t.Fatalf("no group rings %s and a colleague: %v", s.me.FullName, office.Groups)
	panic("unreachable")
}

func TestNotifications_AMissedCallIsCalledBackByItsAction(t *testing.T) {
	s := set(t)
	s.openHidden()
	messages := s.overhear()
	id, err := s.office.PBX.Incoming(tricky, s.me.Extension)
	s.must(err)
	s.displayed(1)
	s.must(s.office.PBX.Hangup(id))
	told := s.message(messages, "Missed call from Bakery")
	if told.Replaces == 0 || told.Expires == 0 || !slices.Contains(told.Actions, "Call back") {
		t.Errorf("a missed call is told so: %+v", told)
	}
	s.displayed(1)
	s.must(s.desk.Choose("Call back"))
	s.asked("POST", "/call", `"number":"`)
}
