package presence

import (
	"testing"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

func (w *world) leaveMessage(leave func(box string) error) {
	w.t.Helper()
	w.do(leave(w.ownBox().UUID))
}

func (w *world) ownBox() pbxsim.Mailbox {
	for _, b := range w.office.Mailboxes {
		if b.Number == w.office.Users[0].Extension {
			return b
		}
	}
	w.t.Fatal("no mailbox")
	return pbxsim.Mailbox{}
}

func TestHandover_VoicemailIsToldOnce(t *testing.T) {
	leave := func(w *world) { w.leaveMessage(w.pbx.LeaveVoicemail) }
	urgent := func(w *world) { w.leaveMessage(w.pbx.LeaveUrgentVoicemail) }
	hear := func(w *world) { w.do(w.pbx.HearVoicemail(w.ownBox().UUID)) }
	told := func(w *world) { w.wantTold(Voicemail) }
	silence := func(w *world) { w.wantTold() }
	for _, in := range []login{{}, {key: true}} {
		for name, c := range map[string]struct {
			before, gap, after func(w *world)
			told               []About
		}{
			"left meanwhile":                {nothing, leave, told, nil},
			"left before":                   {leave, nothing, silence, []About{Voicemail}},
			"left before and meanwhile":     {leave, leave, told, []About{Voicemail}},
			"two, told in one":              {nothing, func(w *world) { leave(w); leave(w) }, told, nil},
			"heard meanwhile":               {leave, hear, silence, []About{Voicemail}},
			"heard, and another one left":   {leave, func(w *world) { hear(w); leave(w) }, told, []About{Voicemail}},
			"an urgent one left meanwhile":  {nothing, urgent, told, nil},
			"an urgent one left before":     {urgent, nothing, silence, []About{Voicemail}},
			"the event is lost":             {nothing, func(w *world) { w.pbx.LoseEvents(1); leave(w); w.bustle(1) }, told, nil},
			"a colleague's, left meanwhile": {nothing, func(w *world) { w.do(w.pbx.LeaveVoicemail(w.office.Mailboxes[3].UUID)) }, silence, nil},
		} {
			t.Run(name, func(t *testing.T) { restartedAs(t, in, c.before, c.gap, c.told, c.after) })
		}
	}
}

func TestHandover_UrgentMessagesAreToldOnce(t *testing.T) {
	box := func(fresh, urgent int) pbxclient.Mailbox {
		return pbxclient.Mailbox{UUID: "box", New: pbxclient.Some(fresh), Urgent: pbxclient.Some(urgent)}
	}
	for name, c := range map[string]struct {
		leave  func(*state) // what is under way when the first engine ends
		listed pbxclient.Mailbox
		want   int
	}{
		"none":                              {func(*state) {}, box(3, 1), 0},
		"one beside the new ones":           {func(*state) {}, box(3, 2), 1},
		"one that was about to be counted":  {func(s *state) { s.voicemail(pbxclient.Mailbox{UUID: "box", New: pbxclient.Some(3)}, false) }, box(3, 2), 1},
		"one that was told and not counted": {func(s *state) { s.voicemail(pbxclient.Mailbox{UUID: "box", New: pbxclient.Some(4)}, false) }, box(4, 2), 0},
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := newBook(nil)
			first, second := newState("anna", false, b), newState("anna", false, b)
			first.putMailboxes([]pbxclient.Mailbox{box(3, 1)})
			c.leave(first)
			p := first.position()
			second.putMailboxes([]pbxclient.Mailbox{c.listed})
			second.tellVoicemailSince(newBoxesSince(&p))
			if got := len(second.notices); got != c.want {
				t.Errorf("told %d times", got)
			}
		})
	}
}

func TestHandover_AnUrgentMessageThatCameWithTheListsIsToldOnceItIsCounted(t *testing.T) {
	for count, want := range map[int]int{3: 1, 4: 1} { // beside the new ones, or one of them
		b, _ := newBook(nil)
		s := newState("anna", false, b)
		p := journal.Position{New: map[string]int{"box": 3}, Urgent: map[string]int{"box": 1}}
		s.putMailboxes([]pbxclient.Mailbox{{UUID: "box", New: pbxclient.Some(count), Urgent: pbxclient.Some(2)}})
		event := pbxclient.Mailbox{UUID: "box", New: pbxclient.Some(count)}
		s.voicemail(event, true) // as the overlay does
		boxes := newBoxesSince(&p)
		boxes.follow(event)
		s.tellVoicemailSince(boxes)
		s.recounted(pbxclient.Mailbox{UUID: "box", New: pbxclient.Some(count), Urgent: pbxclient.Some(2)}, s.recounts["box"])
		if got := len(s.notices); got != want {
			t.Errorf("%d new ones: told %d times", count, got)
		}
	}
}
