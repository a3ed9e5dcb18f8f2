package window

// reveal brings the window up.
func (f *frame) reveal() {
	f.hidden = false
	f.window.Show()
	f.window.RequestFocus()
	f.seen(true)
}

// closed is what the window's close button does: with a tray Ringside stays there, without one it ends.
func (f *frame) closed() {
	if f.tray == nil {
		f.quit()
		return
	}
	f.hidden = true
	f.window.Hide()
	f.seen(false)
}

// seen tells everybody who works for the eyes only whether there are any.
func (f *frame) seen(visible bool) {
	if f.live == nil {
		return
	}
	f.live.binder.setVisible(visible)
	mirror := f.live.session.Mirror
	f.asking.Go(func() { mirror.SetVisible(visible) }) // it waits for the engine's turn
}

func (f *frame) quit() { f.app.Quit() }

// end leaves nothing behind that runs. The context must have ended.
func (f *frame) end() {
	f.close()
	f.asking.Wait()
}
