package rows

import (
	"slices"
	"strings"
	"time"

	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Part is one of the own settings at the PBX, or several of them.
type Part uint8

// The parts.
const (
	PartDND Part = 1 << iota
	PartCW
	PartForward
	PartDesk
)

// Has reports whether it is among them.
func (p Part) Has(one Part) bool { return p&one != 0 }

// Mine is what the page of the own state says.
type Mine struct {
	Own
	// Changing are those of which the PBX has not yet said what came of a change.
	Changing Part
	Desk     string // the phone that one is logged in at as at a hot desk; "" for none
	ToldDesk bool   // the PBX has told that
	// DNDBack and ForwardBack say until when, and what then; "" where nothing is going to be set back. DNDEnd and ForwardEnd are
	// what they are set back to.
	DNDBack, ForwardBack string
	DNDEnd               bool
	ForwardEnd           string
	// Whose is whose number calls go to; "" where it is no colleague's.
	Whose   string
	Targets []Target // where calls went before, newest first
	Offers  []Offer  // for how long something can be set
	Phones  []Phone  // to choose between; none where the PBX can tell by itself
	From    string   // the UUID of the one chosen, "" for none
	Pickup  Pickup
}

// Target is a number that calls can be forwarded to again.
type Target struct{ Label, Number string }

// MineOf says what the page shows. from is the phone that calls start at, as it is set.
func MineOf(s *presence.Snapshot, w *lang.Words, now time.Time, from string) Mine {
	m := Mine{Own: OfOwn(s, w), Offers: Offers(now, w)}
	c := s.Own()
	if c == nil {
		return m
	}
	m.ToldDesk = !c.HotDesk.IsZero()
	for _, p := range c.Phones {
		if p.HotDesk {
			m.Desk, m.ToldDesk = phoneName(p, w), true
		}
	}
	if !m.Certain {
		m.Phones = Phones(s, w)
	}
	if slices.ContainsFunc(m.Phones, func(p Phone) bool { return p.UUID == from }) {
		m.From = from
	}
	m.Pickup = pickupOf(s, m, w)
	m.setBack(s, w, now)
	m.targets(s)
	return m
}

func (m *Mine) setBack(s *presence.Snapshot, w *lang.Words, now time.Time) {
	u := s.Until
	if u == nil {
		return
	}
	if !u.DND.IsZero() {
		if m.DNDEnd = u.Back.DND.Or(false); m.DNDEnd {
			m.DNDBack = w.Say("until_then_on", lang.With{"Time": Ahead(u.DND, now, w)})
		} else {
			m.DNDBack = w.Say("until_then_off", lang.With{"Time": Ahead(u.DND, now, w)})
		}
	}
	if u.CallForward.IsZero() {
		return
	}
	until := Ahead(u.CallForward, now, w)
	if m.ForwardEnd = u.Back.CallForward.Or(""); m.ForwardEnd == "" {
		m.ForwardBack = w.Say("until_then_here", lang.With{"Time": until})
	} else {
		m.ForwardBack = w.Say("until_then_to", lang.With{"Time": until, "Number": dialplan.Display(m.ForwardEnd, s.Region)})
	}
}

// targets lists where calls went before, by the colleagues' names where they are their numbers.
func (m *Mine) targets(s *presence.Snapshot) {
	m.Whose = whose(s, m.Forward)
	for _, number := range s.ForwardedTo {
		if m.Forward != "" && dialplan.Canonical(number, s.Region) == dialplan.Canonical(m.Forward, s.Region) {
			continue
		}
		t := Target{whose(s, number), number}
		if t.Label == "" {
			t.Label = dialplan.Display(number, s.Region)
		}
		m.Targets = append(m.Targets, t)
	}
}

// whose is the name of the colleague with a number, "" for nobody.
func whose(s *presence.Snapshot, number string) string {
	if number == "" {
		return ""
	}
	key := dialplan.Canonical(number, s.Region)
	end := key[max(0, len(key)-6):] // comparing that first spares reading all numbers
	for c := range s.Contacts.All() {
		if c.UUID == s.Me {
			continue
		}
		if c.Extension == number {
			return c.Name()
		}
		for _, a := range c.Assigned {
			if end != "" && strings.HasSuffix(digitsOf(a.Number), end) && dialplan.Canonical(a.Number, s.Region) == key {
				return c.Name()
			}
		}
	}
	return ""
}

func digitsOf(number string) string {
	kept, _ := digits(number)
	return kept
}
