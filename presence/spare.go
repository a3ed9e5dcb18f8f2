package presence

import (
	"slices"
	"strings"
)

// spare are the phones that no user has: nobody is assigned to them, nor logged in there.
type spare struct {
	list  []ContactPhone // by UUID; it never changes once published
	stale bool           // it has to be made again: phones have come to users or gone from them
}

// spares returns the phones that no user has.
func (s *state) spares() []ContactPhone {
	if !s.spare.stale {
		return s.spare.list
	}
	var list []ContactPhone
	for _, p := range s.phones {
		if !p.held && p.guest == "" {
			list = append(list, ContactPhone{UUID: p.uuid, Name: p.name, StatusCode: p.code})
		}
	}
	slices.SortFunc(list, func(a, b ContactPhone) int { return strings.Compare(a.UUID, b.UUID) })
	if s.spare.stale = false; !slices.Equal(list, s.spare.list) {
		s.spare.list = list
	}
	return s.spare.list
}

// followSpare takes the status of a phone that no user has.
func (s *state) followSpare(p *phone) {
	if s.spare.stale || p.held || p.guest != "" {
		return
	}
	i, found := slices.BinarySearchFunc(s.spare.list, p.uuid, func(c ContactPhone, uuid string) int { return strings.Compare(c.UUID, uuid) })
	if found && s.spare.list[i].StatusCode != p.code {
		s.spare.list = slices.Clone(s.spare.list)
		s.spare.list[i].StatusCode = p.code
	}
}
