package presence

import "iter"

const chunkSize = 256

// Roster is an immutable table of contacts in the PBX's order. It is kept in chunks so that a change to
// one of 50,000 contacts copies one chunk and not the table. A nil Roster is empty.
type Roster struct {
	chunks [][]*Contact
	index  *positions // shared by all rosters with the same members
	// Version changes when contacts come, go, or change in anything a search looks at.
	Version int
}

// positions tells where a contact stands, by UUID.
type positions map[string]int

// NewRoster makes a roster of contacts, which belong to it from then on. version is Roster.Version.
func NewRoster(contacts []*Contact, version int) *Roster {
	index := make(positions, len(contacts))
	for i, c := range contacts {
		index[c.UUID] = i
	}
	return newRoster(contacts, index, version)
}

// newRoster is NewRoster for contacts of which is known where they stand.
func newRoster(contacts []*Contact, index positions, version int) *Roster {
	r := &Roster{index: &index, Version: version}
	for len(contacts) > 0 {
		n := min(chunkSize, len(contacts))
		r.chunks = append(r.chunks, contacts[:n:n])
		contacts = contacts[n:]
	}
	return r
}

// Len is the number of contacts.
func (r *Roster) Len() int {
	if r == nil || len(r.chunks) == 0 {
		return 0
	}
	last := len(r.chunks) - 1
	return last*chunkSize + len(r.chunks[last])
}

// At returns the contact at position i, 0 ≤ i < Len.
func (r *Roster) At(i int) *Contact { return r.chunks[i/chunkSize][i%chunkSize] }

// Find returns the contact with this UUID, nil if there is none.
func (r *Roster) Find(uuid string) *Contact {
	if i, ok := r.position(uuid); ok {
		return r.At(i)
	}
	return nil
}

func (r *Roster) position(uuid string) (int, bool) {
	if r == nil {
		return 0, false
	}
	i, ok := (*r.index)[uuid]
	return i, ok
}

// All walks the contacts in the PBX's order.
func (r *Roster) All() iter.Seq[*Contact] {
	return func(yield func(*Contact) bool) {
		if r == nil {
			return
		}
		for _, chunk := range r.chunks {
			for _, c := range chunk {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// Since returns the contacts that differ from an older roster, and the UUIDs that are gone. It costs as
// much as what changed when the members are the same, and one walk when they are not.
func (r *Roster) Since(old *Roster) (changed []*Contact, removed []string) {
	if r == old {
		return nil, nil
	}
	if r != nil && old != nil && r.index == old.index { // the same members in the same places
		for k, chunk := range r.chunks {
			if &chunk[0] == &old.chunks[k][0] {
				continue
			}
			for i, c := range chunk {
				if c != old.chunks[k][i] {
					changed = append(changed, c)
				}
			}
		}
		return changed, nil
	}
	for c := range r.All() {
		if old.Find(c.UUID) != c {
			changed = append(changed, c)
		}
	}
	for c := range old.All() {
		if r.Find(c.UUID) == nil {
			removed = append(removed, c.UUID)
		}
	}
	return changed, removed
}

// With returns a roster with these contacts instead of those that have their UUIDs, and after the others where it has none
// yet, and without those removed. version is Roster.Version of the new one. It costs what changed, unless contacts come or
// go.
func (r *Roster) With(changed []*Contact, removed []string, version int) *Roster {
	d := newDraft(r)
	var fresh []*Contact
	for _, c := range changed {
		if i, known := r.position(c.UUID); known {
			d.set(i, c)
		} else {
			fresh = append(fresh, c)
		}
	}
	gone := make(map[string]bool, len(removed))
	for _, uuid := range removed {
		if _, known := r.position(uuid); known {
			gone[uuid] = true
		}
	}
	if len(fresh)+len(gone) == 0 {
		return d.publish(version)
	}
	all := make([]*Contact, 0, d.Len()+len(fresh))
	for c := range d.All() {
		if !gone[c.UUID] {
			all = append(all, c)
		}
	}
	return NewRoster(append(all, fresh...), version)
}
