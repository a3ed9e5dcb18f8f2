package chime

import (
	"context"

	"golang.org/x/sys/windows"
)

// The numbers of the sounds that Windows has for what wants attention, and for a message.
const (
	exclamation = 0x30
	asterisk    = 0x40
)

var messageBeep = windows.NewLazySystemDLL("user32.dll").NewProc("MessageBeep")

// Player is what plays a sound, which takes a second or two; nil where nothing can.
func Player(s Sound) func(context.Context) error {
	number := map[Sound]uintptr{Attention: exclamation, Ring: asterisk}[s]
	return func(context.Context) error {
		if done, _, err := messageBeep.Call(number); done == 0 {
			return err
		}
		return nil
	}
}
