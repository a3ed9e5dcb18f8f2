package presence

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
)

func TestSpare_PhonesThatNobodyHasAreFollowedByEvents(t *testing.T) {
	s := office(t)
	phones := &pbxclient.List[pbxclient.Phone]{Items: []pbxclient.Phone{
		{UUID: "p-me"}, {UUID: "door", Name: pbxclient.Some("Front door"), StatusCode: pbxclient.Some(0)}, {UUID: "desk", StatusCode: pbxclient.Some(0)},
	}}
	s.applyLists(&lists{phones: phones})
	codes := func() map[string]int {
		got := map[string]int{}
		for _, p := range s.snapshot(&Snapshot{}, Connection{}, true, 1).Spare {
			got[p.UUID] = p.StatusCode.Or(-9)
		}
		return got
	}
	before := s.snapshot(&Snapshot{}, Connection{}, true, 1)
	steps := []struct {
		name  string
		event pbxclient.Event
		want  map[string]int
	}{
		{"listed", pbxclient.Event{}, map[string]int{"door": 0, "desk": 0}},
		{"rings", pbxclient.Event{Type: pbxclient.EventPhoneStatus, PhoneUUID: "door", StatusCode: pbxclient.Some(8)}, map[string]int{"door": 8, "desk": 0}},
		{"somebody sits down", pbxclient.Event{Type: pbxclient.EventUserLoggedIn, UserUUID: "bea", PhoneUUID: "desk"}, map[string]int{"door": 8}},
		{"theirs", pbxclient.Event{Type: pbxclient.EventPhoneStatus, PhoneUUID: "desk", StatusCode: pbxclient.Some(1)}, map[string]int{"door": 8}},
		{"and leaves", pbxclient.Event{Type: pbxclient.EventUserLoggedOut, UserUUID: "bea", PhoneUUID: "desk"}, map[string]int{"door": 8, "desk": 1}},
	}
	for _, step := range steps {
		s.apply(step.event, time.Now(), false)
		if diff := cmp.Diff(step.want, codes()); diff != "" {
			t.Errorf("%s: %s", step.name, diff)
		}
	}
	if before.Spare[1].StatusCode != pbxclient.Some(0) {
		t.Error("a picture that was published changed")
	}
}
