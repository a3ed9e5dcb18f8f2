//go:build linux

package desk

import (
	"encoding/json"
	"fmt"
)

// Notification is one that the desktop was told.
type Notification struct{ Summary, Body string }

// Notifications are those shown so far, on the screen now or before.
func (d *Desk) Notifications() ([]Notification, error) {
	if _, err := d.tool(nil, "dunstctl", "close-all"); err != nil { // only closed ones are in its history
		return nil, err
	}
	out, err := d.tool(nil, "dunstctl", "history")
	if err != nil {
		return nil, err
	}
	type text struct {
		Data string `json:"data"`
	}
	var history struct {
		Data [][]struct {
			Summary text `json:"summary"`
			Body    text `json:"body"`
		} `json:"data"`
	}
	if err := json.Unmarshal(out, &history); err != nil {
		return nil, fmt.Errorf("dunstctl history: %w", err)
	}
	var all []Notification
	for _, group := range history.Data {
		for _, n := range group {
			all = append(all, Notification{n.Summary.Data, n.Body.Data})
		}
	}
	return all, nil
}
