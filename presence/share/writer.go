package share

import (
	"bufio"
	"reflect"
	"slices"

	"ringside/presence"
)

// writer puts pictures on a connection: what became different since the one it wrote last. It is a Visitor. The first
// failure to write is kept, and nothing is written after it.
type writer struct {
	out   *bufio.Writer
	words Words
	want  ContactsWanted
	seen  *presence.Snapshot // the one written last
	last  *presence.Snapshot // what has been told of it
	login login
	kept  own
	spare []presence.ContactPhone
	keys  []uint64         // of the calls, as they were told
	own   *presence.Roster // the one contact of OwnContact, as it was last
	line  []byte           // used again for every contact
	err   error
}

func newWriter(out *bufio.Writer, w Words) *writer {
	return &writer{out: out, words: w, last: &presence.Snapshot{}, kept: ownOut(&presence.Snapshot{})}
}

// picture writes what is new in a picture, if anything is.
func (w *writer) picture(now *presence.Snapshot) {
	if now == w.seen {
		return
	}
	w.seen = now
	if w.want == OwnContact {
		now = w.reduced(now)
	}
	if is := loginOut(now); !reflect.DeepEqual(is, w.login) {
		w.login = is
		w.json(is)
	}
	if is := ownOut(now); !reflect.DeepEqual(is, w.kept) {
		w.kept = is
		w.json(is)
	}
	if w.want != OwnContact && !slices.Equal(now.Spare, w.spare) {
		w.spare = now.Spare
		w.json(spareOut(now.Spare))
	}
	was := w.last.Calls
	w.last = Walk(w.last, now, w)
	if !oneAndTheSame(was, w.last.Calls) {
		w.order(w.last.Calls)
	}
	w.json(pictured{"picture"})
}

// order tells the order of the calls where it does not follow from the lines, which name new ones last: one that was out of
// sight comes back in its place.
func (w *writer) order(calls []*presence.Call) {
	here := make(map[uint64]bool, len(calls))
	for _, c := range calls {
		here[c.Key] = true
	}
	w.keys = slices.DeleteFunc(w.keys, func(key uint64) bool { return !here[key] })
	for _, key := range w.keys {
		delete(here, key)
	}
	follows := true
	for i, c := range calls {
		if here[c.Key] {
			w.keys = append(w.keys, c.Key)
		}
		follows = follows && w.keys[i] == c.Key
	}
	if follows {
		return
	}
	for i, c := range calls {
		w.keys[i] = c.Key
	}
	w.json(callOrder{"calls", w.keys})
}

// reduced is a picture with nobody in it but the user.
func (w *writer) reduced(s *presence.Snapshot) *presence.Snapshot {
	own := s.Own()
	if w.own == nil || w.own.Find(s.Me) != own || w.own.Len() > 0 && own == nil {
		var alone []*presence.Contact
		if own != nil {
			alone = append(alone, own)
		}
		w.own = presence.NewRoster(alone, s.Contacts.Version)
	}
	few := *s
	few.Contacts = w.own
	return &few
}

// notice writes a notice, after the picture that it belongs to.
func (w *writer) notice(n presence.Notice, now *presence.Snapshot) {
	w.picture(now)
	w.json(noticeOut(n, now, w.words))
}

// json writes one line.
func (w *writer) json(v any) {
	line, err := lineOf(v)
	if w.err == nil {
		w.err = err
	}
	w.write(line)
}

func (w *writer) write(line []byte) {
	if w.err == nil {
		_, w.err = w.out.Write(line)
	}
}

// flush sends what has been written, and tells the first failure there was.
func (w *writer) flush() error {
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

// Connection implements Visitor.
func (w *writer) Connection(was, is presence.Connection) {
	if was != is {
		w.json(connectionOut(is, w.words))
	}
}

// Contact implements Visitor.
func (w *writer) Contact(_, is *presence.Contact) {
	w.line = appendContact(w.line[:0], is)
	w.write(w.line)
}

// ContactRemoved implements Visitor.
func (w *writer) ContactRemoved(was *presence.Contact) { w.json(Removed{"contact_removed", was.UUID}) }

// Mailbox implements Visitor.
func (w *writer) Mailbox(_, is *presence.Mailbox) { w.json(mailboxOut(is)) }

// MailboxRemoved implements Visitor.
func (w *writer) MailboxRemoved(was *presence.Mailbox) {
	w.json(Removed{"voicemail_removed", was.UUID})
}

// Call implements Visitor.
func (w *writer) Call(_, is *presence.Call) { w.json(callOut(is)) }

// CallRemoved implements Visitor.
func (w *writer) CallRemoved(was *presence.Call) { w.json(callRemoved{"call_removed", was.Key}) }

// Synced implements Visitor.
func (w *writer) Synced(*presence.Snapshot) { w.json(Synced{"synced"}) }
