// Package settings is what a person set in Ringside. The window writes it and the part that stays reads it too. Fyne's own
// preferences are readable by everybody and not written atomically, so that it has a file of its own.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ringside/pbxclient/account/safefile"
)

// Settings is what was set; the zero value is what holds when nothing was.
type Settings struct {
	// Appearance is "light" or "dark", "" to follow the system.
	Appearance string `json:"appearance,omitempty"`
	// CallFrom is the UUID of the phone to call from, "" for the PBX's choice. Asked is true once a person chose.
	CallFrom string `json:"call_from,omitempty"`
	Asked    bool   `json:"call_from_asked,omitempty"`
	// PickUpByHand turns auto-answer off.
	PickUpByHand bool `json:"pick_up_by_hand,omitempty"`
	// ReadyMinutes is for how long a closed window is kept ready to come back at once; 0 does not keep it.
	ReadyMinutes *int `json:"ready_minutes,omitempty"`
	// OpenOnCall brings the window up when somebody calls.
	OpenOnCall bool `json:"open_on_call,omitempty"`
}

// usuallyReady holds while nobody set ReadyMinutes.
const usuallyReady = 5 * time.Minute

// Ready is for how long a closed window is kept ready.
func (s Settings) Ready() time.Duration {
	if s.ReadyMinutes == nil {
		return usuallyReady
	}
	return time.Duration(max(*s.ReadyMinutes, 0)) * time.Minute
}

func path(folder string) string { return filepath.Join(folder, "window.json") }

// Load reads the settings in a folder; none yet is no error. With an error the defaults hold and the file stays.
func Load(folder string) (Settings, error) {
	var s Settings
	data, err := os.ReadFile(path(folder))
	if errors.Is(err, fs.ErrNotExist) || folder == "" {
		return s, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		return Settings{}, fmt.Errorf("read the settings: %w", err)
	}
	return s, nil
}

// Save writes the settings into a folder; with "" they are kept until the end only.
func (s Settings) Save(folder string) error {
	if folder == "" {
		return nil
	}
	data, err := json.MarshalIndent(s, "", "  ")
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = safefile.Write(path(folder), append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	return nil
}
