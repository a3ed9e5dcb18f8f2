package presence

// learn takes the number that a user called with.
func (s *state) learn(user, number string) {
	if s.book.learnCaller(user, number) {
		s.newExtension(user)
	}
}

// learnCalled takes that an extension rang this user alone.
func (s *state) learnCalled(user, extension string) {
	before := s.book.called[extension]
	if !s.book.learnCalled(user, extension) {
		return
	}
	s.newExtension(user)
	if before != "" && before != user {
		s.newExtension(before)
	}
}

// newExtension puts a user's number into the picture after the book has changed.
func (s *state) newExtension(user string) {
	old := s.contact(user)
	if old == nil {
		return
	}
	if n := s.book.extension(old, s.phones); n != old.Extension {
		s.edit(user, func(c *Contact) { c.Extension = n })
	}
}

// markHungUp notes that the user ends a call, so that its end is not told as a miss.
func (s *state) markHungUp(id string, hungUp bool) {
	if st := s.calls.byID[id]; st != nil {
		st.hungUp = hungUp
	}
}
