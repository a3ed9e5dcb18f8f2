package window

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"ringside/pbxclient/account/safefile"
	"ringside/ui/window/look"
)

// settings is what a person set in the window. Fyne's own preferences are readable by everybody and not written
// atomically, so they have a file of their own.
type settings struct {
	Appearance look.Appearance `json:"appearance,omitempty"`
	// CallFrom is the UUID of the phone to call from, "" for the PBX's choice. Asked is true once a person chose.
	CallFrom string `json:"call_from,omitempty"`
	Asked    bool   `json:"call_from_asked,omitempty"`
	// PickUpByHand turns auto-answer off.
	PickUpByHand bool `json:"pick_up_by_hand,omitempty"`
}

func settingsPath(folder string) string { return filepath.Join(folder, "window.json") }

// loadSettings reads the settings; none yet is no error. With an error the defaults hold and the file stays.
func loadSettings(folder string) (settings, error) {
	var s settings
	data, err := os.ReadFile(settingsPath(folder))
	if errors.Is(err, fs.ErrNotExist) || folder == "" {
		return s, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		return settings{}, fmt.Errorf("read the settings: %w", err)
	}
	return s, nil
}

// save writes the settings; without a folder they are kept until the end only.
func (s settings) save(folder string) error {
	if folder == "" {
		return nil
	}
	data, err := json.MarshalIndent(s, "", "  ")
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = safefile.Write(settingsPath(folder), append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	return nil
}
