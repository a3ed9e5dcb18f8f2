package share

import (
	"errors"
	"maps"
	"net"
	"slices"
	"syscall"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/journal"
)

// seen is what somebody sees in a picture.
type seen struct {
	State           presence.ConnectionState
	Error           wrong
	AsOf, RetryAt   int64
	Synced          bool
	Me, Region      string
	Denied          []string
	ShortCodes      map[string]string
	System          pbxclient.SystemInformation
	History         int
	MissedUnseen    int
	ForwardedTo     []string
	Until           *presence.Until
	Own, Spare      []presence.ContactPhone
	Contacts        map[string]presence.Contact
	Mailboxes       map[string]presence.Mailbox
	Calls           []presence.Call
	VoicemailUnread int
}

// wrong is what an error says, and all that is decided by it.
type wrong struct {
	Text            string
	Code            pbxclient.Code
	NoHost, Refused bool
	PBX             pbxclient.Error // without its cause
	Cause           string
}

func wrongOf(err error) wrong {
	if err == nil {
		return wrong{}
	}
	w := wrong{Text: err.Error(), Code: pbxclient.CodeOf(err), Refused: errors.Is(err, syscall.ECONNREFUSED)}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		w.NoHost = e.IsNotFound
	}
	if e, ok := errors.AsType[*pbxclient.Error](err); ok {
		w.PBX = *e
		if w.PBX.Err = nil; e.Err != nil {
			w.Cause = e.Err.Error()
		}
	}
	return w
}

// see looks at a picture. While nobody is known there is nobody in it, and times are of a millisecond.
func see(s *presence.Snapshot) seen {
	c := s.Connection
	v := seen{
		State: c.State, Error: wrongOf(c.Err), AsOf: stamp(c.AsOf), RetryAt: stamp(c.RetryAt), Synced: s.Synced,
		Me: s.Me, Region: s.Region, Denied: s.Denied, ShortCodes: s.ShortCodes, System: s.System,
		History: s.History, MissedUnseen: s.MissedUnseen, ForwardedTo: s.ForwardedTo,
	}
	if s.Until != nil {
		v.Until = &presence.Until{DND: ms(s.Until.DND), CallForward: ms(s.Until.CallForward), Back: s.Until.Back}
	}
	if !s.Synced {
		return v
	}
	v.Own, v.Spare = s.OwnPhones, s.Spare
	v.VoicemailUnread, _ = s.NewVoicemail()
	v.Contacts = maps.Collect(func(yield func(string, presence.Contact) bool) {
		for c := range s.Contacts.All() {
			if !yield(c.UUID, contactSeen(c)) {
				return
			}
		}
	})
	v.Mailboxes = map[string]presence.Mailbox{}
	for box := range s.Mailboxes.All() {
		m := *box
		m.New, m.Old, m.Urgent = unknown(m.New), unknown(m.Old), unknown(m.Urgent)
		v.Mailboxes[m.UUID] = m
	}
	for _, c := range s.Calls {
		v.Calls = append(v.Calls, callSeen(c))
	}
	return v
}

func callSeen(c *presence.Call) presence.Call {
	call := *c
	call.Began, call.PickedUpAt, call.AnsweredAt, call.EndedAt = ms(call.Began), ms(call.PickedUpAt), ms(call.AnsweredAt), ms(call.EndedAt)
	return call
}

func contactSeen(c *presence.Contact) presence.Contact {
	contact := *c
	contact.Since = ms(contact.Since)
	contact.DeskSince = ms(contact.DeskSince)
	contact.DND, contact.CW = unknown(contact.DND), unknown(contact.CW)
	contact.Assigned = slices.Clone(contact.Assigned)
	for i := range contact.Assigned {
		contact.Assigned[i].Personal = unknown(contact.Assigned[i].Personal)
	}
	return contact
}

// keptSeen are kept calls with times of a millisecond.
func keptSeen(list []journal.Call) []journal.Call {
	list = slices.Clone(list)
	for i := range list {
		c := &list[i]
		c.Began, c.Answered, c.Ended = ms(c.Began), ms(c.Answered), ms(c.Ended)
	}
	return list
}

func ms(t time.Time) time.Time { return clock(stamp(t)) }

// unknown is a value for which null says no more than its absence.
func unknown[T any](o pbxclient.Opt[T]) pbxclient.Opt[T] {
	if o.State == pbxclient.Null {
		return pbxclient.Opt[T]{}
	}
	return o
}

// unlike tells in what a remote picture differs from the original; "" if in nothing.
func unlike(original, remote *presence.Snapshot) string {
	return cmp.Diff(see(original), see(remote), cmpopts.EquateEmpty())
}
