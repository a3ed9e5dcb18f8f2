// Package window is the Fyne window: the only room that knows a widget toolkit. The binder brings pictures from the
// engine to the pages, the controller takes what a person does back to it.
package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"ringside/ui/resident"
)

// AppID names the application to the desktop.
const AppID = "app.ringside"

// firstWord is how long the window waits for who is signed in before it shows itself: usually that is there at once, and
// the first frame has something in it.
const firstWord = 300 * time.Millisecond

// Run has the window, which comes up when it is asked to, until the person closes it for good or ctx ends. It must be called
// from the main goroutine.
func Run(ctx context.Context, o Options) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := app.NewWithID(AppID)
	f := newFrame(ctx, a, fyne.Do, o)
	f.window.SetCloseIntercept(f.closed)
	a.Lifecycle().SetOnStarted(f.start)
	a.Lifecycle().SetOnEnteredForeground(func() { f.watch(true) })
	a.Lifecycle().SetOnExitedForeground(func() { f.watch(false) })
	f.prepare()
	go f.follow()
	stop := context.AfterFunc(ctx, func() { fyne.Do(f.end) })
	defer stop()
	a.Run()
	cancel()
	f.gone()
}

// prepare builds the first screen before the window is shown.
func (f *frame) prepare() {
	late := time.After(firstWord)
	for f.live == nil || !f.shown {
		e, ok := f.next(late)
		if !ok {
			return
		}
		f.take(e)
		if e.Login != nil && e.Login.Mirror == nil && f.shown {
			return
		}
	}
}

// next is what the part that stays tells next, if it does before late: what it has told by then counts, however long the window
// was busy.
func (f *frame) next(late <-chan time.Time) (e resident.Event, ok bool) {
	select {
	case e, ok = <-f.Resident.Events():
		return e, ok
	default:
	}
	select {
	case e, ok = <-f.Resident.Events():
		return e, ok
	case <-late:
		return e, false
	}
}
