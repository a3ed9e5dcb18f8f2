package presence

import (
	"time"

	"ringside/pbxclient"
	"ringside/presence/journal"
)

// maxEarly bounds the events that wait for the first lists.
const maxEarly = 5000

// handoverFor is how soon after the end of one engine the next one carries on where that one stopped. Later than that, what
// happened between them is history.
const handoverFor = time.Minute

// handover is what an engine takes over from the one before it, so that a restart loses no notice and repeats none. The zero
// value takes nothing over.
type handover struct {
	from    *journal.Position // where the other one stopped; nil: not known, or too long ago
	reached bool              // the event there has come, so that all others are news
	since   []heardEvent      // the news, until the lists tell whose phones, calls and mailboxes they are about
}

// newHandover carries on from a position if it was left a moment ago. Where no event had come at all, the first one is news.
func newHandover(p journal.Position, now time.Time) handover {
	if age := now.Round(0).Sub(p.Left); age < 0 || age > handoverFor {
		return handover{}
	}
	return handover{from: &p, reached: p.Stamp.IsZero()}
}

// isHistory tells whether an event happened before we were there, and before the engine ended that we carry on from. followed
// is true once the stream has been at its end.
func (h *handover) isHistory(e pbxclient.Event, followed bool) bool {
	history := !followed && !h.reached
	if h.from == nil || h.reached {
		return history
	}
	h.reached = e.Seq == h.from.Seq && e.Timestamp.Equal(h.from.Stamp)
	// A busy stream may seem to be at its end before we have reached what was told already.
	return history || e.Seq <= h.from.Seq && !e.Timestamp.After(h.from.Stamp)
}

// wait keeps an event until the first lists have come: all that happened since the engine before us ended, and what else calls
// did. The oldest of too many is dropped.
func (l *loop) wait(e heardEvent) {
	list := &l.early
	switch {
	case l.handover.reached && !e.history:
		list = &l.handover.since
	case e.Call == nil:
		return
	}
	if len(*list) == maxEarly {
		*list = (*list)[1:]
	}
	*list = append(*list, e)
}

// takeOver carries on, now that the first lists have come and what is history has been applied: first from what the engine
// before us knew and had told, then with what happened since.
func (l *loop) takeOver() {
	h, s := l.handover, l.state
	l.handover = handover{}
	if h.from == nil || !h.reached {
		return
	}
	for _, c := range l.unfinished {
		if st := s.calls.byID[c.ID]; st != nil {
			s.carryOn(st, c)
		} else {
			s.restore(c)
		}
	}
	for _, id := range h.from.HungUp {
		s.markHungUp(id, true)
	}
	s.ringPhone, s.ringing, s.ringTold = h.from.Ring.Phone, h.from.Ring.Since, h.from.Ring.Told
	boxes := newBoxesSince(h.from)
	for _, e := range h.since {
		switch {
		case e.Call != nil:
			l.apply(e)
		case e.Mailbox != nil:
			boxes.follow(*e.Mailbox)
		case e.Type == pbxclient.EventPhoneStatus && s.ownPhone(e.PhoneUUID):
			s.followOwnRing(e.PhoneUUID, e.StatusCode, e.at)
		}
	}
	s.forgetRing()
	s.tellVoicemailSince(boxes)
}

// boxSince is an own mailbox since the engine before us ended.
type boxSince struct {
	count         int // of new messages
	urgent        int
	urgentCounted bool
	rose          bool // an event told of one more
}

type boxesSince map[string]*boxSince // by UUID

func newBoxesSince(p *journal.Position) boxesSince {
	boxes := boxesSince{}
	for uuid, count := range p.New {
		urgent, counted := p.Urgent[uuid]
		boxes[uuid] = &boxSince{count: count, urgent: urgent, urgentCounted: counted}
	}
	return boxes
}

func (b boxesSince) follow(m pbxclient.Mailbox) {
	if count, known := m.New.Get(); known && b[m.UUID] != nil {
		box := b[m.UUID]
		box.rose = box.rose || count > box.count
		box.count = count
	}
}

// tellVoicemailSince tells once of each own mailbox that got a message, as the events or the lists say.
func (s *state) tellVoicemailSince(boxes boxesSince) {
	for m := range s.boxes.All() {
		before := boxes[m.UUID]
		if before == nil {
			continue
		}
		told := before.rose || m.New.Or(0) > before.count || before.urgentCounted && m.Urgent.Or(0) > before.urgent
		if told {
			s.notices = append(s.notices, Notice{About: Voicemail, Mailbox: m.Mailbox})
		}
		if r := s.recounts[m.UUID]; r != nil && before.urgentCounted { // an event came with the lists: urgent ones are counted next
			r.urgent, r.told = before.urgent, told
		}
	}
}

// leave keeps where we stand for the engine after us. Without a live picture we do not know, and an event without a time could
// not be told from another one with its number.
func (l *loop) leave() {
	if l.conn.State != Live || l.cursor.known && l.cursor.newest.Timestamp.IsZero() {
		return
	}
	p := l.state.position()
	if l.cursor.known {
		p.Seq, p.Stamp = l.cursor.last, l.cursor.newest.Timestamp
	}
	l.state.book.keepPosition(p)
}

// position is what has been told, and what the engine after us needs to tell the rest.
func (s *state) position() journal.Position {
	p := journal.Position{Left: time.Now(), New: map[string]int{}, Urgent: map[string]int{}}
	for m := range s.boxes.All() {
		count, known := m.New.Get()
		if !known || !m.Own {
			continue
		}
		p.New[m.UUID] = count
		urgent, counted := m.Urgent.Get()
		if r := s.recounts[m.UUID]; r != nil {
			urgent, counted = r.urgent, !r.told
		}
		if counted {
			p.Urgent[m.UUID] = urgent
		}
	}
	for _, st := range s.calls.open {
		if st.Running() && st.hungUp && st.UniqueID != "" {
			p.HungUp = append(p.HungUp, st.UniqueID)
		}
	}
	if !s.ringing.IsZero() {
		p.Ring = journal.Ring{Phone: s.ringPhone, Since: s.ringing, Told: s.ringTold || s.ringExplained()}
	}
	return p
}
