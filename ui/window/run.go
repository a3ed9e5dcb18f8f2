// Package window is the Fyne window: the only room that knows a widget toolkit. The binder brings pictures from the
// engine to the pages, the controller takes what a person does back to it.
package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"ringside/ui/tray"
)

// AppID names the application to the desktop.
const AppID = "app.ringside"

// Run opens the window and returns when the person quits or ctx ends. It must be called from the main goroutine.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	e := beginEarly(ctx, o)
	a := app.NewWithID(AppID)
	f := newFrame(ctx, a, fyne.Do, o)
	f.window.SetCloseIntercept(f.closed)
	a.Lifecycle().SetOnStarted(f.start)
	f.asking.Go(func() { o.Notices.Run(ctx) })
	if tray.HostPresent(ctx) {
		f.tray = newTray(a, o.Words, f.reveal, f.quit, f.setDND)
	}
	f.hidden = f.tray != nil && o.Hidden
	f.prepare(e)
	if !f.hidden {
		f.window.Show()
	}
	stop := context.AfterFunc(ctx, func() { fyne.Do(f.quit) })
	defer stop()
	a.Run()
	cancel()
	f.end()
	if e.attempt != nil {
		e.end()
	}
	return nil
}
