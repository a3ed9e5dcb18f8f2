package rows

import (
	"cmp"
	"slices"

	"ringside/presence"
	"ringside/ui/lang"
)

// Mailbox is what the page of voicemail says of an own mailbox.
type Mailbox struct {
	UUID   string
	Name   string // with its number, where it has one
	New    string // how many new messages there are, in words
	Rest   string // the urgent ones among them, where there are any, and the old ones; "" where they are not counted
	Waits  bool   // there is a new message
	Urgent bool
}

// Mailboxes says what the page shows of the own mailboxes, by their numbers.
func Mailboxes(s *presence.Snapshot, w *lang.Words) []Mailbox {
	own := slices.Clone(s.OwnMailboxes)
	slices.SortFunc(own, func(a, b *presence.Mailbox) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.UUID, b.UUID))
	})
	list := make([]Mailbox, len(own))
	for i, m := range own {
		list[i] = ofMailbox(m, w)
	}
	return list
}

func ofMailbox(m *presence.Mailbox, w *lang.Words) Mailbox {
	box := Mailbox{UUID: m.UUID, Name: w.Say("mailbox"), New: w.Say("mailbox_uncounted")}
	if m.Number != "" {
		box.Name = w.Say("mailbox_number", lang.With{"Number": lang.Plain(m.Number, maxWho)})
	}
	waiting, counted := m.Waiting()
	urgent := m.Urgent.Or(0)
	if counted {
		box.New = w.Say("new_messages", lang.With{"Count": waiting})
	}
	if box.Waits, box.Urgent = waiting > 0, urgent > 0; waiting == 0 && counted {
		box.New = w.Say("mailbox_nothing_new")
	}
	if box.Urgent {
		box.Rest = w.Say("mailbox_urgent", lang.With{"Count": urgent})
	}
	if old, counted := m.Old.Get(); counted && old > 0 {
		said := w.Say("mailbox_old", lang.With{"Count": old})
		if box.Rest != "" {
			said = box.Rest + "  ·  " + said
		}
		box.Rest = said
	}
	return box
}
