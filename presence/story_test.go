package presence

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
)

// office makes a state with me, Bea and Cor, who have one phone each, and listens to call c1.
func office(t *testing.T) *state {
	t.Helper()
	b, err := newBook(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newState("me", false, b)
	user := func(uuid, name, phone string) pbxclient.User {
		return pbxclient.User{UUID: uuid, Username: uuid, FullName: pbxclient.Some(name), Phones: []pbxclient.AssignedPhone{
			{Type: pbxclient.AssignedTypePhone, Phone: phone, Personal: pbxclient.Some(true)},
		}}
	}
	phone := func(uuid, extension string) pbxclient.Phone {
		return pbxclient.Phone{UUID: uuid, PhoneUsername: extension, StatusCode: pbxclient.Some(0)}
	}
	s.applyLists(&lists{
		users: &pbxclient.List[pbxclient.User]{Items: []pbxclient.User{
			user("me", "Mia", "p-me"), user("bea", "Bea", "p-bea"), user("cor", "Cor", "p-cor"),
		}},
		phones: &pbxclient.List[pbxclient.Phone]{Items: []pbxclient.Phone{phone("p-me", "201"), phone("p-bea", "202"), phone("p-cor", "203")}},
	})
	return s
}

// Who calls, in the events of call c1.
var (
	fromOutside = pbxclient.Caller{TrunkUUID: "trunk", Number: "0612345678", Name: "J. Jansen", NormalizedNumber: "+31612345678"}
	fromMe      = pbxclient.Caller{UserUUID: "me", PhoneUUID: "p-me", Number: "201", Name: "Mia"}
	fromBea     = pbxclient.Caller{UserUUID: "bea", PhoneUUID: "p-bea", Number: "202", Name: "Bea at work"}
)

func target(user string) pbxclient.Target {
	return pbxclient.Target{UserPhoneType: "phone", UserUUID: user, PhoneUUID: "p-" + user}
}

func event(kind pbxclient.EventType, caller pbxclient.Caller, called string, more func(*pbxclient.CallInfo)) pbxclient.Event {
	info := pbxclient.CallInfo{UniqueID: "c1", Caller: caller, CalledExtension: called}
	if more != nil {
		more(&info)
	}
	return pbxclient.Event{Type: kind, Call: &info}
}

func incoming(from pbxclient.Caller, called string) pbxclient.Event {
	return event(pbxclient.EventIncomingCall, from, called, nil)
}

func dial(from pbxclient.Caller, called string, users ...string) pbxclient.Event {
	return event(pbxclient.EventInternalDial, from, called, func(i *pbxclient.CallInfo) {
		for _, u := range users {
			i.Targets = append(i.Targets, target(u))
		}
	})
}

func answer(from pbxclient.Caller, called, user string) pbxclient.Event {
	return event(pbxclient.EventCallAnswered, from, called, func(i *pbxclient.CallInfo) {
		one := target(user)
		i.Target = &one
	})
}

func finish(from pbxclient.Caller, called, reason string) pbxclient.Event {
	return event(pbxclient.EventCallFinished, from, called, func(i *pbxclient.CallInfo) { i.Reason = reason })
}

func transfer(kind pbxclient.EventType, from pbxclient.Caller, status string) pbxclient.Event {
	return event(kind, from, "201", func(i *pbxclient.CallInfo) { i.Status = status })
}

// brief is what the table compares of a call.
type brief struct {
	State        CallState
	Direction    Direction
	Role         Role
	Number, Name string
	Stage        Stage
	Outcome      Outcome
	AnsweredBy   string
	Transferred  int
}

func TestStories(t *testing.T) {
	const blind, attended = pbxclient.EventBlindTransfer, pbxclient.EventAttendedTransfer
	out := fromOutside
	caller := brief{Direction: Inbound, Number: "0612345678", Name: "J. Jansen"}
	with := func(b brief, change func(*brief)) []brief { change(&b); return []brief{b} }
	for _, c := range []struct {
		name   string
		events []pbxclient.Event
		want   []brief
		told   []About
	}{
		{
			"known, rings nowhere",
			[]pbxclient.Event{incoming(out, "201")},
			with(caller, func(b *brief) { b.State = CallIncoming }), nil,
		},
		{
			"rings me",
			[]pbxclient.Event{incoming(out, "201"), dial(out, "201", "me")},
			with(caller, func(b *brief) { b.State, b.Role = CallRinging, Callee }),
			[]About{IncomingCall},
		},
		{
			"rings a colleague",
			[]pbxclient.Event{incoming(out, "202"), dial(out, "202", "bea")},
			with(caller, func(b *brief) { b.State = CallRinging }), nil,
		},
		{
			"dialled before it came in",
			[]pbxclient.Event{dial(out, "201", "me"), incoming(out, "201")},
			with(caller, func(b *brief) { b.State, b.Role = CallRinging, Callee }),
			[]About{IncomingCall},
		},
		{
			"rings me twice",
			[]pbxclient.Event{dial(out, "600", "bea"), dial(out, "600", "me"), dial(out, "600", "me", "cor")},
			with(caller, func(b *brief) { b.State, b.Role = CallRinging, Callee }),
			[]About{IncomingCall},
		},
		{
			"answered by me",
			[]pbxclient.Event{dial(out, "201", "me"), answer(out, "201", "me"), finish(out, "201", "hangup")},
			with(caller, func(b *brief) { b.State, b.Role, b.Outcome, b.AnsweredBy = CallEnded, Callee, Answered, "Mia" }), nil,
		},
		{
			"answered elsewhere",
			[]pbxclient.Event{dial(out, "600", "me", "bea"), answer(out, "600", "bea"), finish(out, "600", "hangup")},
			with(caller, func(b *brief) { b.State, b.Role, b.Outcome, b.AnsweredBy = CallEnded, Callee, Elsewhere, "Bea" }), nil,
		},
		{
			"missed",
			[]pbxclient.Event{dial(out, "201", "me"), finish(out, "201", "hangup"), finish(out, "201", "hangup")},
			with(caller, func(b *brief) { b.State, b.Role, b.Outcome = CallEnded, Callee, Missed }),
			[]About{MissedCall},
		},
		{
			"missed by a colleague",
			[]pbxclient.Event{dial(out, "202", "bea"), finish(out, "202", "hangup")},
			with(caller, func(b *brief) { b.State, b.Outcome = CallEnded, Missed }), nil,
		},
		{
			"expired",
			[]pbxclient.Event{dial(out, "201", "me"), finish(out, "201", "expired")},
			with(caller, func(b *brief) { b.State, b.Role, b.Outcome = CallEnded, Callee, Expired }), nil,
		},
		{"over before we heard of it", []pbxclient.Event{finish(out, "201", "hangup")}, nil, nil},
		{
			"from a colleague",
			[]pbxclient.Event{dial(fromBea, "201", "me")},
			[]brief{{State: CallRinging, Direction: Internal, Role: Callee, Number: "202", Name: "Bea"}},
			[]About{IncomingCall},
		},
		{
			"dialled by hand",
			[]pbxclient.Event{incoming(fromMe, "202"), dial(fromMe, "202", "bea"), answer(fromMe, "202", "bea")},
			[]brief{{State: CallActive, Direction: Internal, Role: Caller, Number: "202", Name: "Bea", Stage: Connected, AnsweredBy: "Bea"}},
			nil,
		},
		{
			"dialled by hand and given up",
			[]pbxclient.Event{dial(fromMe, "202", "bea"), finish(fromMe, "202", "hangup")},
			[]brief{{State: CallEnded, Direction: Internal, Role: Caller, Number: "202", Name: "Bea", Stage: TheyRing, Outcome: NoAnswer}},
			nil,
		},
		{
			"to the outside, where nobody tells whether they answer",
			[]pbxclient.Event{incoming(fromMe, "0201112233"), finish(fromMe, "0201112233", "hangup")},
			[]brief{{State: CallEnded, Direction: Outbound, Role: Caller, Number: "0201112233", Outcome: Untold}},
			nil,
		},
		{
			"a colleague's to the outside",
			[]pbxclient.Event{incoming(fromBea, "0201112233"), finish(fromBea, "0201112233", "hangup")},
			[]brief{{State: CallEnded, Direction: Outbound, Number: "202", Name: "Bea", Outcome: Untold}},
			nil,
		},
		{
			"to a colleague whose calls go to the outside",
			[]pbxclient.Event{
				event(pbxclient.EventInternalDial, fromMe, "202", func(i *pbxclient.CallInfo) {
					i.Targets = []pbxclient.Target{{UserPhoneType: "forward", UserUUID: "bea", Number: "0611112222"}}
				}),
				finish(fromMe, "202", "hangup"),
			},
			[]brief{{State: CallEnded, Direction: Internal, Role: Caller, Number: "202", Name: "Bea", Stage: TheyRing, Outcome: Untold}},
			nil,
		},
		{
			"one's own first leg is nobody's answer",
			[]pbxclient.Event{dial(fromMe, "202", "me"), answer(fromMe, "202", "me")},
			[]brief{{State: CallRinging, Direction: Internal, Role: Caller, Number: "202", Name: "Bea", Stage: PickedUp}},
			nil,
		},
		{
			"transferred to me, missed",
			[]pbxclient.Event{
				dial(out, "202", "bea"), answer(out, "202", "bea"), transfer(blind, out, "success"),
				dial(out, "202", "me"), finish(out, "202", "hangup"),
			},
			with(caller, func(b *brief) { b.State, b.Role, b.Outcome, b.Transferred = CallEnded, Callee, Missed, 1 }),
			[]About{MissedCall},
		},
		{
			"transferred by me, missed by whom I sent it to",
			[]pbxclient.Event{
				dial(out, "201", "me"), answer(out, "201", "me"),
				transfer(blind, out, "success"), dial(out, "201", "bea"), finish(out, "201", "hangup"),
			},
			with(caller, func(b *brief) { b.State, b.Role, b.Outcome, b.Transferred = CallEnded, Callee, Answered, 1 }), nil,
		},
		{
			"a transfer that failed",
			[]pbxclient.Event{dial(out, "201", "me"), answer(out, "201", "me"), transfer(attended, out, "failure")},
			with(caller, func(b *brief) { b.State, b.Role, b.AnsweredBy = CallActive, Callee, "Mia" }), nil,
		},
		{
			"transferred with a consultation",
			[]pbxclient.Event{dial(out, "201", "me"), answer(out, "201", "me"), transfer(attended, out, "success")},
			with(caller, func(b *brief) { b.State, b.Role, b.AnsweredBy, b.Transferred = CallActive, Callee, "Mia", 1 }), nil,
		},
		{"without any field", []pbxclient.Event{
			{Type: pbxclient.EventInternalDial, Call: &pbxclient.CallInfo{UniqueID: "c1"}},
			{Type: pbxclient.EventCallAnswered, Call: &pbxclient.CallInfo{UniqueID: "c1"}},
			{Type: pbxclient.EventCallFinished, Call: &pbxclient.CallInfo{UniqueID: "c1"}},
		}, []brief{{State: CallEnded, Direction: Inbound, Outcome: Answered}}, nil},
		{"without an identifier", []pbxclient.Event{{Type: pbxclient.EventInternalDial, Call: &pbxclient.CallInfo{}}}, nil, nil},
		{
			"of an unknown type",
			[]pbxclient.Event{dial(out, "201", "me"), event("callparked", out, "201", nil)},
			with(caller, func(b *brief) { b.State, b.Role = CallRinging, Callee }),
			[]About{IncomingCall},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := office(t)
			for _, e := range c.events {
				if more := s.apply(e, time.Now(), false); more != 0 {
					t.Errorf("wants lists %b", more)
				}
			}
			var got []brief
			for _, call := range s.calls.list() {
				got = append(got, brief{call.State, call.Direction, call.Role, call.Number, call.Name, call.Stage, call.Outcome, call.AnsweredBy, call.Transferred})
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
			var told []About
			for _, n := range s.takeNotices() {
				told = append(told, n.About)
			}
			if diff := cmp.Diff(c.told, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStories_AnEventAppliedTwiceDoesNoHarm(t *testing.T) {
	s := office(t)
	for _, e := range []pbxclient.Event{dial(fromOutside, "201", "me"), answer(fromOutside, "201", "me")} {
		s.apply(e, time.Now(), false)
		s.apply(e, time.Now(), false)
	}
	before := s.calls.list()[0]
	if before.State != CallActive || before.AnsweredBy != "Mia" {
		t.Errorf("call %+v", before)
	}
	s.apply(finish(fromOutside, "201", "hangup"), time.Now(), false)
	if before.State != CallActive {
		t.Error("a call that was published changed")
	}
	s.apply(dial(fromOutside, "201", "me"), time.Now(), false) // late
	if got := s.calls.list(); len(got) != 1 || got[0].State != CallEnded || got[0].Key != before.Key {
		t.Errorf("calls %+v", got)
	}
}
