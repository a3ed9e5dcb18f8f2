package resident

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/settings"
)

// doSettings tells that the settings have been written anew; the result is none, and comes when they hold.
const doSettings = "settings"

// kept is the copy of the settings that holds here. The window writes the file, and tells when it has.
type kept struct {
	mu  sync.Mutex
	now settings.Settings
}

func (k *kept) get() settings.Settings {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now
}

// readSettings reads the settings from their file; without a file that makes sense the defaults hold.
func (r *Resident) readSettings() (before, now settings.Settings) {
	r.settings.mu.Lock()
	defer r.settings.mu.Unlock()
	before = r.settings.now
	var err error
	if r.settings.now, err = settings.Load(r.Folder); err != nil {
		r.Logger.Warn("going on with the default settings", "error", err)
	}
	return before, r.settings.now
}

// settingsChanged goes by the settings as they are now.
func (r *Resident) settingsChanged() {
	before, now := r.readSettings()
	if now.Language != before.Language {
		r.Words.Speak(lang.Preferred(now.Language)...)
		r.refresh()
	}
	if now.Shortcut != before.Shortcut {
		r.hotkey.change()
	}
	if !maps.EqualFunc(now.Switches, before.Switches, slices.Equal) {
		r.board.wake()
	}
	r.logins.ReadSettings()
}

// SettingsChanged tells the part that stays that the settings have been written anew, and returns when it goes by them. Where
// that part is being started again it reads them then.
func (l *Link) SettingsChanged(ctx context.Context) error {
	err := l.ask(ctx, doSettings, nil, nil)
	if errors.Is(err, share.ErrAway) || errors.Is(err, share.ErrGone) {
		return nil
	}
	return err
}

// SettingsChanged is as for a Link. The language is that of the window, which has it already.
func (l *Local) SettingsChanged(context.Context) error {
	l.logins.ReadSettings()
	return nil
}
