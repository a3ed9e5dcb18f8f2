package presence

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ringside/pbxclient/pbxsim"
)

// facts are what holds at one moment, a line a subject.
type facts map[string]string

// truth is what the PBX holds, as far as this login may know it.
func truth(o pbxsim.Office, ownBox string) facts {
	codes := map[string]int{}
	for _, p := range o.Phones {
		codes[p.UUID] = p.Code
	}
	f := facts{}
	for _, u := range o.Users {
		phones := slices.Clone(u.Phones)
		if u.HotDesk != "" && !slices.Contains(phones, u.HotDesk) {
			phones = append(phones, u.HotDesk)
		}
		best := "unavailable"
		var states []string
		for _, p := range phones {
			states = append(states, fmt.Sprint(p, "=", codes[p]))
			best = stronger(best, meaning(codes[p]))
		}
		f["user "+u.UUID] = row(u.UserName, u.FullName, u.HotDesk, strings.Join(states, ","), best)
	}
	for _, b := range o.Mailboxes {
		if ownBox == "" || b.UUID == ownBox {
			f["box "+b.UUID] = row(b.Number, fmt.Sprint(b.New), fmt.Sprint(b.Old))
		}
	}
	return f
}

// settings are what no event tells of.
func settings(o pbxsim.Office) facts {
	f := facts{}
	for _, u := range o.Users {
		f[u.UUID] = row(fmt.Sprint(u.DND, u.CW), u.CallForward)
	}
	return f
}

// shown is what a picture shows, in the words of truth.
func shown(s *Snapshot) facts {
	f := facts{}
	for c := range s.Contacts.All() {
		var states []string
		for _, p := range c.Phones {
			code := "?"
			if value, known := p.StatusCode.Get(); known {
				code = fmt.Sprint(value)
			}
			states = append(states, p.UUID+"="+code)
		}
		f["user "+c.UUID] = row(c.Username, c.FullName, c.HotDesk.Or(""), strings.Join(states, ","), string(c.Presence))
	}
	for m := range s.Mailboxes.All() {
		f["box "+m.UUID] = row(m.Number, fmt.Sprint(m.New.Value), fmt.Sprint(m.Old.Value))
	}
	return f
}

func shownSettings(s *Snapshot) facts {
	f := facts{}
	for c := range s.Contacts.All() {
		f[c.UUID] = row(fmt.Sprint(c.DND.Value, c.CW.Value), c.Forward())
	}
	return f
}

func row(fields ...string) string { return strings.Join(fields, " | ") }

// meaning reads a status code by the API's table alone.
func meaning(code int) string {
	for _, bit := range []struct {
		mask int
		word string
	}{{8, "ringing"}, {1, "on_call"}, {2, "on_call"}, {16, "on_hold"}, {4, "unavailable"}} {
		if code > 0 && code&bit.mask != 0 {
			return bit.word
		}
	}
	if code == 0 {
		return "available"
	}
	return "unavailable"
}

func stronger(a, b string) string {
	order := []string{"unavailable", "available", "on_hold", "on_call", "ringing"}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

// differences tells where what is shown is not what holds, leaving out what changed after a moment.
func differences(holds, shown facts, changed map[string]time.Time, after time.Time) string {
	keys := map[string]bool{}
	for k := range holds {
		keys[k] = true
	}
	for k := range shown {
		keys[k] = true
	}
	var list []string
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if holds[k] != shown[k] && !changed[k].After(after) {
			list = append(list, fmt.Sprintf("%s\n\tholds: %s\n\tshown: %s", k, holds[k], shown[k]))
		}
	}
	return strings.Join(list, "\n")
}
