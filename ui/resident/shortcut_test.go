package resident

import (
	"context"
	"errors"
	"testing"

	"ringside/presence/share"
	"ringside/ui/settings"
	"ringside/ui/shortcut"
)

// keyboard is a desktop's way to a shortcut: it gives what the test says, and a press is a value of pressed.
type keyboard struct {
	wished  chan shortcut.Wish
	fails   map[shortcut.Keys]error
	pressed chan struct{}
	text    string
}

// keyboard gives the house one.
func (h *house) keyboard(fails map[shortcut.Keys]error) *keyboard {
	k := &keyboard{wished: make(chan shortcut.Wish, 8), fails: fails, pressed: make(chan struct{})}
	h.shortcut = func(ctx context.Context, w shortcut.Wish) error {
		k.wished <- w
		if err := k.fails[w.Keys]; err != nil {
			return err
		}
		w.Ready("Meta+D")
		for {
			select {
			case <-k.pressed:
				w.Pressed()
			case <-ctx.Done():
				return nil
			}
		}
	}
	h.selected = func(context.Context) (string, error) {
		if k.text == "" {
			return "", shortcut.ErrNoText
		}
		return k.text, nil
	}
	return k
}

// stands asks how the shortcut stands, after other settings.
func (h *house) stands(t *testing.T, remote *share.Remote, set settings.Shortcut) (s Shortcut) {
	t.Helper()
	h.save(t, settings.Settings{Shortcut: set})
	if err := remote.Ask(t.Context(), doShortcut, nil, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestShortcut_BringsTheWindowUpWithWhatIsSelectedThen(t *testing.T) {
	h := newHouse(t)
	k := h.keyboard(nil)
	s := h.set(t, obedient)
	h.save(t, settings.Settings{Shortcut: settings.Shortcut{On: true, Keys: "Ctrl+Alt+C"}})
	h.stay(t, quiet)
	if w := await(t, k.wished, "the wish"); w.Keys != "Ctrl+Alt+C" || w.Purpose == "" {
		t.Errorf("%+v", w)
	}
	k.text = "020 123 4567"
	k.pressed <- struct{}{}
	w := s.window(t)
	if shown := w.hears(t, "shown"); shown.Number != "020 123 4567" || !shown.Selected {
		t.Errorf("%+v", shown)
	}
	k.text = ""
	k.pressed <- struct{}{}
	if shown := w.hears(t, "shown"); shown.Number != "" || !shown.Selected {
		t.Errorf("with nothing selected: %+v", shown)
	}
	if err := h.ask(t, Request{Number: "tel:1"}); err != nil {
		t.Fatal(err)
	}
	if shown := w.hears(t, "shown"); shown.Number != "tel:1" || shown.Selected {
		t.Errorf("a link afterwards: %+v", shown)
	}
}

func TestShortcut_IsAsItIsSetAtOnceAndSaysHowItStands(t *testing.T) {
	h := newHouse(t)
	k := h.keyboard(map[shortcut.Keys]error{
		"taken": shortcut.ErrTaken, "unsupported": shortcut.ErrUnsupported, "refused": shortcut.ErrRefused, "failed": shortcut.ErrGone,
	})
	h.stay(t, quiet)
	remote := h.picture(t)
	for _, c := range []struct {
		set  settings.Shortcut
		want Shortcut
	}{
		{settings.Shortcut{}, Shortcut{State: ShortcutOff}},
		{settings.Shortcut{On: true, Keys: "Ctrl+Alt+C"}, Shortcut{ShortcutOn, "Meta+D"}},
		{settings.Shortcut{On: true, Keys: "taken"}, Shortcut{State: ShortcutTaken}},
		{settings.Shortcut{On: true, Keys: "unsupported"}, Shortcut{State: ShortcutUnsupported}},
		{settings.Shortcut{On: true, Keys: "refused"}, Shortcut{State: ShortcutRefused}},
		{settings.Shortcut{On: true, Keys: "failed"}, Shortcut{State: ShortcutFailed}},
		{settings.Shortcut{Keys: "failed"}, Shortcut{State: ShortcutOff}},
		{settings.Shortcut{On: true}, Shortcut{ShortcutOn, "Meta+D"}},
	} {
		if got := h.stands(t, remote, c.set); got != c.want {
			t.Errorf("set to %+v it is %+v, want %+v", c.set, got, c.want)
		}
		if c.set.On {
			await(t, k.wished, "the wish")
		}
	}
	h.stands(t, remote, settings.Shortcut{On: true})
	if len(k.wished) > 0 {
		t.Error("what is set already is asked for again")
	}
}

func TestShortcut_WhoAsksWaitsForTheDesktop(t *testing.T) {
	h := newHouse(t)
	answer, asked := make(chan struct{}), make(chan struct{}, 1)
	h.shortcut = func(ctx context.Context, w shortcut.Wish) error {
		asked <- struct{}{}
		<-answer
		w.Ready("")
		<-ctx.Done()
		return nil
	}
	h.save(t, settings.Settings{Shortcut: settings.Shortcut{On: true}})
	h.stay(t, quiet)
	remote := h.picture(t)
	await(t, asked, "the desktop's question")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := remote.Ask(ctx, doShortcut, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("who cannot wait is told %v", err)
	}
	stands := make(chan Shortcut, 1)
	go func() {
		var s Shortcut
		_ = remote.Ask(t.Context(), doShortcut, nil, &s)
		stands <- s
	}()
	close(answer)
	if s := await(t, stands, "the answer"); s.State != ShortcutOn {
		t.Errorf("%+v", s)
	}
}

func TestShortcut_ThereIsNoneWhereThereIsOneProcessOnly(t *testing.T) {
	if _, err := NewLocal(&Logins{}).Shortcut(t.Context()); !errors.Is(err, shortcut.ErrUnsupported) {
		t.Error(err)
	}
}
