package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2/driver/mobile"
)

// reveal brings the window up.
func (f *frame) reveal() {
	f.keepReady()
	f.shown = true
	f.seen()
	if f.running { // before, a desktop without OpenGL would leave the toolkit running without a window
		f.window.Show()
		f.window.RequestFocus()
	}
}

// watch notes whether the window has the keyboard.
func (f *frame) watch(yes bool) {
	f.watched = yes
	if f.live != nil {
		f.live.screen.setWatched(yes)
		f.live.binder.setWatched(yes)
	}
}

// keepReady calls off the end of a window that was closed.
func (f *frame) keepReady() {
	if f.ready != nil {
		f.ready.Stop()
		f.ready = nil
	}
}

// reachable is how long it may take to find out whether Ringside can be reached without its window.
const reachable = 2 * time.Second

// closed is what the window's close button does: where Ringside can be reached without its window, that goes; otherwise all
// of Ringside ends, and the first time says so.
func (f *frame) closed() {
	f.asking.Go(func() {
		ctx, cancel := context.WithTimeout(f.ctx, reachable)
		defer cancel()
		stays, err := f.Resident.StaysReachable(ctx)
		f.do(func() {
			switch {
			case stays:
				f.hide()
			case err != nil || f.settings.ClosingEnds: // without the rest of Ringside nobody could say more
				f.quit()
			default: // once, for who expects to be told who calls
				f.settings.ClosingEnds = true
				f.keepSettings()
				f.quitSaying(f.Words.Say("tray_none"))
			}
		})
	})
}

// hide takes the window away, and keeps it ready to come back at once for as long as is set.
func (f *frame) hide() {
	f.keepReady()
	f.shown = false
	f.window.Hide()
	f.seen()
	if wait := f.settings.Ready(); wait > 0 {
		f.ready = time.AfterFunc(wait, func() { f.do(f.unwanted) })
	} else {
		f.end()
	}
}

// unwanted ends a window that nobody wanted to see again.
func (f *frame) unwanted() {
	if !f.shown {
		f.end()
	}
}

// seen tells everybody who works for the eyes only whether there are any.
func (f *frame) seen() {
	f.Resident.SetVisible(f.shown)
	if f.live == nil {
		return
	}
	f.live.binder.setVisible(f.shown)
	f.live.book.setVisible(f.shown)
	f.live.screen.setVisible(f.shown)
	l := f.live
	f.asking.Go(func() { // it may wait for another process
		l.seeing.Lock()
		defer l.seeing.Unlock()
		l.mirror.SetVisible(l.binder.visible.Load())
	})
}

// goBack goes back to what was before Ringside, on a phone.
func (f *frame) goBack() {
	if d, is := f.app.Driver().(mobile.Driver); is {
		d.GoBack()
	}
}

// quit ends all of Ringside, and this window whatever becomes of the rest.
func (f *frame) quit() { f.quitSaying("") }

// quitSaying is quit with a sentence for the desktop.
func (f *frame) quitSaying(said string) {
	f.asking.Go(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(f.ctx), reachable)
		defer cancel()
		if err := f.Resident.Quit(ctx, said); err != nil {
			f.Logger.Info("quitting", "error", err)
		}
		f.do(f.end)
	})
}

// end ends the window.
func (f *frame) end() { f.app.Quit() }

// gone leaves nothing behind that runs. The context must have ended.
func (f *frame) gone() {
	f.keepReady()
	f.close()
	f.asking.Wait()
}
