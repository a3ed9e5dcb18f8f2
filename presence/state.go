package presence

import (
	"maps"
	"slices"
	"time"

	"ringside/pbxclient"
)

// state is the mirror while it is being changed. Only the engine's goroutine touches it; what others see
// is the Snapshot that publish makes of it.
type state struct {
	now      func() time.Time
	userName string // who signed in or is acted for
	byKey    bool   // signed in with an API key: sees all mailboxes, not just the own
	me       string

	roster  *draft[*Contact]
	version int // of what a search looks at

	phones    map[string]*phone
	strangers map[string]bool // phones that events told of and the last lists did not
	boxes     *draft[*Mailbox]
	recounts  map[string]*recount // own mailboxes of which a count is unknown, by UUID
	spare     spare
	seats     seats
	calls     *calls
	book      *book
	denied    map[string]bool
	secretive bool // the PBX tells this login nothing of others' calls when it is asked
	system    pbxclient.SystemInformation

	notices []Notice

	ringing   time.Time // since when an own phone rings, zero if none does
	ringPhone string
	ringTold  bool

	owners *owners // nil when it has to be made again
}

// phone is what the mirror keeps of one PBX phone.
type phone struct {
	uuid           string // the same text wherever this phone stands, so that comparing it is quick
	name, username string
	code           pbxclient.Opt[int]
	held           bool
	holder         int    // where the user stands in the roster whom it is assigned to, if held
	others         []int  // and further ones, which few phones have
	guest          string // hot-desk user logged in at it
}

// holders walks the users whom the phone is assigned to.
func (p *phone) holders(yield func(int) bool) {
	if !p.held || !yield(p.holder) {
		return
	}
	for _, i := range p.others {
		if !yield(i) {
			return
		}
	}
}

func newState(userName string, byKey bool, b *book) *state {
	return &state{
		now: time.Now, userName: userName, byKey: byKey, book: b,
		roster: newDraft[*Contact](nil), boxes: newDraft[*Mailbox](nil), phones: map[string]*phone{},
		strangers: map[string]bool{}, seats: seats{}, calls: newCalls(), recounts: map[string]*recount{}, denied: map[string]bool{},
	}
}

// contact returns a user as they stand now, changes of this batch included; nil if unknown.
func (s *state) contact(uuid string) *Contact { return s.roster.Find(uuid) }

// put replaces the user at a position of the roster by a changed copy.
func (s *state) put(i int, c *Contact) {
	old := s.roster.At(i)
	if old.Extension != c.Extension && s.owners != nil {
		s.owners.remove(old)
		s.owners.add(c)
	}
	if old.Extension != c.Extension || old.FullName != c.FullName || old.Username != c.Username || old.Favourite != c.Favourite ||
		old.Note != c.Note {
		s.version++
	}
	s.roster.set(i, c)
	if c.UUID == s.me && (old.Extension != c.Extension || old.Username != c.Username) {
		s.markOwn()
	}
}

// edit changes a copy of a user and puts it back; unknown users are left out.
func (s *state) edit(uuid string, change func(*Contact)) {
	if i, known := s.roster.Position(uuid); known {
		c := *s.roster.At(i)
		change(&c)
		s.put(i, &c)
	}
}

// refreshUser is refreshPhones for a user who may be unknown.
func (s *state) refreshUser(uuid string, since time.Time) {
	if i, known := s.roster.Position(uuid); known {
		s.refreshPhones(i, since)
	}
}

// refreshPhones works out again which phones the user at a position of the roster has, and what follows for their
// presence. since is when whatever changed happened.
func (s *state) refreshPhones(i int, since time.Time) {
	old := s.roster.At(i)
	c := *old
	c.Phones = s.phonesOf(&c)
	p := presenceOf(c.Phones)
	if p != old.Presence {
		c.Presence, c.Since = p, since
	}
	if p == old.Presence && slices.Equal(c.Phones, old.Phones) {
		return
	}
	s.put(i, &c)
}

// refreshPhone is refreshPhones where the status of one phone alone has changed: most events are of that kind.
func (s *state) refreshPhone(i int, changed *phone, since time.Time) {
	old := s.roster.At(i)
	k := slices.IndexFunc(old.Phones, func(p ContactPhone) bool { return p.UUID == changed.uuid })
	if k < 0 {
		s.refreshPhones(i, since)
		return
	}
	if old.Phones[k].StatusCode == changed.code {
		return
	}
	c := *old
	c.Phones = slices.Clone(old.Phones)
	c.Phones[k].StatusCode = changed.code
	if p := presenceOf(c.Phones); p != old.Presence {
		c.Presence, c.Since = p, since
	}
	s.put(i, &c)
}

// isMe reports whether a user is the one who is signed in or acted for.
func (s *state) isMe(user string) bool { return s.me != "" && user == s.me }

// phonesOf lists the phones with a status that a user has: the assigned ones, then the hot desk.
func (s *state) phonesOf(c *Contact) []ContactPhone {
	var list []ContactPhone
	add := func(uuid string, hotDesk, personal bool) {
		if uuid == "" || slices.ContainsFunc(list, func(p ContactPhone) bool { return p.UUID == uuid }) {
			return
		}
		p := ContactPhone{UUID: uuid, HotDesk: hotDesk, Personal: personal}
		if known := s.phones[uuid]; known != nil {
			p.UUID, p.Name, p.StatusCode = known.uuid, known.name, known.code
		}
		list = append(list, p)
	}
	for _, a := range c.Assigned {
		if a.Type == pbxclient.AssignedTypePhone {
			add(a.Phone, false, a.Personal.Or(false))
		}
	}
	add(c.HotDesk.Or(""), true, false)
	return list
}

// ownPhone reports whether a phone is one of the user's own: a personal one, the only one, or the hot desk.
func (s *state) ownPhone(uuid string) bool {
	me := s.contact(s.me)
	return me != nil && uuid != "" && slices.ContainsFunc(me.Phones, func(p ContactPhone) bool { return p.UUID == uuid })
}

// snapshot makes an immutable picture of the state. was is the one before.
func (s *state) snapshot(was *Snapshot, conn Connection, synced bool, resyncs int) *Snapshot {
	snap := &Snapshot{
		Connection: conn, Synced: synced, Resyncs: resyncs, Me: s.me, Contacts: s.roster.publish(s.version), System: s.system,
		Mailboxes: was.Mailboxes, OwnMailboxes: was.OwnMailboxes, Calls: s.calls.list(), Denied: slices.Sorted(maps.Keys(s.denied)),
		History: s.book.history, MissedUnseen: s.book.missed.unseen, Until: s.book.until, ForwardedTo: s.book.own.ForwardedTo, Spare: s.spares(),
	}
	if me := snap.Own(); me != nil {
		snap.OwnPhones = me.Phones
	}
	snap.SetMailboxes(s.boxes.publish(0))
	return snap
}
