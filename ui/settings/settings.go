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
	// Language is what Ringside speaks, as a BCP 47 tag; "" for the language of the system.
	Language string `json:"language,omitempty"`
	// Appearance is "light", "dark" or "contrast", which is high contrast; "" to follow the system.
	Appearance string `json:"appearance,omitempty"`
	// CallsFrom is the phone to call from with each account, by its ID; see CallWith and Phone.
	CallsFrom map[string]Phone `json:"calls_from,omitempty"`
	// CallFrom is the UUID of that of any account that CallsFrom knows nothing of, and Asked is true if a person chose it: there was one
	// account once.
	CallFrom string `json:"call_from,omitempty"`
	Asked    bool   `json:"call_from_asked,omitempty"`
	// Regions are the ISO 3166 regions that a person has numbers read in, by the ID of the account; see Region.
	Regions map[string]string `json:"regions,omitempty"`
	// DeskCodes are what is called to log in at a hot desk, by the ID of the account; see DeskCode.
	DeskCodes map[string]string `json:"desk_codes,omitempty"`
	// Switches are the favourite switches of the PBX, by the ID of the account; see StarredSwitches.
	Switches map[string][]string `json:"favourite_switches,omitempty"`
	// PickUpByHand turns auto-answer off.
	PickUpByHand bool `json:"pick_up_by_hand,omitempty"`
	// LinksCall calls the numbers of links without asking, those of the PBX's own country.
	LinksCall bool `json:"links_call,omitempty"`
	// Shortcut dials what is selected, wherever that is.
	Shortcut Shortcut `json:"shortcut,omitzero"`
	// ReadyMinutes is for how long a closed window is kept ready to come back at once; 0 does not keep it.
	ReadyMinutes *int `json:"ready_minutes,omitempty"`
	// ClosingEnds is true once a person was told that closing the window ends Ringside, on a desktop without a place for its icon.
	ClosingEnds bool `json:"told_that_closing_ends,omitempty"`
	// OpenOnCall brings the window up when somebody calls.
	OpenOnCall bool `json:"open_on_call,omitempty"`
	// Scale is the size of everything in the window in percent, 0 for the usual one; see ScalePercent.
	Scale int `json:"scale,omitempty"`
	// SortByName lists people by their names alone, and not by how they can be reached first.
	SortByName bool `json:"sort_by_name,omitempty"`
	// MailboxNumber is what is dialled to hear voicemail, as typed; "" while nobody set it.
	MailboxNumber string `json:"mailbox_number,omitempty"`
	// Muted are the kinds of notification that are turned off.
	Muted Kinds `json:"muted,omitzero"`
	// Quiet is when there are no notifications at all.
	Quiet Quiet `json:"quiet_hours,omitzero"`
	// HideNames keeps names and numbers out of notifications, which others may see.
	HideNames bool `json:"hide_names,omitempty"`
	// RingSound has a sound tell that somebody calls.
	RingSound bool `json:"ring_sound,omitempty"`
	// ShortCodes is what is called in place of what is typed: both are as a person typed them. See [dialplan.Rules].
	ShortCodes map[string]string `json:"short_codes,omitempty"`
	// QueueLimits are the bounds of queues, by the ID of the account and what a queue is known by there; see Limits.
	QueueLimits map[string]map[string]Limits `json:"queue_limits,omitempty"`
	// QueueSound has a sound tell that a queue has come to need somebody.
	QueueSound bool `json:"queue_sound,omitempty"`
	// Panels are the tabs of the operator panel, by the ID of the account; see Tabs.
	Panels map[string][]Tab `json:"panels,omitempty"`
	// Programs are other ones that are told of calls.
	Programs Programs `json:"programs,omitzero"`
}

// Kinds are the kinds of notification that a person can do without.
type Kinds struct {
	Incoming  bool `json:"incoming,omitempty"`  // somebody calls
	Missed    bool `json:"missed,omitempty"`    // a call was missed
	Voicemail bool `json:"voicemail,omitempty"` // there is a new message
	Free      bool `json:"free,omitempty"`      // a colleague who was waited for can be reached
}

// The least and the most that ScalePercent gives.
const (
	MinScale = 80
	MaxScale = 200
)

// ScalePercent is the size of everything in the window: 100 is the usual one, and what is out of bounds is the next within.
func (s Settings) ScalePercent() int {
	if s.Scale == 0 {
		return 100
	}
	return min(max(s.Scale, MinScale), MaxScale)
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
