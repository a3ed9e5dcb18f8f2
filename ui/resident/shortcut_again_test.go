package resident

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"ringside/ui/lang"
	"ringside/ui/shortcut"
)

// shortcutOf serves a shortcut on a desktop that gives one answer after the other, nil for one that lasts, until all have been given;
// taken is when each was asked for.
func shortcutOf(t *testing.T, answers ...func(shortcut.Wish) error) (taken []time.Duration, stands ShortcutState) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	began := time.Now()
	r := &Resident{hotkey: newHotkey(), Options: Options{
		Words: lang.New("en"), Logger: slog.New(slog.DiscardHandler),
		shortcut: func(ctx context.Context, w shortcut.Wish) error {
			taken = append(taken, time.Since(began))
			if len(taken) > len(answers) {
				cancel()
				return nil
			}
			return answers[len(taken)-1](w)
		},
	}}
	r.settings.now.Shortcut.On = true
	r.serveShortcut(ctx)
	return taken, r.hotkey.now.State
}

func goes(shortcut.Wish) error { return shortcut.ErrGone }

func TestShortcut_IsAskedForAgainWhereWhatGaveItHasGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		worked := func(w shortcut.Wish) error { w.Ready(""); return shortcut.ErrGone }
		begins := func(shortcut.Wish) error { return shortcut.ErrUnsupported }
		lasted := func(w shortcut.Wish) error { w.Ready(""); time.Sleep(2 * shortcutLongest); return shortcut.ErrGone }
		taken, _ := shortcutOf(t, worked, goes, begins, lasted, worked)
		want := []time.Duration{0, 1, 3, 7, 7 + 120 + 1, 7 + 120 + 1 + 2}
		for i := range max(len(want), len(taken)) {
			if i >= len(want) || i >= len(taken) || taken[i] != want[i]*time.Second {
				t.Fatalf("asked after %v, want %v s", taken, want)
			}
		}
	})
}

func TestShortcut_IsNotAskedForForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all []func(shortcut.Wish) error
		for range 2 * shortcutTries {
			all = append(all, goes)
		}
		taken, stands := shortcutOf(t, all...)
		if len(taken) != shortcutTries+1 || stands != ShortcutFailed {
			t.Errorf("asked %d times, then %s", len(taken), stands)
		}
		last := taken[len(taken)-1] - taken[len(taken)-2]
		if last != shortcutLongest {
			t.Errorf("the last pause is %v", last)
		}
	})
}

func TestShortcut_ADesktopThatHasNoneIsAskedOnce(t *testing.T) {
	for _, says := range []error{shortcut.ErrUnsupported, shortcut.ErrRefused, shortcut.ErrTaken, errors.New("no bus")} {
		synctest.Test(t, func(t *testing.T) {
			if taken, _ := shortcutOf(t, func(shortcut.Wish) error { return says }); len(taken) != 1 {
				t.Errorf("%v: asked %d times", says, len(taken))
			}
		})
	}
}
