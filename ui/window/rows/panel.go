package rows

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"

	"ringside/pbxclient"
	"ringside/presence"
)

// PanelGroup is a part of the operator panel.
type PanelGroup uint8

// The groups, as they stand on the panel. Chosen is the only one where a person says which phones there are, and in what order.
const (
	PeoplesPhones PanelGroup = iota
	HotDesks
	OtherPhones
	Chosen
)

// PanelPart is a part of the operator panel, under a heading.
type PanelPart struct {
	Group  PanelGroup
	Letter string   // that names begin with, where there are many phones of people; "" for all
	Phones []string // their UUIDs, in order
}

// Panel is all phones of the PBX with whoever has them. Where a phone stands follows from names alone, so that a tile is where it
// was, whatever the phone does; what it does is looked up when the tile is drawn.
type Panel struct {
	phones  []panelPhone
	at      map[string]int // in phones, by UUID
	entries []entry        // what is searched, in the order of phones

	read   []pbxclient.Phone
	snap   *presence.Snapshot // the newest
	index  *Index
	busy   map[string]*presence.Call // by the UUID of the phone
	strays map[string]bool           // phones that somebody has and that are not among those that were read
}

// panelPhone is a phone with the users who have it, by name; who is logged in at a hot desk comes first.
type panelPhone struct {
	pbxclient.Phone
	group PanelGroup
	users []string
	key   []byte // of the order
}

// NewPanel makes a panel of no phones.
func NewPanel() *Panel {
	return &Panel{snap: &presence.Snapshot{}, index: &Index{}, at: map[string]int{}, busy: map[string]*presence.Call{}}
}

// Read takes the phones that the PBX has.
func (p *Panel) Read(phones []pbxclient.Phone) {
	p.read = phones
	p.arrange()
}

// Set takes a picture; it reports whether there are other phones now, or in another place. That is rare: most pictures only have
// phones do something else, which costs what has changed.
func (p *Panel) Set(s *presence.Snapshot, x *Index) (moved bool) {
	before := p.snap
	p.snap = s
	if !slices.Equal(before.Calls, s.Calls) {
		p.follow(s.Calls)
	}
	changed, _ := s.Contacts.Since(before.Contacts)
	moved = x != p.index || slices.ContainsFunc(changed, func(c *presence.Contact) bool {
		old := before.Contacts.Find(c.UUID)
		return old == nil || !slices.EqualFunc(old.Phones, c.Phones, samePhone)
	})
	if p.index = x; moved {
		p.arrange()
	}
	return moved
}

func samePhone(a, b presence.ContactPhone) bool { return a.UUID == b.UUID && a.HotDesk == b.HotDesk }

// Len is how many phones there are.
func (p *Panel) Len() int { return len(p.phones) }

// Strays reports whether somebody has a phone that is not among those that were read, and that was not missed before.
func (p *Panel) Strays() (anew bool) {
	strays := map[string]bool{}
	for c := range p.snap.Contacts.All() {
		for _, phone := range c.Phones {
			if _, known := p.at[phone.UUID]; !known {
				strays[phone.UUID] = true
				anew = anew || !p.strays[phone.UUID]
			}
		}
	}
	p.strays = strays
	return anew
}

// arrange puts the phones in order: those of people by whose they are, then the others by what they are called.
func (p *Panel) arrange() {
	users := p.usersOf()
	places := map[string]int{} // of users, by name
	for i := range p.index.entries {
		places[p.index.entries[i].uuid] = i
	}
	collator, buffer := collate.New(p.index.order, collate.IgnoreCase, collate.Numeric), &collate.Buffer{}
	byID := make(map[string]int, len(p.read))
	p.phones = p.phones[:0]
	for _, read := range p.read {
		phone := panelPhone{Phone: read, users: users[read.UUID], group: OtherPhones}
		switch {
		case read.HotDesk.Or(false):
			phone.group = HotDesks
		case len(phone.users) > 0:
			phone.group = PeoplesPhones
		}
		buffer.Reset()
		phone.key = bytes.Clone(collator.KeyFromString(buffer, cmp.Or(read.Name.Or(""), read.PhoneUsername)))
		if i, twice := byID[read.UUID]; twice {
			p.phones[i] = phone
			continue
		}
		byID[read.UUID] = len(p.phones)
		p.phones = append(p.phones, phone)
	}
	slices.SortFunc(p.phones, func(a, b panelPhone) int {
		if by := cmp.Compare(a.group, b.group); by != 0 || a.group != PeoplesPhones {
			return cmp.Or(by, bytes.Compare(a.key, b.key), strings.Compare(a.UUID, b.UUID))
		}
		return cmp.Or(cmp.Compare(places[a.users[0]], places[b.users[0]]), bytes.Compare(a.key, b.key), strings.Compare(a.UUID, b.UUID))
	})
	p.at, p.entries = make(map[string]int, len(p.phones)), make([]entry, len(p.phones))
	for i := range p.phones {
		p.at[p.phones[i].UUID], p.entries[i] = i, p.entryOf(&p.phones[i])
	}
}

// usersOf are the users who have each phone, by name.
func (p *Panel) usersOf() map[string][]string {
	users := map[string][]string{}
	for i := range p.index.entries {
		c := p.snap.Contacts.Find(p.index.entries[i].uuid)
		if c == nil {
			continue
		}
		for _, phone := range c.Phones {
			if phone.HotDesk {
				users[phone.UUID] = append([]string{c.UUID}, users[phone.UUID]...)
			} else {
				users[phone.UUID] = append(users[phone.UUID], c.UUID)
			}
		}
	}
	return users
}

// entryOf is what a phone is found by: the names and numbers of whoever has it, and its own.
func (p *Panel) entryOf(phone *panelPhone) entry {
	name := p.nameOf(phone)
	rest, numbers := []string{phone.Name.Or(""), phone.PhoneUsername}, []string{phone.PhoneUsername}
	for _, uuid := range phone.users {
		if c := p.snap.Contacts.Find(uuid); c != nil {
			rest = append(rest, c.Name(), c.Username, c.Extension)
			numbers = append(append(numbers, c.Extension), assignedNumbers(c)...)
		}
	}
	return entry{
		name: name, folded: fold(name), rest: fold(strings.Join(rest, "\n")), numbers: digitLines(numbers), initials: foldedInitials(name),
	}
}

// nameOf is what a tile is called: whoever has the phone, or the phone; "" where nothing is known.
func (p *Panel) nameOf(phone *panelPhone) string {
	var names []string
	for _, uuid := range phone.users {
		if c := p.snap.Contacts.Find(uuid); c != nil {
			names = append(names, c.Name())
		}
	}
	return cmp.Or(strings.Join(names, ", "), phone.Name.Or(""), phone.PhoneUsername)
}

// lettersFrom is from how many on the phones of people stand under the letters that names begin with.
const lettersFrom = 100

// Parts are the parts of the panel; with a query the phones that it finds, best first.
func (p *Panel) Parts(query string) []PanelPart {
	if strings.TrimSpace(query) != "" {
		var found []string
		for _, i := range newQuery(query).best(p.entries) {
			found = append(found, p.phones[i].UUID)
		}
		return p.Choose(found)
	}
	many := len(p.phones) >= lettersFrom
	var parts []PanelPart
	for i := range p.phones {
		phone := &p.phones[i]
		at := PanelPart{Group: phone.group}
		if many && phone.group == PeoplesPhones {
			at.Letter = initial(p.entries[i].folded)
		}
		if last := len(parts) - 1; last < 0 || parts[last].Group != at.Group || parts[last].Letter != at.Letter {
			parts = append(parts, at)
		}
		last := &parts[len(parts)-1]
		last.Phones = append(last.Phones, phone.UUID)
	}
	return parts
}

// Choose is the panel of some phones in an order of their own, without those that there are no more.
func (p *Panel) Choose(phones []string) []PanelPart {
	part := PanelPart{Group: Chosen}
	for _, uuid := range phones {
		if _, known := p.at[uuid]; known {
			part.Phones = append(part.Phones, uuid)
		}
	}
	if len(part.Phones) == 0 {
		return nil
	}
	return []PanelPart{part}
}

// initial is the letter that a folded name is looked for under.
func initial(name string) string {
	if name == "" || name[0] < 'a' || name[0] > 'z' {
		return "#"
	}
	return strings.ToUpper(name[:1])
}

// follow notes at which phones there are calls: one that rings counts most, then the newest.
func (p *Panel) follow(calls []*presence.Call) {
	clear(p.busy)
	for _, c := range calls {
		if !c.Running() {
			continue
		}
		for _, phone := range c.Phones {
			p.occupy(phone, c)
		}
		if c.CallerPhone != "" {
			p.occupy(c.CallerPhone, c)
		}
	}
}

func (p *Panel) occupy(phone string, c *presence.Call) {
	if before := p.busy[phone]; before == nil || !ringsAt(before, phone) || ringsAt(c, phone) {
		p.busy[phone] = c
	}
}

// ringsAt reports whether a call waits to be answered at a phone.
func ringsAt(c *presence.Call, phone string) bool {
	return c.State == presence.CallRinging && slices.Contains(c.Phones, phone)
}
