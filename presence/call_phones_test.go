package presence

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
)

func TestStories_TellAtWhichPhonesACallIs(t *testing.T) {
	type at struct {
		Caller string
		Phones []string
		To     string
	}
	second := func(kind pbxclient.EventType, users ...string) pbxclient.Event { // Bea asks Cor before she transfers
		return event(kind, fromBea, "203", func(i *pbxclient.CallInfo) {
			i.UniqueID = "c2"
			for _, user := range users {
				leg := target(user)
				leg.UniqueID = "leg-" + user
				i.Targets = append(i.Targets, leg)
			}
		})
	}
	transferred := func(kind pbxclient.EventType, status string, to *pbxclient.TransferParty) pbxclient.Event {
		return event(kind, fromOutside, "202", func(i *pbxclient.CallInfo) {
			i.Status, i.TransferTarget = status, to
			if to == nil {
				i.TransferExtension = "203"
			}
		})
	}
	nobodys := event(pbxclient.EventInternalDial, fromOutside, "250", func(i *pbxclient.CallInfo) {
		i.Targets = []pbxclient.Target{{PhoneUUID: "p-door"}, {Number: "0612345678", UserUUID: "cor"}}
	})
	const blind, attended = pbxclient.EventBlindTransfer, pbxclient.EventAttendedTransfer
	answered := []pbxclient.Event{dial(fromOutside, "202", "bea"), answer(fromOutside, "202", "bea")}
	for _, c := range []struct {
		name   string
		events []pbxclient.Event
		want   at
	}{
		{"known alone", []pbxclient.Event{incoming(fromOutside, "202")}, at{}},
		{"rings a group", []pbxclient.Event{dial(fromOutside, "600", "bea", "cor"), dial(fromOutside, "600", "me", "bea")}, at{Phones: []string{"p-bea", "p-cor", "p-me"}}},
		{"answered by one of them", []pbxclient.Event{dial(fromOutside, "600", "bea", "cor"), answer(fromOutside, "600", "cor")}, at{Phones: []string{"p-cor"}}},
		{"between colleagues", []pbxclient.Event{dial(fromBea, "203", "cor")}, at{Caller: "p-bea", Phones: []string{"p-cor"}}},
		{"the caller picks up first", []pbxclient.Event{dial(fromBea, "203", "bea")}, at{Caller: "p-bea"}},
		{"and has done", []pbxclient.Event{dial(fromBea, "203", "bea"), answer(fromBea, "203", "bea")}, at{Caller: "p-bea"}},
		{"a phone of nobody's", []pbxclient.Event{nobodys}, at{Phones: []string{"p-door"}}},
		{"sent on", append(answered[:2:2], transferred(blind, "success", nil)), at{To: "203"}},
		{"sent on and ringing", append(answered[:2:2], transferred(blind, "success", nil), dial(fromOutside, "203", "cor")), at{Phones: []string{"p-cor"}, To: "203"}},
		{"not sent on", append(answered[:2:2], transferred(blind, "failure", nil)), at{Phones: []string{"p-bea"}, To: "203"}},
		{"sent on after asking", append(answered[:2:2], second(pbxclient.EventInternalDial, "cor"),
			transferred(attended, "success", &pbxclient.TransferParty{UniqueID: "leg-cor", Number: "203"})), at{Phones: []string{"p-cor"}, To: "203"}},
		{"sent on to nobody known", append(answered[:2:2], transferred(attended, "success", &pbxclient.TransferParty{})), at{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := office(t)
			for _, e := range c.events {
				s.apply(e, time.Now(), false)
			}
			call := s.calls.list()[0]
			if diff := cmp.Diff(c.want, at{call.CallerPhone, call.Phones, call.TransferTo}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestStories_APublishedCallKeepsItsPhones(t *testing.T) {
	s := office(t)
	s.apply(dial(fromOutside, "600", "bea"), time.Now(), false)
	before := s.calls.list()[0]
	s.apply(dial(fromOutside, "600", "cor", "me"), time.Now(), false)
	s.apply(answer(fromOutside, "600", "me"), time.Now(), false)
	if diff := cmp.Diff([]string{"p-bea"}, before.Phones); diff != "" {
		t.Error(diff)
	}
}
