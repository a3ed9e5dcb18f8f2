package rows

import (
	"cmp"
	"maps"
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
	Who string
	// Since when they do, in words, "" where that is not known.
	Since    string
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

// DesksOf are the phones of a list that people log in at, in the order of their names.
func DesksOf(phones []pbxclient.Phone, w *lang.Words) []pbxclient.Phone {
	found, order := []pbxclient.Phone{}, collate.New(w.Tag(), collate.Numeric)
	for _, p := range phones {
		if p.HotDesk.Or(false) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b pbxclient.Phone) int {
		return cmp.Or(order.CompareString(deskName(a, w), deskName(b, w)), cmp.Compare(a.UUID, b.UUID))
	})
	return found
}

// Desks lists the phones that people log in at, as DesksOf has them, and then others where somebody sits: the list is from before
// there were these. A text is looked for in their names and in those of who sits there.
func Desks(phones []pbxclient.Phone, s *presence.Snapshot, query string, e Eyes) []Desk {
	sitting, told := sittingIn(s)
	all := make([]Desk, 0, len(phones))
	for _, p := range phones {
		all = append(all, deskOf(p, sitting[p.UUID], told, s, e))
		delete(sitting, p.UUID)
	}
	for _, uuid := range slices.Sorted(maps.Keys(sitting)) {
		all = append(all, deskOf(pbxclient.Phone{UUID: uuid, Name: pbxclient.Some(hotDesk(sitting[uuid]))}, sitting[uuid], told, s, e))
	}
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(d Desk) bool {
		text := fold(d.Name + " " + d.Who)
		return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
	})
}

// deskName is how a phone is called.
func deskName(p pbxclient.Phone, w *lang.Words) string {
	return phoneName(presence.ContactPhone{UUID: p.UUID, Name: lang.Plain(p.Name.Or(""), maxDeskName)}, w)
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
	d := Desk{UUID: p.UUID, Name: deskName(p, e.Words), Current: e.Current}
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
		if !who.DeskSince.IsZero() {
			d.Since = e.Words.Say("desks_since", lang.With{"When": e.Words.When(who.DeskSince, e.Now)})
		}
	case guest != "" && known == nil:
		d.Taken, d.Known, d.Who = true, true, e.Words.Say("desks_somebody")
	case told || !p.HotDeskUser.IsZero():
		d.Known, d.Who = true, e.Words.Say("desks_free")
	default:
		d.Who = "–"
	}
	return d
}

// AnyDesk reports whether anybody could log in at one of these desks, or has at another.
func AnyDesk(desks []pbxclient.Phone, s *presence.Snapshot) bool {
	if len(desks) > 0 {
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
