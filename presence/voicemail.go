package presence

import "ringside/pbxclient"

// recount is an own mailbox that has to be read again: the event has no count of urgent messages.
type recount struct {
	urgent int  // as it was known before
	told   bool // what is new was told already, or happened before we were there
	events int  // that have come since it was due
	asked  int  // how many of them had come when the PBX was asked; 0 if it was not
}

// voicemail takes a mailbox's new counts from an event. Whether the urgent messages are among the new ones, the API does
// not say: their count is unknown until the own mailbox has been read again.
func (s *state) voicemail(m pbxclient.Mailbox, history bool) refresh {
	i, listed := s.boxes.Position(m.UUID)
	if !listed {
		if s.byKey && !s.denied["voicemail"] {
			return refreshMailboxes // an API key sees them all, so this one is new
		}
		return 0 // another user's mailbox
	}
	box := *s.boxes.At(i)
	before, wasKnown := box.New.Get()
	now, isKnown := m.New.Get()
	keep(&box.New, m.New)
	keep(&box.Old, m.Old)
	rose := wasKnown && isKnown && now > before
	urgent, counted := box.Urgent.Get()
	box.Urgent = pbxclient.Opt[int]{}
	if rose && box.Own && !history {
		s.notices = append(s.notices, Notice{About: Voicemail, Mailbox: box.Mailbox})
	}
	s.putMailbox(i, box)
	if r := s.recounts[m.UUID]; box.Own && (r != nil || counted) {
		if r == nil {
			r = &recount{urgent: urgent, told: history}
			s.recounts[m.UUID] = r
		}
		r.events++
		r.told = r.told || rose
	}
	return 0
}

// recounted takes the count of urgent messages in an own mailbox that was read again. What it says beyond the events is told
// by those that follow.
func (s *state) recounted(m pbxclient.Mailbox, r *recount) {
	delete(s.recounts, m.UUID)
	i, listed := s.boxes.Position(m.UUID)
	if !listed {
		return
	}
	box := *s.boxes.At(i)
	keep(&box.Urgent, m.Urgent)
	s.putMailbox(i, box)
	if !r.told && m.Urgent.Or(0) > r.urgent && m.New == box.New {
		s.notices = append(s.notices, Notice{About: Voicemail, Mailbox: box.Mailbox})
	}
}

// putMailboxes makes a list of mailboxes the one that is known. Those that did not change keep their identity.
func (s *state) putMailboxes(list []pbxclient.Mailbox) {
	boxes := make([]*Mailbox, len(list))
	for i, m := range list {
		box := &Mailbox{Mailbox: m, Own: s.ownMailbox(m)}
		if old := s.boxes.Find(m.UUID); old != nil && *old == *box {
			box = old
		}
		boxes[i] = box
	}
	if !s.boxes.refill(boxes, s.boxes.set) {
		s.boxes = newDraft(NewMailboxes(boxes...))
	}
}

// putMailbox puts a mailbox in place of the one at a position, unless it is the same.
func (s *state) putMailbox(i int, m Mailbox) {
	if m != *s.boxes.At(i) {
		kept := m
		s.boxes.set(i, &kept)
	}
}

// markOwn works out again which mailboxes are the user's, after their number may have changed.
func (s *state) markOwn() {
	for i := range s.boxes.Len() {
		m := *s.boxes.At(i)
		m.Own = s.ownMailbox(m.Mailbox)
		s.putMailbox(i, m)
	}
}

// ownMailbox tells which mailbox is the user's. A user's login is given only its own ("Mailbox list"); with
// an API key it is the one under the user's own number.
func (s *state) ownMailbox(m pbxclient.Mailbox) bool {
	if !s.byKey {
		return true
	}
	me := s.contact(s.me)
	return me != nil && m.Number != "" && (m.Number == me.Extension || m.Number == me.Username)
}

// recount reads the mailboxes that are due, one request each.
func (l *loop) recount() {
	if l.conn.State != Live {
		return // everything is listed again anyway
	}
	for uuid, r := range l.state.recounts {
		if r.asked > 0 {
			continue
		}
		r.asked = r.events
		l.spawn(func() {
			m, err := l.src.Mailbox(l.ctx, uuid, "")
			l.later(func(l *loop) {
				switch {
				case l.state.recounts[uuid] != r:
				case err != nil: // the count stays unknown until the next list
					delete(l.state.recounts, uuid)
				case r.asked != r.events:
					r.asked = 0 // more has happened meanwhile
				default:
					m.UUID = uuid
					l.state.recounted(m, r)
				}
			})
		})
	}
}
