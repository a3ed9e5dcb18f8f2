package window

import "ringside/ui/lang"

// setLanguage has all of Ringside speak another language, a BCP 47 tag or "" for that of the system, and keeps it. What is
// under way goes on.
func (f *frame) setLanguage(language string) {
	f.settings.Language = language
	f.Words.Speak(lang.Preferred(language)...)
	f.rebuild()
	f.keepSettings()
}

// rebuild makes what the window shows anew: its widgets keep the words that they were made with.
func (f *frame) rebuild() {
	if f.live == nil {
		if f.known != nil {
			f.askSignIn(f.known)
		}
		return
	}
	f.showScreen(f.live.screen.shown)
	if v := f.live.binder.latest.Load(); v != nil {
		f.live.screen.show(*v)
	}
	if v := f.live.book.latest.Load(); v != nil {
		f.live.screen.showBook(*v)
	}
	f.live.binder.wake() // people may come in another order
}
