package share

import (
	"bufio"
	"encoding/json"
	"reflect"

	"ringside/presence"
)

// writer puts pictures on a connection: what became different since the one it wrote last. It is a Visitor. The first
// failure to write is kept, and nothing is written after it.
type writer struct {
	out   *bufio.Writer
	words Words
	want  ContactsWanted
	last  *presence.Snapshot
	own   *presence.Roster // the one contact of OwnContact, as it was last
	line  []byte           // used again for every contact
	err   error
}

func newWriter(out *bufio.Writer, w Words) *writer {
	return &writer{out: out, words: w, last: &presence.Snapshot{}}
}

// picture writes what is new in a picture, if anything is.
func (w *writer) picture(now *presence.Snapshot) {
	if w.want == OwnContact {
		now = w.reduced(now)
	}
	if now == w.last {
		return
	}
	if is := loginOut(now); now.Synced && !reflect.DeepEqual(is, loginOut(w.last)) {
		w.json(is)
	}
	w.last = Walk(w.last, now, w)
	w.json(pictured{"picture"})
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
	line, err := json.Marshal(v)
	w.fail(err)
	w.write(append(line, '\n'))
}

func (w *writer) write(line []byte) {
	if w.err == nil {
		_, w.err = w.out.Write(line)
	}
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
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
