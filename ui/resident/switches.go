package resident

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"ringside/pbxclient"
	"ringside/presence/toggles"
	"ringside/ui/lang"
	"ringside/ui/session"
	"ringside/ui/tray"
)

// entrySwitch is followed by the UUID of a favourite switch.
const entrySwitch = "switch "

const (
	// switchesEvery is how often the favourite switches are read for the tray. Nobody looks at it most of the time.
	switchesEvery = 5 * time.Minute
	// maxEntry is how much of a switch the tray's menu shows, in characters.
	maxEntry = 40
)

// board is what the tray knows of the favourite switches of the current account.
type board struct {
	woken chan struct{} // capacity 1: they may have become others

	mu       sync.Mutex
	of       *pbxclient.Client  // who was asked; nil for nobody
	switches []pbxclient.Switch // as they were read last
}

func newBoard() *board { return &board{woken: make(chan struct{}, 1)} }

// wake has the favourite switches read at once. A nil board has none.
func (b *board) wake() {
	if b == nil {
		return
	}
	select {
	case b.woken <- struct{}{}:
	default:
	}
}

// shown are the switches to be shown while a client is the current one.
func (b *board) shown(of *pbxclient.Client) []pbxclient.Switch {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if of == nil || b.of != of {
		return nil
	}
	return slices.Clone(b.switches)
}

func (b *board) set(of *pbxclient.Client, switches []pbxclient.Switch) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.of, b.switches = of, switches
}

// put takes one of them as it was read by itself.
func (b *board) put(of *pbxclient.Client, sw pbxclient.Switch) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.IndexFunc(b.switches, func(s pbxclient.Switch) bool { return s.UUID == sw.UUID }); b.of == of && i >= 0 {
		b.switches = slices.Clone(b.switches)
		b.switches[i] = sw
	}
}

// watchSwitches reads the favourite switches for the tray when something about them may have changed, and every few minutes while
// there are any and the PBX is there, until the life of the part that stays ends.
func (r *Resident) watchSwitches() {
	for r.life.Err() == nil {
		var later <-chan time.Time
		if in := r.logins.Now(); in.Client != nil && in.Mirror.Picture().Fresh() && r.readFavourites(in) {
			later = time.After(switchesEvery)
		}
		select {
		case <-r.life.Done():
		case <-r.board.woken:
		case <-later:
		}
	}
}

// readFavourites reads the favourite switches of who is signed in, and reports whether there are any. What cannot be read stays
// as it was.
func (r *Resident) readFavourites(in Login) bool {
	starred := r.settings.get().StarredSwitches(in.Account.ID())
	known := r.board.shown(in.Client)
	var now []pbxclient.Switch
	for _, uuid := range starred {
		ctx, cancel := context.WithTimeout(r.life, commandTime)
		sw, err := in.Client.Switch(ctx, uuid)
		cancel()
		if err == nil {
			now = append(now, sw)
			continue
		}
		r.Logger.Info("a favourite switch cannot be read", "error", err)
		i := slices.IndexFunc(known, func(s pbxclient.Switch) bool { return s.UUID == uuid })
		if i >= 0 && !pbxclient.IsCode(err, pbxclient.CodeNotFound) && !pbxclient.IsCode(err, pbxclient.CodeForbidden) {
			now = append(now, known[i])
		}
	}
	if len(starred) > 0 || len(known) > 0 {
		r.board.set(in.Client, now)
		r.refresh()
	}
	return len(starred) > 0
}

// switchItems are the favourite switches in the tray's menu. fresh is whether what is known of them holds now.
func (r *Resident) switchItems(fresh bool) (items []tray.Item) {
	for _, sw := range r.board.shown(r.logins.Now().Client) {
		item := tray.Item{
			ID: entrySwitch + sw.UUID, Label: lang.Plain(sw.Name, maxEntry), Checkable: true, Disabled: !fresh || !sw.CanToggle.Or(true),
		}
		value, told := sw.Value.Get()
		on, is := toggles.IsOn(value)
		switch {
		case is:
			item.Checked = on
		case told: // it is written in the window
			item.Label, item.Checkable, item.Disabled = item.Label+": "+lang.Plain(value, maxEntry), false, true
		default:
			item.Label += ": –"
		}
		items = append(items, item)
	}
	return items
}

// turnSwitch gives a favourite switch the opposite of what the menu shows, unless it stands so by now; what comes of it shows in
// the menu, and what goes wrong is told.
func (r *Resident) turnSwitch(in Login, uuid string) {
	shown := r.board.shown(in.Client)
	i := slices.IndexFunc(shown, func(s pbxclient.Switch) bool { return s.UUID == uuid })
	if i < 0 {
		return
	}
	on, is := toggles.IsOn(shown[i].Value.Or(""))
	if !is {
		on = shown[i].Default.Or(false)
	}
	r.running.Go(func() {
		ctx, cancel := context.WithTimeout(r.life, commandTime)
		defer cancel()
		now, err := r.setSwitch(ctx, in, uuid, !on)
		if err == nil {
			r.board.put(in.Client, now)
			r.refresh()
		} else if r.life.Err() == nil {
			r.tellProblem(err)
			r.board.wake()
		}
	})
}

// setSwitch turns a switch on or off, and returns it as it is then.
func (r *Resident) setSwitch(ctx context.Context, in Login, uuid string, on bool) (pbxclient.Switch, error) {
	before, err := in.Client.Switch(ctx, uuid)
	if stands, is := toggles.IsOn(before.Value.Or("")); err != nil || is && stands == on {
		return before, err
	}
	now, err := in.Client.SetSwitch(ctx, before, pbxclient.Some(toggles.Turned(before.Value, on)))
	if err != nil {
		return now, err
	}
	folder := r.Folder
	if r.Demo {
		folder = ""
	}
	toggles.NewStore(session.SwitchesFile(folder, in.Account), r.Logger).Set(now)
	return now, nil
}

// overheard is a way to the PBX that has the tray follow what a window sets of the switches.
type overheard struct {
	http.RoundTripper
	board *board
}

// RoundTrip implements http.RoundTripper.
func (o overheard) RoundTrip(q *http.Request) (*http.Response, error) {
	answer, err := o.RoundTripper.RoundTrip(q)
	if q.Method == http.MethodPost && strings.HasPrefix(q.URL.Path, "switches/") {
		o.board.wake()
	}
	return answer, err
}
