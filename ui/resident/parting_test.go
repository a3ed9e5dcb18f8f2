package resident

import (
	"errors"
	"testing"
	"time"

	"ringside/presence/share"
	"ringside/ui/notify"
)

func TestRun_TakesBackACallThatRingsWhenItEnds(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *house, *staying){
		"by itself":         func(t *testing.T, _ *house, r *staying) { r.end(t) },
		"for a new version": func(t *testing.T, h *house, _ *staying) { install(t, h.Program, "#!/bin/sh\n") },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.Program, h.lookEvery = copied(t), 10*time.Millisecond
			r := h.stay(t, quiet)
			h.picture(t)
			rings(t, h.office, "Jan")
			h.desktop.until(t, "the call", func(shown []notify.Message) bool { return len(shown) == 1 })
			end(t, h, r)
			over(t, r.ended, "the part that stays")
			if len(h.desktop.shown) > 0 {
				t.Errorf("it leaves %+v behind", h.desktop.shown)
			}
		})
	}
}

func TestRun_LeavesWordOnTheDesktopWhereItsWindowAsksForThat(t *testing.T) {
	h := newHouse(t)
	r := h.stay(t, quiet)
	if err := h.connect(t, nil).Ask(t.Context(), doQuit, parting{"Minimise it."}, nil); err != nil && !errors.Is(err, share.ErrGone) {
		t.Fatal(err)
	}
	over(t, r.ended, "the part that stays")
	if len(h.desktop.shown) != 1 || h.desktop.shown["parting"].Body != "Minimise it." {
		t.Errorf("shown %+v", h.desktop.shown)
	}
}
