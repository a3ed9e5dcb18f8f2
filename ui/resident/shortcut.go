package resident

import (
	"context"
	"errors"
	"sync"
	"time"

	"ringside/ui/shortcut"
)

// doShortcut asks how the shortcut for the whole desktop stands with the settings as they are kept; the result is a [Shortcut], once
// the desktop has answered.
const doShortcut = "shortcut"

// ShortcutState is how the shortcut stands. The values are stable.
type ShortcutState string

// The states of the shortcut.
const (
	ShortcutOff         ShortcutState = "off"
	ShortcutOn          ShortcutState = "on"
	ShortcutTaken       ShortcutState = "taken"       // another program has the keys
	ShortcutUnsupported ShortcutState = "unsupported" // this desktop has none for programs
	ShortcutRefused     ShortcutState = "refused"     // a person said no when the desktop asked
	ShortcutFailed      ShortcutState = "failed"
	shortcutAsking      ShortcutState = "asking" // the desktop has not answered yet
)

// Shortcut is how the shortcut for the whole desktop stands.
type Shortcut struct {
	State ShortcutState `json:"state"`
	// Keys are those that the desktop gave it, in its own words; "" for those that are set.
	Keys string `json:"keys,omitempty"`
}

// hotkey is what is known of the shortcut. Its methods may be called from any goroutine.
type hotkey struct {
	woken chan struct{} // has a value when another one is wanted; capacity 1

	mu      sync.Mutex
	now     Shortcut
	changed chan struct{} // closed when now becomes another
}

func newHotkey() *hotkey {
	return &hotkey{woken: make(chan struct{}, 1), now: Shortcut{State: shortcutAsking}, changed: make(chan struct{})}
}

// change has another one asked for. Whoever wants to know how it stands waits for that.
func (h *hotkey) change() {
	h.is(Shortcut{State: shortcutAsking})
	select {
	case h.woken <- struct{}{}:
	default:
	}
}

func (h *hotkey) is(now Shortcut) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
	close(h.changed)
	h.changed = make(chan struct{})
}

// settled is how the shortcut stands once the desktop has answered, or as it does when ctx ends.
func (h *hotkey) settled(ctx context.Context) (Shortcut, error) {
	for {
		h.mu.Lock()
		now, changed := h.now, h.changed
		h.mu.Unlock()
		if now.State != shortcutAsking {
			return now, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return now, ctx.Err()
		}
	}
}

// keepShortcut keeps the shortcut that is set, until the life of the part that stays ends.
func (r *Resident) keepShortcut() {
	for r.life.Err() == nil {
		ctx, cancel := context.WithCancel(r.life)
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			r.serveShortcut(ctx)
		}()
		select {
		case <-r.life.Done():
		case <-r.hotkey.woken:
		}
		cancel()
		<-ended
	}
}

// A desktop whose shortcut has gone is asked again after a pause, which is doubled each time up to the longest; so many times in a row
// at most, for some desktops ask a person.
const (
	shortcutPause   = time.Second
	shortcutLongest = time.Minute
	shortcutTries   = 10
)

// serveShortcut has the desktop know the shortcut, if one is wanted, until ctx ends. What gave it may end and come again.
func (r *Resident) serveShortcut(ctx context.Context) {
	set := r.settings.get().Shortcut
	if !set.On {
		r.hotkey.is(Shortcut{State: ShortcutOff})
		return
	}
	watch := r.shortcut
	if watch == nil {
		watch = shortcut.Watch
	}
	had := false
	for tries := 0; ; tries++ {
		began := time.Now()
		err := watch(ctx, shortcut.Wish{
			Keys: shortcut.Keys(set.Keys), Purpose: r.Words.Say("shortcut_purpose"),
			Ready: func(keys string) {
				had = true
				r.hotkey.is(Shortcut{State: ShortcutOn, Keys: keys})
			},
			Pressed: func() { r.openSelected(ctx) },
		})
		if ctx.Err() != nil { // another one is wanted, or none any more
			return
		}
		r.Logger.Warn("there is no shortcut for the desktop", "error", err)
		r.hotkey.is(Shortcut{State: stateOf(err)})
		if time.Since(began) > shortcutLongest { // it worked for a while
			tries = 0
		}
		begins := had && errors.Is(err, shortcut.ErrUnsupported) // it is not as far yet as to know shortcuts again
		if !errors.Is(err, shortcut.ErrGone) && !begins || tries >= shortcutTries {
			return
		}
		select {
		case <-time.After(min(shortcutPause<<tries, shortcutLongest)):
		case <-ctx.Done():
			return
		}
	}
}

// stateOf is how the shortcut stands that ended with an error.
func stateOf(err error) ShortcutState {
	switch {
	case errors.Is(err, shortcut.ErrTaken):
		return ShortcutTaken
	case errors.Is(err, shortcut.ErrUnsupported):
		return ShortcutUnsupported
	case errors.Is(err, shortcut.ErrRefused):
		return ShortcutRefused
	}
	return ShortcutFailed
}

// openSelected brings the window up for what is selected, which it asks about. No text is "": the window says so.
func (r *Resident) openSelected(ctx context.Context) {
	read := r.selected
	if read == nil {
		read = shortcut.Text
	}
	text, err := read(ctx)
	if err != nil && !errors.Is(err, shortcut.ErrNoText) {
		r.Logger.Warn("what is selected cannot be read", "error", err)
	}
	if ctx.Err() == nil {
		r.opening(r.windows.openSelected(text))
	}
}

// Shortcut is how the shortcut for the whole desktop stands with the settings as they are kept, once the desktop has answered.
func (l *Link) Shortcut(ctx context.Context) (s Shortcut, err error) {
	err = l.ask(ctx, doShortcut, nil, &s)
	return s, err
}

// Shortcut is as for a Link. There is none where there is one process only.
func (l *Local) Shortcut(context.Context) (Shortcut, error) {
	return Shortcut{}, shortcut.ErrUnsupported
}
