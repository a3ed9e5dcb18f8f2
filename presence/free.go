package presence

// tellFree tells of the colleagues who were waited for and are free now, once. The picture has to be live: what was known before
// an outage makes nobody free.
func (s *state) tellFree() {
	for user := range s.book.awaited {
		c := s.contact(user)
		if c == nil || c.Presence != Available || c.DND.Or(false) {
			continue
		}
		delete(s.book.awaited, user)
		s.book.save(user)
		s.edit(user, s.book.describe)
		s.notices = append(s.notices, Notice{About: ColleagueFree, Contact: s.contact(user)})
	}
}
