package resident

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
	"ringside/ui/tray"
)

// Entries of the tray's menu that are followed by a number, and by the UUID of a colleague.
const (
	entryForward = "forward "
	entryNumber  = "call number "
	entryPerson  = "call person "
)

const (
	// mostCalled is how many numbers of calls that were, and mostFavourites how many favourites, the menu offers to call.
	mostCalled     = 6
	mostFavourites = 10
	// mostLooked is how many calls are looked at for them.
	mostLooked = 40
)

// waitingItem is call waiting as it is at the PBX, and forwardItem where calls go, with where they went before.
func (r *Resident) waitingItem(s *presence.Snapshot) tray.Item {
	item := tray.Item{ID: entryWaiting, Label: r.Words.Say("call_waiting"), Checkable: true, Disabled: true}
	if own := freshOwn(s); own != nil {
		on, known := own.CW.Get()
		item.Checked, item.Disabled = on, !known
	}
	return item
}

func (r *Resident) forwardItem(s *presence.Snapshot) tray.Item {
	item := tray.Item{ID: "forward", Label: r.Words.Say("tray_forward"), Disabled: true}
	own := freshOwn(s)
	if own == nil || own.CallForward.IsZero() {
		return item
	}
	now := own.Forward()
	item.Disabled = false
	item.Items = []tray.Item{{ID: entryForward, Label: r.Words.Say("tray_forward_not"), Checkable: true, Checked: now == ""}}
	for _, number := range targets(now, s.ForwardedTo) {
		item.Items = append(item.Items, tray.Item{
			ID: entryForward + number, Label: lang.Plain(dialplan.Display(number, s.Region), maxEntry), Checkable: true, Checked: number == now,
		})
	}
	return item
}

// targets are where calls go, "" for nowhere, and where they went before, each once.
func targets(now string, before []string) []string {
	all := slices.Clone(before)
	if now != "" && !slices.Contains(all, now) {
		all = slices.Insert(all, 0, now)
	}
	return all
}

func freshOwn(s *presence.Snapshot) *presence.Contact {
	if s == nil || !s.Fresh() {
		return nil
	}
	return s.Own()
}

// callItem offers to call the favourites, and the numbers of the last calls.
func (r *Resident) callItem(s *presence.Snapshot) tray.Item {
	item := tray.Item{ID: "call", Label: r.Words.Say("call"), Disabled: true}
	if s == nil || !s.Fresh() {
		return item
	}
	for _, c := range r.stars.of(s.Contacts) {
		item.Items = append(item.Items, tray.Item{ID: entryPerson + c.UUID, Label: lang.Plain(c.Name(), maxEntry)})
	}
	for _, c := range r.called.shown(r.logins.Now().Mirror) {
		label := dialplan.Display(c.Number, s.Region)
		if c.Name != "" {
			label = c.Name + " · " + label
		}
		item.Items = append(item.Items, tray.Item{ID: entryNumber + c.Number, Label: lang.Plain(label, maxEntry)})
	}
	item.Disabled = len(item.Items) == 0
	return item
}

// stars are the favourites that can be called. The menu is made with every picture, so that only those are looked at who have
// changed since the last one.
type stars struct {
	mu   sync.Mutex
	seen *presence.Roster // nil before the first
	all  map[string]*presence.Contact
}

// of are the favourites of a roster by name, as many as the menu offers.
func (f *stars) of(people *presence.Roster) []*presence.Contact {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen == nil {
		f.seen, f.all = presence.NewRoster(nil, 0), map[string]*presence.Contact{}
	}
	changed, gone := people.Since(f.seen)
	f.seen = people
	for _, uuid := range gone {
		delete(f.all, uuid)
	}
	for _, c := range changed {
		if delete(f.all, c.UUID); c.Favourite && c.Extension != "" {
			f.all[c.UUID] = c
		}
	}
	list := slices.SortedFunc(maps.Values(f.all), func(a, b *presence.Contact) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.UUID, b.UUID))
	})
	return list[:min(len(list), mostFavourites)]
}

// called are the last calls of the current account, each number once, as the menu offers them.
type called struct {
	mu      sync.Mutex
	of      presence.Mirror
	history int // the picture's History when they were read
	asking  bool
	calls   []journal.Call
}

func (c *called) shown(of presence.Mirror) []journal.Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != of {
		return nil
	}
	return c.calls
}

// readCalled reads the last calls, if there are others than those that were read, and shows them in the menu.
func (r *Resident) readCalled(m presence.Mirror, history int) {
	r.called.mu.Lock()
	known := r.called.asking || r.called.of == m && r.called.history == history
	r.called.asking = r.called.asking || !known
	r.called.mu.Unlock()
	if known {
		return
	}
	r.running.Go(func() {
		ctx, cancel := context.WithTimeout(r.life, commandTime)
		defer cancel()
		calls, err := m.History(ctx, presence.HistoryQuery{Most: mostLooked})
		if err != nil {
			r.Logger.Info("the last calls cannot be read for the tray", "error", err)
		}
		r.called.mu.Lock()
		r.called.of, r.called.history, r.called.asking, r.called.calls = m, history, false, eachOnce(calls)
		r.called.mu.Unlock()
		r.refresh()
	})
}

// eachOnce are the newest calls with other numbers each.
func eachOnce(calls []journal.Call) (some []journal.Call) {
	for _, c := range calls {
		same := func(other journal.Call) bool { return other.Number == c.Number }
		if c.Number != "" && strings.ContainsAny(c.Number, "0123456789") && !slices.ContainsFunc(some, same) && len(some) < mostCalled {
			some = append(some, c)
		}
	}
	return some
}

// chosenCall does what an entry says that is about calls, and reports whether it is one.
func (r *Resident) chosenCall(id string) bool {
	m := r.logins.Now().Mirror
	number, isNumber := strings.CutPrefix(id, entryNumber)
	person, isPerson := strings.CutPrefix(id, entryPerson)
	target, isTarget := strings.CutPrefix(id, entryForward)
	switch {
	case m == nil || !isNumber && !isPerson && !isTarget && id != entryWaiting:
		return false
	case isNumber:
		r.running.Go(func() { r.call(m, number, number) })
	case isPerson:
		r.running.Go(func() { r.callColleague(m, person) })
	case isTarget:
		to := pbxclient.NullOpt[string]()
		if target != "" {
			to = pbxclient.Some(target)
		}
		r.setOwn(m, pbxclient.UserSettings{CallForward: to})
	default:
		if own := m.Picture().Own(); own != nil {
			r.setOwn(m, pbxclient.UserSettings{CW: pbxclient.Some(!own.CW.Or(false))})
		}
	}
	return true
}
