package share

import "ringside/presence"

// Visitor is told what became different between two pictures. What was may be nil.
type Visitor interface {
	Connection(was, is presence.Connection)
	Contact(was, is *presence.Contact)
	ContactRemoved(was *presence.Contact)
	Mailbox(was, is *presence.Mailbox)
	MailboxRemoved(was *presence.Mailbox)
	Call(was, is *presence.Call)
	CallRemoved(was *presence.Call)
	Synced(now *presence.Snapshot)
}

// Walk tells v what became different from old to now, and returns what it told of: the picture to walk from the next time.
// Until everybody is known, nobody's calls are either, and so it tells of the connection alone.
func Walk(old, now *presence.Snapshot, v Visitor) *presence.Snapshot {
	if old == now {
		return now
	}
	v.Connection(old.Connection, now.Connection)
	if !now.Synced {
		return &presence.Snapshot{Connection: now.Connection}
	}
	walkContacts(old.Contacts, now.Contacts, v)
	walkMailboxes(old.Mailboxes, now.Mailboxes, v)
	walkCalls(old.Calls, now.Calls, v)
	if now.Resyncs != old.Resyncs {
		v.Synced(now)
	}
	return now
}

func walkContacts(old, now *presence.Roster, v Visitor) {
	changed, removed := now.Since(old)
	for _, c := range changed {
		v.Contact(old.Find(c.UUID), c)
	}
	for _, uuid := range removed {
		v.ContactRemoved(old.Find(uuid))
	}
}

func walkMailboxes(old, now *presence.Mailboxes, v Visitor) {
	changed, removed := now.Since(old)
	for _, m := range changed {
		v.Mailbox(old.Find(m.UUID), m)
	}
	for _, uuid := range removed {
		v.MailboxRemoved(old.Find(uuid))
	}
}

func walkCalls(old, now []*presence.Call, v Visitor) {
	if oneAndTheSame(old, now) {
		return
	}
	before := make(map[uint64]*presence.Call, len(old))
	for _, c := range old {
		before[c.Key] = c
	}
	for _, c := range now {
		if was := before[c.Key]; was != c {
			v.Call(was, c)
		}
		delete(before, c.Key)
	}
	for _, c := range old {
		if before[c.Key] != nil {
			v.CallRemoved(c)
		}
	}
}

// oneAndTheSame reports whether two lists are, without a look at what is in them.
func oneAndTheSame[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
