package presence

import (
	"fmt"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/pace"
)

var outside = pbxsim.Party{Number: "0612345678", Name: "J. Jansen", Normalized: "+31612345678"}

func TestRing_AnIncomingCallIsToldOnceWithWhoCalls(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		id, err := w.pbx.Incoming(outside, "201")
		w.do(err)
		c := w.call()
		if c.UniqueID != id || c.State != CallRinging || c.Direction != Inbound || c.Role != Callee || c.Number != outside.Number ||
			c.Name != outside.Name || c.Normalized != outside.Normalized || c.Called != "201" {
			t.Errorf("call %+v", c)
		}
		w.after(5 * time.Second)
		// One, and not that a phone rings as well.
		if told := w.unread(); len(told) != 1 || told[0].About != IncomingCall || told[0].Call.Number != outside.Number {
			t.Fatalf("told %+v", told)
		}
		w.do(w.pbx.Answer(id, w.office.Users[0].Phones[0]))
		if c = w.call(); c.State != CallActive || c.AnsweredBy != w.contact(w.me.UserUUID).Name() {
			t.Errorf("answered %+v", c)
		}
		w.do(w.pbx.Hangup(id))
		if c = w.call(); c.Outcome != Answered {
			t.Errorf("ended %+v", c)
		}
		w.wantTold()
	})
}

func TestRing_AMissedCallIsToldOnce(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		id, err := w.pbx.Incoming(outside, "201")
		w.do(err)
		w.do(w.pbx.Hangup(id))
		if c := w.call(); c.Outcome != Missed {
			t.Errorf("ended %+v", c)
		}
		w.Retry() // listing again must not tell again
		w.after(time.Minute)
		w.wantTold(IncomingCall, MissedCall)
	})
}

func TestRing_ACallThatOneHangsUpIsNotMissed(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		id, err := w.pbx.Incoming(outside, "201")
		w.do(err)
		w.do(w.Hangup(t.Context(), id))
		if c := w.call(); c.Running() {
			t.Errorf("hung up %+v", c)
		}
		w.wantTold(IncomingCall)
	})
}

func TestRing_ACallMissedWhileDisconnectedIsToldAfter(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("events"), Status: 502})
		w.after(pollWait)
		w.state(Stale)
		id, err := w.pbx.Incoming(outside, "201")
		w.do(err)
		w.do(w.pbx.Hangup(id))
		remove()
		w.after(pace.Longest)
		w.state(Live)
		w.wantTold(MissedCall) // but no ring that is over
	})
}

func TestRing_ACallWhoseEndWasLostIsOver(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		id, err := w.pbx.Incoming(outside, "201")
		w.do(err)
		w.pbx.LoseEvents(100)
		w.do(w.pbx.Hangup(id))
		w.after(time.Minute)
		if !w.call().Running() {
			t.Fatal("the end was meant to be lost")
		}
		w.Retry()
		w.after(time.Second)
		if c := w.call(); c.Outcome != Expired {
			t.Errorf("after listing %+v", c)
		}
		w.wantTold(IncomingCall)
	})
}

func TestRing_WhatWasBeforeWeCameIsShownAndNotTold(t *testing.T) {
	pbx := pbxsim.Options{Quiet: true, RingTimeout: time.Hour}
	mirroredOffice(t, pbx, login{account: 2}, func(t *testing.T, first *world) { // somebody else makes the PBX gather events
		missed, err := first.pbx.Incoming(outside, "201")
		first.do(err)
		first.do(first.pbx.Hangup(missed))
		rings, err := first.pbx.Incoming(outside, "201")
		first.do(err)
		first.after(time.Minute)

		w := newWorld(t, first.pbx, login{journal: nil})
		w.run()
		found := false
		for _, c := range w.state(Live).Calls {
			if c.UniqueID == rings {
				found = c.State == CallRinging && c.Role == Callee && c.Mine()
			}
		}
		if !found {
			t.Errorf("the call that rings me: %+v", w.Picture().Calls)
		}
		w.after(time.Minute)
		w.wantTold()
		w.do(w.pbx.Hangup(rings))
		w.wantTold(MissedCall)
	})
}

func TestRing_APhoneThatNoEventExplainsIsTold(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		phone := w.office.Users[0].Phones[0]
		for range 2 {
			w.do(w.pbx.SetPhoneStatus(phone, 8))
			w.after(ringGrace / 2)
			w.wantTold()
			w.after(ringGrace)
			if told := w.unread(); len(told) != 1 || told[0].About != PhoneRinging || told[0].Phone.UUID != phone {
				t.Fatalf("told %+v", told)
			}
			w.do(w.pbx.SetPhoneStatus(phone, 0))
			w.after(time.Minute)
		}
		w.do(w.pbx.SetPhoneStatus(w.office.Users[2].Phones[0], 8))
		w.after(time.Minute)
		w.wantTold() // a colleague's
	})
}

func TestRing_ASecondRingIsToldAlthoughTheEndOfTheFirstWasLost(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		phone := w.office.Users[0].Phones[0]
		w.do(w.pbx.SetPhoneStatus(phone, 8))
		w.after(time.Minute)
		w.wantTold(PhoneRinging)
		w.pbx.LoseEvents(1)
		w.do(w.pbx.SetPhoneStatus(phone, 0))
		w.Retry()
		w.after(time.Minute)
		w.do(w.pbx.SetPhoneStatus(phone, 8))
		w.after(time.Minute)
		w.wantTold(PhoneRinging)
	})
}

func TestRing_ASecondCallDuringOnesOwnIsTold(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		phone := w.office.Users[0].Phones[0]
		w.pbx.Inject(pbxsim.Fault{Match: to("call"), Status: 201, Body: `{"status":"success","unique_id":"1.1"}`})
		d := w.dial(t.Context(), DialRequest{Typed: "0687654321"})
		w.do(w.pbx.SetPhoneStatus(phone, 1))
		w.after(time.Minute)
		if !d.ended() {
			t.Fatal("the call did not start")
		}
		w.do(w.pbx.SetPhoneStatus(phone, 9))
		w.after(time.Minute)
		w.wantTold(PhoneRinging)
	})
}

func TestRing_VoicemailIsToldOnce(t *testing.T) {
	for _, key := range []bool{false, true} {
		mirrored(t, login{key: key}, func(t *testing.T, w *world) {
			box := w.office.Users[0].Mailbox
			before, _ := w.Picture().NewVoicemail()
			w.do(w.pbx.LeaveVoicemail(box))
			if n, known := w.Picture().NewVoicemail(); n != before+1 || !known {
				t.Errorf("key %v: %d new messages after %d (%v)", key, n, before, known)
			}
			w.Retry()
			w.after(time.Minute)
			w.wantTold(Voicemail)
			w.do(w.pbx.HearVoicemail(box))
			w.do(w.pbx.LeaveVoicemail(w.office.Users[2].Mailbox))
			w.wantTold()
		})
	}
}

func TestRing_UrgentMessagesAreCountedAndToldOnce(t *testing.T) {
	for _, key := range []bool{false, true} {
		mirrored(t, login{key: key}, func(t *testing.T, w *world) {
			urgent := func() (counts []pbxclient.Opt[int]) {
				for _, m := range w.Picture().OwnMailboxes {
					counts = append(counts, m.Urgent)
				}
				return counts
			}
			box := w.office.Users[0].Mailbox
			w.do(w.pbx.HearVoicemail(box))
			for n := 1; n < 4; n++ {
				w.do(w.pbx.LeaveUrgentVoicemail(box))
				if got, known := w.Picture().NewVoicemail(); got != n || !known {
					t.Errorf("key %v: %d messages of %d are shown", key, got, n)
				}
				if got := urgent(); len(got) != 1 || got[0] != pbxclient.Some(n) {
					t.Errorf("key %v: urgent are %v of %d", key, got, n)
				}
				w.wantTold(Voicemail)
			}
			w.do(w.pbx.HearVoicemail(box))
			if got, known := w.Picture().NewVoicemail(); got != 0 || !known {
				t.Errorf("key %v: %d messages are shown after all were heard", key, got)
			}
			w.wantTold()
		})
	}
}

// Some other PBX may count urgent messages beside the new ones: then the event of one changes no count that it shows.
func TestRing_UrgentMessagesBesideTheNewOnesAreTold(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		box := w.Picture().Mailboxes.At(0)
		event := fmt.Sprintf(`{"event_type":"voicemail status update","voicemail_uuid":%q,"mailbox_number":%q,"new_messages":%d,"old_messages":%d}`,
			box.UUID, box.Number, box.New.Value, box.Old.Value)
		w.pbx.Inject(pbxsim.Fault{Match: to(box.UUID), Body: fmt.Sprintf(`{"uuid":%q,"new_messages":%d,"urgent_messages":%d}`, box.UUID, box.New.Value, box.Urgent.Value+1)})
		w.pbx.EmitRaw(event)
		w.wantTold(Voicemail)
		if got := w.Picture().Mailboxes.At(0).Urgent.Value; got != box.Urgent.Value+1 {
			t.Errorf("%d urgent messages after %d", got, box.Urgent.Value)
		}
		w.pbx.EmitRaw(event)
		w.wantTold()
	})
}

func TestRing_ATransferredCallRingsAnew(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		first := w.office.Users[2]
		id, err := w.pbx.Incoming(outside, first.Extension)
		w.do(err)
		w.do(w.pbx.Answer(id, first.Phones[0]))
		w.wantTold()
		w.do(w.pbx.BlindTransfer(id, "201"))
		if c := w.call(); c.State != CallRinging || c.Role != Callee || c.Transferred != 1 {
			t.Errorf("transferred %+v", c)
		}
		w.wantTold(IncomingCall)
		w.do(w.pbx.Hangup(id))
		w.wantTold(MissedCall)
		if me, other := w.contact(w.me.UserUUID), w.contact(first.UUID); me.Extension != "201" || other.Extension != first.Extension {
			t.Errorf("extensions became %q and %q", me.Extension, other.Extension)
		}
	})
}
