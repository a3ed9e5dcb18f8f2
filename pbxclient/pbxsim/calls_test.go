package pbxsim

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

var caller = Party{Number: "0612345678", Name: "Zoë Strøm", Normalized: "+31612345678"}

// codes are the status codes of phones.
func codes(p *PBX, phones ...string) []int {
	var codes []int
	for _, ph := range p.Office().Phones {
		for _, uuid := range phones {
			if ph.UUID == uuid {
				codes = append(codes, ph.Code)
			}
		}
	}
	return codes
}

func TestIncoming_RingsIsAnsweredAndEnds(t *testing.T) {
	p, key := quiet(t)
	u := p.Office().Users[0]
	key.drain()
	id, err := p.Incoming(caller, u.Extension)
	must(t, err)
	must(t, p.Answer(id, u.Phones[0]))
	must(t, p.Hold(id))
	must(t, p.Resume(id))
	must(t, p.Hangup(id))
	sameStories(t, key.drain(), true, "incoming call", "internal dial", "Ringing", "In Use", "call answered",
		"On Hold", "In Use", "Idle", "call finished hangup")
}

func TestCallEvents_HaveTheDocumentedFields(t *testing.T) {
	p, key := quiet(t)
	u := p.Office().Users[0]
	key.drain()
	id, err := p.Incoming(caller, u.Extension)
	must(t, err)
	must(t, p.Answer(id, u.Phones[0]))
	must(t, p.Expire(id))
	var got []event
	for _, e := range key.drain() {
		if e.kind() != "phone status update" {
			delete(e, "timestamp")
			delete(e, "seq")
			got = append(got, e)
		}
	}
	base := fmt.Sprintf(`"event_tag":"office","unique_id":%q,"account_code":"main","called_did":"+31205550201","called_extension":"201",
		"caller":{"trunk_uuid":%q,"number":"0612345678","name":"Zoë Strøm","normalized_number":"+31612345678","original_number":"0612345678"}`,
		id, p.office.trunk)
	leg := got[1]["targets"].([]any)[0].(map[string]any)["unique_id"]
	target := fmt.Sprintf(`{"unique_id":%q,"user_phone_type":"phone","user_uuid":%q,"phone_uuid":%q}`, leg, u.UUID, u.Phones[0])
	sameJSON(t, asJSON(t, got), `[
		{"event_type":"incoming call",`+base+`},
		{"event_type":"internal dial",`+base+`,"targets":[`+target+`]},
		{"event_type":"call answered",`+base+`,"target":`+target+`},
		{"event_type":"call finished",`+base+`,"reason":"expired"}]`)
}

func TestDial_TellsTheCallersOwnData(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	key.drain()
	id, err := p.Dial(o.Users[0].UUID, o.Users[2].Extension)
	must(t, err)
	events := key.drain()
	sameStories(t, events, true, "In Use", "incoming call", "internal dial", "Ringing")
	sameJSON(t, asJSON(t, events[1]["caller"]), fmt.Sprintf(`{"user_uuid":%q,"phone_uuid":%q,"number":"201","name":%q}`,
		o.Users[0].UUID, o.Users[0].Phones[0], o.Users[0].FullName))
	must(t, p.Answer(id, o.Users[2].Phones[0]))
	if got := codes(p, o.Users[0].Phones[0], o.Users[2].Phones[0]); !cmp.Equal(got, []int{1, 1}) {
		t.Errorf("both talk: %v", got)
	}
}

func TestIncoming_AnsweredElsewhereStopsTheOthers(t *testing.T) {
	p, key := quiet(t)
	group := p.Office().Groups[0]
	key.drain()
	id, err := p.Incoming(caller, group.Extension)
	must(t, err)
	ringing := p.Office().Calls[0].Ringing
	if len(ringing) < 2 {
		t.Fatalf("the group rings at %v", ringing)
	}
	must(t, p.Answer(id, ringing[1]))
	call := p.Office().Calls[0]
	if call.AnsweredBy != ringing[1] || len(call.Ringing) != 0 || !call.Connected {
		t.Errorf("after the answer %+v", call)
	}
	if err := p.Answer(id, ringing[0]); err == nil {
		t.Error("a phone that does not ring was answered")
	}
	if got := codes(p, ringing[0]); got[0] != 0 {
		t.Errorf("the other phone still has %v", got)
	}
}

func TestPhone_CodesOfSeveralCallsAreBits(t *testing.T) {
	p, _ := quiet(t)
	u := p.Office().Users[0]
	var ids []string
	ring := func() {
		id, err := p.Incoming(caller, u.Extension)
		must(t, err)
		ids = append(ids, id)
	}
	want := func(what string, code int) {
		t.Helper()
		if got := codes(p, u.Phones[0]); got[0] != code {
			t.Errorf("%s: %d, want %d", what, got[0], code)
		}
	}
	ring()
	want("ringing", 8)
	must(t, p.PickUp(u.Phones[0]))
	want("talking", 1)
	ring()
	want("talking and ringing", 9)
	must(t, p.PickUp(u.Phones[0]))
	want("talking with one on hold", 17)
	must(t, p.Hold(ids[1]))
	want("two on hold", 16)
	out, err := p.Dial(u.UUID, "+31612345678")
	must(t, err)
	must(t, p.Resume(ids[0]))
	want("talking with two on hold", 17)
	must(t, p.Hangup(out))
	must(t, p.Hold(ids[0]))
	ring()
	want("on hold and ringing", 24)
	must(t, p.SetPhoneStatus(u.Phones[0], 4))
	want("unplugged", 4)
	must(t, p.SetPhoneStatus(u.Phones[0], 0))
	for _, id := range ids {
		must(t, p.Hangup(id))
	}
	want("at rest", 0)
}

func TestUnanswered_LeavesAMessage(t *testing.T) {
	running(t, Options{Quiet: true, RingTimeout: 20 * time.Second}, func(t *testing.T, p *PBX) {
		key := withKey(t, p)
		u := p.Office().Users[0]
		before := box(p.Office(), u.Mailbox)
		key.drain()
		_, err := p.Incoming(caller, u.Extension)
		must(t, err)
		time.Sleep(20*time.Second + messageLength - time.Nanosecond)
		synctest.Wait()
		sameStories(t, key.drain(), true, "incoming call", "internal dial", "Ringing", "Idle")
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		sameStories(t, key.drain()[4:], true, "voicemail status update", "call finished hangup")
		if after := box(p.Office(), u.Mailbox); after.New != before.New+1 {
			t.Errorf("messages %+v, before %+v", after, before)
		}
	})
}

func TestUnanswered_WithoutMailboxIsOver(t *testing.T) {
	running(t, Options{Quiet: true}, func(t *testing.T, p *PBX) {
		key := withKey(t, p)
		u := p.Office().Users[15]
		must(t, p.SetDND(u.UUID, false))
		must(t, p.SetForward(u.UUID, ""))
		must(t, p.SetPhoneStatus(u.Phones[0], 0))
		key.drain()
		_, err := p.Incoming(caller, u.Extension)
		must(t, err)
		time.Sleep(30 * time.Second)
		synctest.Wait()
		sameStories(t, key.drain(), true, "incoming call", "internal dial", "Ringing", "Idle", "call finished hangup")
		must(t, p.SetDND(u.UUID, true))
		_, err = p.Incoming(caller, u.Extension)
		must(t, err)
		sameStories(t, key.drain()[5:], true, "incoming call", "call finished hangup")
	})
}

func TestUnanswered_TheCallerMayHangUpBeforeTheMessage(t *testing.T) {
	running(t, Options{Quiet: true}, func(t *testing.T, p *PBX) {
		u := p.Office().Users[0]
		must(t, p.SetDND(u.UUID, true))
		before := box(p.Office(), u.Mailbox)
		id, err := p.Incoming(caller, u.Extension)
		must(t, err)
		time.Sleep(messageLength / 2)
		must(t, p.Hangup(id))
		time.Sleep(messageLength)
		synctest.Wait()
		if after := box(p.Office(), u.Mailbox); after != before {
			t.Errorf("messages %+v, before %+v", after, before)
		}
	})
}

func TestCall_ShowAndHangUpByItsEscapedID(t *testing.T) {
	p, key := quiet(t)
	demo, other := as(t, p, 0), as(t, p, 3)
	u := p.Office().Users[0]
	awkward := 0
	for range 8 {
		id, err := p.Incoming(caller, u.Extension)
		must(t, err)
		if strings.ContainsAny(id, "/#") {
			awkward++
		}
		path := "call/" + url.PathEscape(id)
		got := decode[map[string]any](t, demo.get(path))
		if got["unique_id"] != id || got["called_extension"] != u.Extension || len(got["targets"].([]any)) != 1 || got["target"] != nil {
			t.Errorf("call %v", got)
		}
		must(t, p.Answer(id, u.Phones[0]))
		if got := decode[map[string]any](t, key.get(path+".json")); got["target"] == nil {
			t.Errorf("answered call %v", got)
		}
		other.want(http.StatusForbidden, "GET", path, "")
		other.want(http.StatusForbidden, "DELETE", path, "")
		sameJSON(t, demo.want(http.StatusOK, "DELETE", path, ""), `{"status":"success","message":"the call has been hung up"}`)
		demo.want(http.StatusNotFound, "GET", path, "")
		demo.want(http.StatusNotFound, "DELETE", path, "")
	}
	if awkward == 0 {
		t.Error("no id needed escaping")
	}
}

func TestCall_IsOnlyOfThoseWhoTakePart(t *testing.T) {
	p, _ := quiet(t)
	group := p.Office().Groups[0]
	id, err := p.Incoming(caller, group.Extension)
	must(t, err)
	path := "call/" + url.PathEscape(id)
	demo := as(t, p, 0) // a member
	demo.get(path)
	ringing := p.Office().Calls[0].Ringing
	must(t, p.Answer(id, ringing[len(ringing)-1]))
	demo.want(http.StatusForbidden, "GET", path, "")
	as(t, p, 1).get(path) // the admin may
}
