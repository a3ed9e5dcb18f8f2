package rows

import (
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Own is what the user's own card says: the PBX's values, as read.
type Own struct {
	Known     bool // false until the PBX has told who the user is, and for an API key that acts for nobody
	Contact   Contact
	DND, CW   Toggle
	Forward   string // where calls go, as sent to the PBX; "" when they go nowhere else
	Forwarded string // the same as people write it
	ToldWhere bool   // the PBX has told whether calls go elsewhere
	Certain   bool   // the PBX can tell by itself which phone a call starts at
	Voicemail int    // new messages
	Mailboxes string // the counts in words; "" when there is no own mailbox
}

// Toggle is a setting that the PBX may not have told.
type Toggle struct{ On, Known bool }

// Phone is one that a call can be started at.
type Phone struct{ UUID, Name string }

// OfOwn says what the own card shows.
func OfOwn(s *presence.Snapshot, w *lang.Words) Own {
	c := s.Own()
	if c == nil {
		return Own{}
	}
	own := Own{
		Known: true, Contact: OfContact(c, See(s, w, false)),
		Forward: c.Forward(), Forwarded: dialplan.Display(c.Forward(), s.Region), ToldWhere: !c.CallForward.IsZero(),
	}
	own.DND.On, own.DND.Known = c.DND.Get()
	own.CW.On, own.CW.Known = c.CW.Get()
	_, own.Certain = c.CertainPhone()
	old := 0
	for _, m := range s.OwnMailboxes {
		old += m.Old.Or(0)
	}
	var known bool
	if own.Voicemail, known = s.NewVoicemail(); known {
		own.Mailboxes = w.Say("voicemail_counts", lang.With{"New": own.Voicemail, "Old": old})
	}
	return own
}

// Phones lists what a call can be started at.
func Phones(s *presence.Snapshot, w *lang.Words) []Phone {
	var phones []Phone
	for _, p := range s.OwnPhones {
		phones = append(phones, Phone{p.UUID, phoneName(p, w)})
	}
	return phones
}

// phoneName is how a phone is called, also where the PBX has no name for it.
func phoneName(p presence.ContactPhone, w *lang.Words) string {
	if p.Name != "" {
		return p.Name
	}
	return w.Say("unnamed_phone", lang.With{"UUID": p.UUID[:min(4, len(p.UUID))]})
}
