package presence

import "ringside/pbxclient"

// Mailbox is a voice mailbox with its counts.
type Mailbox struct {
	pbxclient.Mailbox
	Own bool // it is the user's
}

func (m *Mailbox) uuid() string { return m.UUID }

// Mailboxes is the table of mailboxes. Its Version means nothing.
type Mailboxes = Table[*Mailbox]

// NewMailboxes makes a table of mailboxes, which belong to it from then on.
func NewMailboxes(boxes ...*Mailbox) *Mailboxes { return NewTable(boxes, 0) }

// SetMailboxes puts the mailboxes as they are now into a snapshot that is being made and has those of the one before. It costs
// what changed: an API key sees every mailbox of the office.
func (s *Snapshot) SetMailboxes(now *Mailboxes) {
	changed, removed := now.Since(s.Mailboxes)
	s.Mailboxes = now
	if len(changed)+len(removed) == 0 {
		return
	}
	var own []*Mailbox
	for _, m := range s.OwnMailboxes {
		if now.Find(m.UUID) == m {
			own = append(own, m)
		}
	}
	for _, m := range changed {
		if m.Own {
			own = append(own, m)
		}
	}
	s.OwnMailboxes = own
}

// NewVoicemail adds up the new messages in the own mailboxes; known is false when no count is known.
func (s *Snapshot) NewVoicemail() (messages int, known bool) {
	for _, m := range s.OwnMailboxes {
		if waiting, counted := m.Waiting(); counted {
			messages, known = messages+waiting, true
		}
	}
	return messages, known
}
