package checkup

import (
	"context"
	"time"

	"ringside/pbxclient"
)

const (
	pollWait   = time.Second     // how long the PBX is asked to wait for an event
	pollGrace  = 5 * time.Second // and how much longer its answer may take
	ringingBit = 8               // of a phone's status
)

// noWait asks the PBX not to wait.
var noWait = pbxclient.Some(time.Duration(0))

// events looks whether what happens is told: which kinds the PBX remembers, and whether a poll that waits is answered in
// time. The API gives events to every login that may read them at all, but those of mailboxes only for the own one.
func (v *visit) events(ctx context.Context) Result {
	if why, ok := v.outside(); !ok {
		return why
	}
	recent, err := v.Client.Events(ctx, pbxclient.EventsQuery{Timeout: noWait})
	if err != nil {
		return eventsWithout(err, nil)
	}
	facts := kindsOf(recent.Events)
	poll := pbxclient.EventsQuery{Timeout: pbxclient.Some(pollWait)}
	if n := len(recent.Events); n > 0 {
		poll.Last = pbxclient.Some(recent.Events[n-1].Seq)
	}
	began := time.Now()
	waited, err := func() (pbxclient.Batch, error) {
		ctx, cancel := context.WithTimeout(ctx, pollWait+v.within(pollGrace))
		defer cancel()
		return v.Client.Events(ctx, poll)
	}()
	took := time.Since(began)
	facts["answered_ms"] = int(took.Milliseconds())
	switch {
	case err != nil:
		return eventsWithout(err, facts)
	case len(waited.Events) == 0 && took < pollWait/2:
		return found(eventsHasty, facts)
	case facts["ringing"].(int) > 0 && facts["calls"].(int) == 0:
		return found(eventsNoCalls, facts)
	}
	return found(eventsFlow, facts)
}

// eventsWithout is about events that do not come.
func eventsWithout(err error, facts Facts) Result {
	code := pbxclient.CodeOf(err)
	switch code {
	case pbxclient.CodeForbidden:
		return found(eventsDenied, facts)
	case pbxclient.CodeTimeout, pbxclient.CodeUnavailable: // a proxy that cuts what takes long says the latter
		return found(eventsLate, facts)
	}
	if facts == nil {
		facts = Facts{}
	}
	facts["code"] = string(code)
	return found(eventsFailed, facts)
}

// kindsOf counts events: of users, phones, mailboxes and calls, and how often a phone began to ring. Phones that ring without
// an event about a call tell that the dial plan has none.
func kindsOf(events []pbxclient.Event) Facts {
	var users, phones, boxes, calls, ringing int
	for _, e := range events {
		switch {
		case e.Call != nil:
			calls++
		case e.Mailbox != nil:
			boxes++
		case e.Type == pbxclient.EventPhoneStatus:
			phones++
			if code := e.StatusCode.Or(0); code > 0 && code&ringingBit != 0 {
				ringing++
			}
		case e.Type == pbxclient.EventUserLoggedIn, e.Type == pbxclient.EventUserLoggedOut, e.Type == pbxclient.EventUserListChanged:
			users++
		}
	}
	return Facts{"recent": len(events), "users": users, "phones": phones, "mailboxes": boxes, "calls": calls, "ringing": ringing}
}
