package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringside/presence/share"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// answers are the buttons of what is asked before the page, by their words.
func (w *windowed) answers() map[string]*widgets.Answer {
	all := map[string]*widgets.Answer{}
	top := w.window.Canvas().Overlays().Top()
	if top == nil {
		return all
	}
	for _, o := range test.LaidOutObjects(top) {
		if a, is := o.(*widgets.Answer); is {
			all[a.Text] = a
		}
	}
	return all
}

func TestClosing_IsAskedAboutOnceWhereItEndsRingside(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.out(resident.Login{}) // whoever is signed in
	w.take(resident.Event{Show: true})
	w.closed()
	w.settled()
	if len(w.answers()) != 2 || w.app.quit > 0 {
		t.Fatalf("asked %v, quit %d times", w.answers(), w.app.quit)
	}
	w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the answer that loses nothing
	if w.settled(); len(w.answers()) > 0 || w.app.quit > 0 || !w.shown {
		t.Errorf("asked %v, quit %d times", w.answers(), w.app.quit)
	}
	if kept, err := settings.Load(w.Folder); !kept.ClosingEnds || err != nil {
		t.Errorf("it would be asked again: %v", err)
	}
	w.closed()
	w.settled()
	w.asks("settings", "quit")
	if w.app.quit != 1 {
		t.Errorf("quit %d times", w.app.quit)
	}
}

func TestClosing_EndsRingsideForWhoWantsThat(t *testing.T) {
	for name, end := range map[string]func(*windowed){
		"by its button":    func(w *windowed) { w.answers()[w.Words.Say("quit")].Tapped(nil) },
		"by closing again": func(w *windowed) { w.closed() },
	} {
		w := raise(t, settings.Settings{})
		w.in()
		w.take(resident.Event{Show: true})
		w.closed()
		w.settled()
		end(w)
		w.settled()
		w.settled() // the answer, and what it leads to
		if w.app.quit != 1 {
			t.Errorf("%s it has quit %d times", name, w.app.quit)
		}
	}
}

func TestClosing_AsksNothingWhereOnlyTheWindowIsLeft(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.back.gone = share.ErrAway
	w.take(resident.Event{Show: true})
	w.closed()
	w.settled()
	w.settled()
	if len(w.answers()) > 0 || w.app.quit != 1 {
		t.Errorf("asked %v, quit %d times", w.answers(), w.app.quit)
	}
}
