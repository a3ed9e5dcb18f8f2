package presence

import (
	"slices"
	"strings"

	"ringside/pbxclient"
)

// lists is what one round of listing brought. A part that was not asked for, or that the login may not
// read, is nil.
type lists struct {
	users     *pbxclient.List[pbxclient.User]
	phones    *pbxclient.List[pbxclient.Phone]
	mailboxes *pbxclient.List[pbxclient.Mailbox]
	system    *pbxclient.SystemInformation
	denied    []string // parts that were refused
	err       error    // the first failure that is no refusal
	// noBoxes is true where the mailboxes could not be read, for a reason that may pass.
	noBoxes bool
}

// applyLists makes the lists the truth, and takes them: in a large office they must not lie beside the picture for long.
// Only here does anything disappear from the mirror.
func (s *state) applyLists(l *lists) {
	for _, part := range l.denied {
		s.denied[part] = true
	}
	if l.system != nil {
		s.system = *l.system
	}
	if l.phones != nil {
		delete(s.denied, "phones")
		s.applyPhones(*l.phones)
		l.phones.Items = nil
	}
	if l.users != nil {
		delete(s.denied, "users")
		s.applyUsers(*l.users)
		l.users.Items = nil
	} else if l.phones != nil {
		s.rebuild()
	}
	s.forgetRing()
	s.markOwn()
	if l.mailboxes != nil {
		delete(s.denied, "voicemail")
		if l.mailboxes.Skipped == 0 || s.boxes.Len() == 0 {
			s.putMailboxes(l.mailboxes.Items)
		}
		l.mailboxes.Items = nil
	}
}

func (s *state) applyPhones(l pbxclient.List[pbxclient.Phone]) {
	old := s.phones
	s.phones = make(map[string]*phone, len(l.Items))
	for _, p := range l.Items {
		s.phones[p.UUID] = &phone{uuid: p.UUID, name: p.Name.Or(""), username: p.PhoneUsername, code: p.StatusCode}
	}
	if l.Skipped > 0 { // an entry that could not be read may be one that we know
		for uuid, p := range old {
			if s.phones[uuid] == nil {
				s.phones[uuid] = p
			}
		}
	}
}

// applyUsers replaces the roster. Users that did not change keep their identity, so that readers can tell.
func (s *state) applyUsers(l pbxclient.List[pbxclient.User]) {
	s.findMe(l.Items)
	contacts := make([]*Contact, 0, len(l.Items))
	index := make(positions, len(l.Items))
	for i := range l.Items {
		u := &l.Items[i]
		if _, twice := index[u.UUID]; twice {
			continue
		}
		index[u.UUID] = len(contacts)
		contacts = append(contacts, s.contactOf(u))
	}
	if l.Skipped > 0 {
		for c := range s.roster.All() {
			if _, listed := index[c.UUID]; !listed {
				index[c.UUID] = len(contacts)
				contacts = append(contacts, c)
			}
		}
	}
	if !s.roster.refill(contacts, s.put) {
		s.version++
		s.roster, s.owners = newDraft(newTable(contacts, index, s.version)), nil
	}
	s.seats.forget(s.roster.Find)
	s.linkPhones()
	if l.Skipped > 0 { // whoever could not be read stays, at phones that may have changed
		for i := range s.roster.Len() {
			s.refreshPhones(i, s.now())
		}
	}
}

// rebuild works out everybody again, after the phones alone were listed.
func (s *state) rebuild() {
	users := make([]pbxclient.User, 0, s.roster.Len())
	for c := range s.roster.All() {
		users = append(users, pbxclient.User{
			UUID: c.UUID, Username: c.Username, FullName: pbxclient.Some(c.FullName), Phones: c.Assigned,
			HotDesk: c.HotDesk, CallForward: c.CallForward, CW: c.CW, DND: c.DND,
		})
	}
	s.applyUsers(pbxclient.List[pbxclient.User]{Items: users})
}

// contactOf makes the contact of a listed user, or returns the present one if nothing about it changed.
func (s *state) contactOf(u *pbxclient.User) *Contact {
	c := Contact{
		UUID: u.UUID, Username: u.Username, FullName: strings.TrimSpace(u.FullName.Or("")),
		DND: u.DND, CW: u.CW, CallForward: u.CallForward, HotDesk: u.HotDesk, Assigned: u.Phones,
		DeskSince: s.seats.since(u.UUID, u.HotDesk),
	}
	s.book.describe(&c)
	old := s.contact(u.UUID)
	c.Extension = s.book.extension(&c, s.phones)
	c.Phones = s.phonesOf(&c)
	c.Presence = presenceOf(c.Phones)
	if old == nil {
		return &c
	}
	if c.Presence == old.Presence {
		c.Since = old.Since
	} else if old.Presence != Unknown {
		c.Since = s.now() // it changed while nobody told us: now is when we noticed
	}
	if sameContact(&c, old) {
		return old
	}
	return &c
}

func sameContact(a, b *Contact) bool {
	return a.Username == b.Username && a.FullName == b.FullName && a.Extension == b.Extension &&
		a.Favourite == b.Favourite && a.Note == b.Note && a.TellWhenFree == b.TellWhenFree && a.Presence == b.Presence && a.Since.Equal(b.Since) &&
		a.DND == b.DND && a.CW == b.CW && a.CallForward == b.CallForward && a.HotDesk == b.HotDesk &&
		a.DeskSince.Equal(b.DeskSince) &&
		slices.Equal(a.Assigned, b.Assigned) && slices.Equal(a.Phones, b.Phones)
}

// linkPhones tells every phone who has it.
func (s *state) linkPhones() {
	s.spare.stale = true
	for _, p := range s.phones {
		p.held, p.others, p.guest = false, nil, ""
	}
	for i := range s.roster.Len() {
		c := s.roster.At(i)
		for _, a := range c.Assigned {
			if a.Type == pbxclient.AssignedTypePhone && a.Phone != "" {
				p := s.phone(a.Phone)
				if p.held {
					p.others = append(p.others, i)
				} else {
					p.held, p.holder = true, i
				}
			}
		}
		if desk := c.HotDesk.Or(""); desk != "" {
			s.phone(desk).guest = c.UUID
		}
	}
}

// phone returns a phone that somebody has. The list may lack it, or may not be read at all: then events tell of it.
func (s *state) phone(uuid string) *phone {
	if s.phones[uuid] == nil {
		s.phones[uuid] = &phone{uuid: uuid}
	}
	return s.phones[uuid]
}

// findMe looks the user up who signed in or is acted for.
func (s *state) findMe(users []pbxclient.User) {
	if s.userName == "" {
		return
	}
	s.me = ""
	for i := range users {
		if users[i].Username == s.userName {
			s.me = users[i].UUID
			return
		}
		if strings.EqualFold(users[i].Username, s.userName) {
			s.me = users[i].UUID
		}
	}
}
