package resident

import (
	"context"
	"time"

	"ringside/presence"
	"ringside/ui/chime"
)

// ringTime is for how long a call may ring aloud, and ringPause is between two sounds of it.
const (
	ringTime  = 45 * time.Second
	ringPause = 2 * time.Second
)

// sound has a call ring aloud until somebody hushes it, where something can play that.
func (f *follower) sound(call uint64) {
	play := f.resident.ring
	if play == nil {
		play = chime.Player(chime.Ring)
	}
	if play == nil || f.sounds[call] != nil {
		return
	}
	ctx, cancel := context.WithTimeout(f.resident.life, ringTime)
	f.sounds[call] = cancel
	f.resident.running.Go(func() {
		defer cancel()
		for ctx.Err() == nil {
			if err := play(ctx); err != nil {
				if ctx.Err() == nil {
					f.resident.Logger.Warn("a call cannot ring aloud", "error", err)
				}
				return
			}
			select {
			case <-ctx.Done():
			case <-time.After(ringPause):
			}
		}
	})
}

// hush ends the sounds of calls that ring no longer.
func (f *follower) hush(s *presence.Snapshot) {
	for call, end := range f.sounds {
		if !isRinging(callOf(s, call)) {
			delete(f.sounds, call)
			end()
		}
	}
}

// isRinging reports whether a call is there and still to be answered.
func isRinging(c *presence.Call) bool {
	return c != nil && (c.State == presence.CallIncoming || c.State == presence.CallRinging)
}

// callOf is the call with a key, nil for none.
func callOf(s *presence.Snapshot, key uint64) *presence.Call {
	for _, c := range s.Calls {
		if c.Key == key {
			return c
		}
	}
	return nil
}
