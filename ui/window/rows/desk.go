package rows

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
)

// Desk is what a row says of a phone that hot-desk users log in at.
type Desk struct {
	UUID, Name string
	// Who sits there, in words, or that it is free; "–" where that is not known.
	Who      string
	Taken    bool
	Known    bool   // whether it is taken
	UserUUID string // of who sits there; "" for nobody, and for somebody of whom no more is known
	Mine     bool   // the user sits there
	Own      bool   // it is one of the phones that are the user's
	Initials string // of who sits there
	Tone     int    // 0 to 5, see Contact
	Presence presence.Presence
	Current  bool // false while all of it is from earlier
}

// maxDeskName is how much is shown of what a PBX calls a phone, in characters.
const maxDeskName = 60

// Desks lists the phones that people log in at, and those where somebody sits, by name; a text is looked for in their names and in
// those of who sits there.
func Desks(phones []pbxclient.Phone, s *presence.Snapshot, query string, e Eyes) []Desk {
	sitting, told := sittingIn(s)
	all, listed := []Desk{}, map[string]bool{}
	for _, p := range phones {
		listed[p.UUID] = true
		if _, taken := sitting[p.UUID]; p.HotDesk.Or(false) || taken {
			all = append(all, deskOf(p, sitting[p.UUID], told, s, e))
		}
	}
	for uuid, who := range sitting { // the list is from before there was this one
		if !listed[uuid] {
			all = append(all, deskOf(pbxclient.Phone{UUID: uuid, Name: pbxclient.Some(hotDesk(who))}, who, told, s, e))
		}
	}
	words, order := strings.Fields(fold(query)), collate.New(e.Words.Tag(), collate.Numeric)
	all = slices.DeleteFunc(all, func(d Desk) bool {
		text := fold(d.Name + " " + d.Who)
		return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
	})
	slices.SortFunc(all, func(a, b Desk) int { return cmp.Or(order.CompareString(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID)) })
	return all
}

// sittingIn finds who sits at which phone; told is whether the PBX tells that of people at all.
func sittingIn(s *presence.Snapshot) (at map[string]*presence.Contact, told bool) {
	at = map[string]*presence.Contact{}
	for c := range s.Contacts.All() {
		told = told || !c.HotDesk.IsZero()
		if desk := c.HotDesk.Or(""); desk != "" {
			at[desk] = c
		}
	}
	return at, told
}

func deskOf(p pbxclient.Phone, who *presence.Contact, told bool, s *presence.Snapshot, e Eyes) Desk {
	d := Desk{UUID: p.UUID, Name: lang.Plain(p.Name.Or(""), maxDeskName), Current: e.Current}
	if d.Name == "" {
		d.Name = phoneName(presence.ContactPhone{UUID: p.UUID}, e.Words)
	}
	d.Own = slices.ContainsFunc(s.OwnPhones, func(own presence.ContactPhone) bool { return own.UUID == p.UUID })
	guest := p.HotDeskUser.Or("")
	known := s.Contacts.Find(guest)
	if who == nil && known != nil && known.HotDesk.IsZero() { // nothing tells that they have left since
		who = known
	}
	switch {
	case who != nil:
		d.Taken, d.Known, d.UserUUID, d.Mine = true, true, who.UUID, who.UUID == s.Me
		name := lang.Plain(who.Name(), maxWho)
		d.Initials, d.Tone, d.Presence = Initials(name), Tone(who.UUID), who.Presence
		d.Who = cmp.Or(name, "–") + " · " + e.Words.Presence(who.Presence)
	case guest != "" && known == nil:
		d.Taken, d.Known, d.Who = true, true, e.Words.Say("desks_somebody")
	case told || !p.HotDeskUser.IsZero():
		d.Known, d.Who = true, e.Words.Say("desks_free")
	default:
		d.Who = "–"
	}
	return d
}

// AnyDesk reports whether anybody could log in at a phone of these, or has.
func AnyDesk(phones []pbxclient.Phone, s *presence.Snapshot) bool {
	if slices.ContainsFunc(phones, func(p pbxclient.Phone) bool { return p.HotDesk.Or(false) }) {
		return true
	}
	for c := range s.Contacts.All() {
		if c.HotDesk.Or("") != "" || travels(c) {
			return true
		}
	}
	return false
}

// travels reports whether somebody is reached at whichever desk they sit.
func travels(c *presence.Contact) bool {
	return slices.ContainsFunc(c.Assigned, func(a pbxclient.AssignedPhone) bool { return a.Type == pbxclient.AssignedTypeHotDesk })
}

// Sitters lists at most so many of those who may be logged in at a desk: without a text the user and whoever is reached at desks, else
// whom it finds, best first, and the user last.
func (x *Index) Sitters(s *presence.Snapshot, query string, most int, e Eyes) []Choice {
	var found []*presence.Contact
	own, searched := s.Own(), strings.TrimSpace(query) != ""
	if own != nil && !searched {
		found = append(found, own)
	}
	if searched {
		for _, p := range x.search(s, query) {
			found = append(found, p.Contact)
		}
	} else {
		for i := range x.entries {
			if c := s.Contacts.At(x.entries[i].at); c.UUID != s.Me && travels(c) {
				found = append(found, c)
			}
		}
	}
	found = found[:min(most, len(found))]
	if own != nil && searched && len(found) < most && Matches(own.Name(), query) != (Spans{}) {
		found = append(found, own)
	}
	choices := make([]Choice, 0, most)
	for _, c := range found {
		choice := ChoiceOf(c, e)
		if desk := hotDesk(c); desk != "" {
			choice.Detail = e.Words.Say("sits_at", lang.With{"Desk": desk})
		}
		choices = append(choices, choice)
	}
	return choices
}
