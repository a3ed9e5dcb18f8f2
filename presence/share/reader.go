package share

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	json2 "github.com/go-json-experiment/json"

	"ringside/presence"
)

// reader makes pictures of the lines of a server and hangs them up. What a line says shows with the line that ends the
// picture, and not before.
type reader struct {
	board *presence.Board
	line  []byte // room for the next one

	next     presence.Snapshot
	version  int
	contacts changes[*presence.Contact]
	boxes    changes[*presence.Mailbox]
	calls    bool // they differ from those of the last picture
}

// changes are what becomes different in a table.
type changes[T presence.Row] struct {
	rows    []T
	removed []string
}

func newReader(b *presence.Board) *reader {
	return &reader{board: b, next: *b.Picture()}
}

// take reads a line. It reports its kind, and whether it was one of the picture. A line that makes no sense changes nothing.
func (p *reader) take(line []byte) (kind string, known bool) {
	if bytes.HasPrefix(line, contactPrefix) { // what a large office is made of
		p.contact(line)
		return "contact", true
	}
	var of struct {
		Kind string `json:"kind"`
	}
	if json.Unmarshal(line, &of) != nil || of.Kind == "" {
		return "", true
	}
	switch of.Kind {
	case "contact":
		p.contact(line)
	case "contact_removed":
		var r Removed
		if json.Unmarshal(line, &r) == nil {
			p.contacts.removed = append(p.contacts.removed, r.UUID)
		}
	case "connection":
		var c connectionOnWire
		if json.Unmarshal(line, &c) == nil {
			p.next.Connection = c.back()
		}
	case "login":
		var l login
		if json.Unmarshal(line, &l) == nil {
			p.next.Me, p.next.Denied, p.next.Region, p.next.System = l.Me, l.Denied, l.Region, l.System
			p.next.ShortCodes = l.Codes
		}
	case "spare":
		var s spare
		if json.Unmarshal(line, &s) == nil {
			p.next.Spare = s.back()
		}
	case "own":
		var o own
		if json.Unmarshal(line, &o) == nil {
			o.putInto(&p.next)
		}
	case "voicemail":
		var v voicemailOnWire
		if json.Unmarshal(line, &v) == nil {
			p.boxes.rows = append(p.boxes.rows, v.back())
		}
	case "voicemail_removed":
		var r Removed
		if json.Unmarshal(line, &r) == nil {
			p.boxes.removed = append(p.boxes.removed, r.UUID)
		}
	case "call":
		p.call(line)
	case "call_removed":
		var r callRemoved
		if json.Unmarshal(line, &r) == nil {
			p.ownCalls()
			p.next.Calls = slices.DeleteFunc(p.next.Calls, func(c *presence.Call) bool { return c.Key == r.Key })
		}
	case "calls":
		var o callOrder
		if json.Unmarshal(line, &o) == nil {
			p.order(o.Keys)
		}
	case "synced":
		p.next.Synced = true
		p.next.Resyncs++
	case "picture":
		p.hang()
	case "notice":
		var n noticeOnWire
		if json.Unmarshal(line, &n) == nil {
			p.board.Publish(p.board.Picture(), n.back())
		}
	default:
		return of.Kind, false
	}
	return of.Kind, true
}

var contactPrefix = []byte(`{"kind":"contact",`)

func (p *reader) contact(line []byte) {
	var in contactIn
	if json2.Unmarshal(line, &in) != nil || in.UUID == "" {
		return
	}
	c := in.contact()
	if old := p.next.Contacts.Find(c.UUID); old == nil || old.Extension != c.Extension || old.FullName != c.FullName ||
		old.Username != c.Username || old.Favourite != c.Favourite || old.Note != c.Note {
		p.version++
	}
	p.contacts.rows = append(p.contacts.rows, c)
}

func (p *reader) call(line []byte) {
	var in callOnWire
	if json.Unmarshal(line, &in) != nil {
		return
	}
	p.ownCalls()
	c := in.back()
	if i := slices.IndexFunc(p.next.Calls, func(old *presence.Call) bool { return old.Key == c.Key }); i >= 0 {
		p.next.Calls[i] = c
	} else {
		p.next.Calls = append(p.next.Calls, c)
	}
}

// order puts the calls in this order.
func (p *reader) order(keys []uint64) {
	place := make(map[uint64]int, len(keys))
	for i, key := range keys {
		place[key] = i
	}
	p.ownCalls()
	slices.SortStableFunc(p.next.Calls, func(a, b *presence.Call) int { return cmp.Compare(place[a.Key], place[b.Key]) })
}

// ownCalls makes the list of calls one that no picture has yet.
func (p *reader) ownCalls() {
	if !p.calls {
		p.next.Calls, p.calls = slices.Clone(p.next.Calls), true
	}
}

// hang makes a picture of what has come.
func (p *reader) hang() {
	if len(p.contacts.removed) > 0 {
		p.version++
	}
	p.next.Contacts = p.next.Contacts.With(p.contacts.rows, p.contacts.removed, p.version)
	p.next.SetMailboxes(p.next.Mailboxes.With(p.boxes.rows, p.boxes.removed, 0))
	p.contacts, p.boxes, p.calls = changes[*presence.Contact]{}, changes[*presence.Mailbox]{}, false
	snap := p.next
	if own := snap.Own(); own != nil {
		snap.OwnPhones = own.Phones
	}
	p.board.Publish(&snap)
}
