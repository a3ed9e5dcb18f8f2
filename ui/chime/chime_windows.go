package chime

import (
	"context"

	"golang.org/x/sys/windows"
)

// exclamation is the number of the sound that Windows has for what wants attention.
const exclamation = 0x30

var messageBeep = windows.NewLazySystemDLL("user32.dll").NewProc("MessageBeep")

// Player is what plays the sound, which takes a second or two; nil where nothing can.
func Player() func(context.Context) error {
	return func(context.Context) error {
		if done, _, err := messageBeep.Call(exclamation); done == 0 {
			return err
		}
		return nil
	}
}
