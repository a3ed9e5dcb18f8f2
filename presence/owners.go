package presence

import "slices"

// owners tells whose extension a number is. It follows the contacts, since making it again takes a walk over all of them.
type owners struct {
	user   map[string]string   // number → the user, or the last of several
	others map[string][]string // number → the others who have it
}

func ownersIn(r *Roster) *owners {
	o := &owners{user: make(map[string]string, r.Len()), others: map[string][]string{}}
	for c := range r.All() {
		o.add(c)
	}
	return o
}

func (o *owners) add(c *Contact) {
	n := c.Extension
	if !internalNumber(n) {
		return
	}
	if before, taken := o.user[n]; taken {
		o.others[n] = append(o.others[n], before)
	}
	o.user[n] = c.UUID
}

// remove takes back what add did.
func (o *owners) remove(c *Contact) {
	n := c.Extension
	others := o.others[n]
	switch {
	case !internalNumber(n):
	case o.user[n] != c.UUID:
		o.keep(n, slices.DeleteFunc(others, func(user string) bool { return user == c.UUID }))
	case len(others) > 0:
		last := len(others) - 1
		o.user[n] = others[last]
		o.keep(n, others[:last])
	default:
		delete(o.user, n)
	}
}

func (o *owners) keep(number string, others []string) {
	if o.others[number] = others; len(others) == 0 {
		delete(o.others, number)
	}
}
