package pbxsim

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// connected is a call from outside that the first user has answered.
func connected(t *testing.T, p *PBX) (id string, u User) {
	t.Helper()
	u = p.Office().Users[0]
	id, err := p.Incoming(caller, u.Extension)
	must(t, err)
	must(t, p.Answer(id, u.Phones[0]))
	return id, u
}

func TestBlindTransfer_GoesOnAsTheSameCall(t *testing.T) {
	p, key := quiet(t)
	id, u := connected(t, p)
	colleague := p.Office().Users[2]
	leg := p.calls[id].answered.id
	key.drain()
	must(t, p.BlindTransfer(id, colleague.Extension))
	events := key.drain()
	sameStories(t, events, true, "blind transfer success", "Idle", "internal dial", "Ringing")
	e := events[0]
	for _, field := range []string{"timestamp", "seq", "event_tag", "account_code", "called_did", "called_extension", "caller"} {
		delete(e, field)
	}
	sameJSON(t, asJSON(t, e), fmt.Sprintf(`{"event_type":"blind transfer","unique_id":%q,"status":"success","transfer_extension":"203",
		"transferer":{"unique_id":%q,"linked_id":%[1]q,"account_code":%[3]q,"number":"201","name":%[4]q},
		"transferee":{"unique_id":%[1]q,"linked_id":%[2]q,"account_code":"main","number":"0612345678","name":"Zoë Strøm"}}`,
		id, leg, u.UserName, u.FullName))
	if events[2]["unique_id"] != id || events[2]["called_extension"] != colleague.Extension {
		t.Errorf("the dial after it: %v", events[2])
	}
	must(t, p.Answer(id, colleague.Phones[0]))
	must(t, p.Hangup(id))
	sameStories(t, key.drain()[4:], true, "In Use", "call answered", "Idle", "call finished hangup")
}

func TestBlindTransfer_ToNothingFailsAndTheCallGoesOn(t *testing.T) {
	p, key := quiet(t)
	id, u := connected(t, p)
	key.drain()
	must(t, p.BlindTransfer(id, "299"))
	sameStories(t, key.drain(), true, "blind transfer failure")
	if got := p.Office().Calls[0]; got.AnsweredBy != u.Phones[0] || !got.Connected {
		t.Errorf("the call is %+v", got)
	}
}

func TestBlindTransfer_OfACallThatWasMade(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	id, err := p.Dial(o.Users[0].UUID, "+31687654321")
	must(t, err)
	if err := p.BlindTransfer(id, "203"); err == nil {
		t.Error("a call nobody has answered was transferred")
	}
	p.calls[id].connected = true // somebody outside answers
	key.drain()
	must(t, p.BlindTransfer(id, "203"))
	events := key.drain()
	sameStories(t, events, true, "blind transfer success", "Idle", "internal dial", "Ringing")
	sameJSON(t, asJSON(t, events[2]["caller"]), fmt.Sprintf(`{"trunk_uuid":%q,"number":"0687654321","name":"",
		"normalized_number":"+31687654321","original_number":"0687654321"}`, p.office.trunk))
}

func TestAttendedTransfer_JoinsTheTwoCalls(t *testing.T) {
	p, key := quiet(t)
	id, u := connected(t, p)
	colleague := p.Office().Users[2]
	leg := p.calls[id].answered.id
	key.drain()
	must(t, p.AttendedTransfer(id, colleague.Extension))
	events := key.drain()
	sameStories(t, events, true,
		"On Hold", "In Use & On Hold", "incoming call", "internal dial", "Ringing", "In Use", "call answered",
		"attended transfer success", "In Use", "Idle", "call finished hangup")
	e, second := events[7], events[2]["unique_id"].(string)
	reached := events[6]["target"].(map[string]any)["unique_id"]
	for _, field := range []string{"timestamp", "seq", "event_tag", "account_code", "called_did", "called_extension", "caller"} {
		delete(e, field)
	}
	sameJSON(t, asJSON(t, e), fmt.Sprintf(`{"event_type":"attended transfer","unique_id":%q,"status":"success",
		"transferer":{"unique_id_1":%q,"linked_id_1":%[1]q,"unique_id_2":%[3]q,"linked_id_2":%[4]q,"account_code":%[5]q,"number":"201","name":%[6]q},
		"transferee":{"unique_id":%[1]q,"linked_id":%[2]q,"account_code":"main","number":"0612345678","name":"Zoë Strøm"},
		"transfer_target":{"unique_id":%[4]q,"linked_id":%[3]q,"account_code":%[7]q,"number":"203","name":%[8]q}}`,
		id, leg, second, reached, u.UserName, u.FullName, colleague.UserName, colleague.FullName))
	if events[10]["unique_id"] != second {
		t.Errorf("the second call should be over, not %v", events[10])
	}
	calls := p.Office().Calls
	if len(calls) != 1 || calls[0].ID != id || calls[0].AnsweredBy != colleague.Phones[0] {
		t.Errorf("calls left: %+v", calls)
	}
	if got := codes(p, u.Phones[0], colleague.Phones[0]); !cmp.Equal(got, []int{0, 1}) {
		t.Errorf("phones: %v", got)
	}
	must(t, p.Hangup(id))
	if got := codes(p, colleague.Phones[0]); got[0] != 0 {
		t.Errorf("the colleague's phone after the end: %v", got)
	}
}

func TestAttendedTransfer_ToNobodyGivesTheCallBack(t *testing.T) {
	p, key := quiet(t)
	id, u := connected(t, p)
	must(t, p.SetDND(p.Office().Users[2].UUID, true))
	key.drain()
	must(t, p.AttendedTransfer(id, "203"))
	events := key.drain()
	sameStories(t, events, false, "incoming call", "attended transfer failure", "call finished hangup")
	if got := codes(p, u.Phones[0]); got[0] != codeInUse {
		t.Errorf("the phone is %v", got)
	}
	if calls := p.Office().Calls; len(calls) != 1 || calls[0].ID != id {
		t.Errorf("calls left: %+v", calls)
	}
}

func TestSteering_SaysWhatIsNotThere(t *testing.T) {
	p, _ := quiet(t)
	id, err := p.Incoming(caller, "201")
	must(t, err)
	for what, err := range map[string]error{
		"answer":    p.Answer("x", "y"),
		"elsewhere": p.Answer(id, "y"),
		"pick up":   p.PickUp("x"),
		"hold":      p.Hold("x"),
		"ringing":   p.Hold(id),
		"resume":    p.Resume(id),
		"transfer":  p.BlindTransfer(id, "203"), // nobody has answered yet
		"consult":   p.AttendedTransfer(id, "203"),
		"incoming":  second(p.Incoming(caller, "299")),
		"dial":      second(p.Dial("x", "203")),
		"no phone":  second(p.Dial(p.Office().Users[8].UUID, "203")),
		"status":    p.SetPhoneStatus("x", 1),
		"user":      p.SetDND("x", true),
		"mailbox":   p.LeaveVoicemail("x"),
		"switch":    p.SetSwitch("x", "true"),
		"log in":    p.LogIn(p.Office().Users[0].UUID, p.Office().Users[0].Phones[0]),
		"taken":     second(p.AddUser(p.Office().Users[0].UserName, "", "")),
		"extension": second(p.AddUser("new", "", "201")),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func second(_ string, err error) error { return err }

func TestAttendedTransfer_EndsWhenNobodyIsLeftToTransfer(t *testing.T) {
	p, key := quiet(t)
	id, _ := connected(t, p)
	first, second := p.calls[id], p.newCall()
	second.consults = first
	first.answered = nil // whoever answered has gone
	key.drain()
	p.complete(first, second)
	if p.calls[second.id] != nil || p.calls[id] == nil {
		t.Error("the second call goes on, or the first has ended with it")
	}
	if events := key.drain(); len(events) > 0 {
		t.Errorf("told %v", events)
	}
}
