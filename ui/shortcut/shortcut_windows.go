//go:build !mobile

package shortcut

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// What x/sys does not have of Windows' own functions (user32.dll).
var (
	user32          = windows.NewLazySystemDLL("user32.dll")
	registerHotKey  = user32.NewProc("RegisterHotKey")
	unregister      = user32.NewProc("UnregisterHotKey")
	getMessage      = user32.NewProc("GetMessageW")
	peekMessage     = user32.NewProc("PeekMessageW")
	postMessage     = user32.NewProc("PostThreadMessageW")
	allowForeground = user32.NewProc("AllowSetForegroundWindow")
)

const (
	hotKey     = 0x0312 // WM_HOTKEY
	quit       = 0x0012 // WM_QUIT
	modAlt     = 0x0001
	modCtrl    = 0x0002
	modShift   = 0x0004
	noRepeat   = 0x4000
	keyF1      = 0x70
	anyProcess = 0xffffffff // ASFW_ANY
	id         = 1          // ours, in the one thread that knows it
)

// message is a MSG.
type message struct {
	window  windows.Handle
	kind    uint32
	w, l    uintptr
	time    uint32
	x, y    int32
	private uint32
}

// watch has Windows send the keys to this thread, which must not be another one's meanwhile.
func watch(ctx context.Context, w Wish) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var m message
	_, _, _ = peekMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0, 0) // from now on the thread has a queue, which ctx's end needs
	mods, key := codes(w.Keys)
	if done, _, err := registerHotKey.Call(0, id, mods|noRepeat, key); done == 0 {
		if errors.Is(err, windows.ERROR_HOTKEY_ALREADY_REGISTERED) {
			return ErrTaken
		}
		return fmt.Errorf("register the keys: %w", err)
	}
	defer func() { _, _, _ = unregister.Call(0, id) }()
	thread := windows.GetCurrentThreadId()
	posted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(posted)
		_, _, _ = postMessage.Call(uintptr(thread), quit, 0, 0)
	})
	defer func() {
		if !stop() {
			<-posted
		}
	}()
	w.Ready("")
	for {
		got, _, err := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		switch {
		case int32(got) < 0:
			return fmt.Errorf("wait for the keys: %w", err)
		case got == 0:
			return ErrGone
		case m.kind == hotKey:
			_, _, _ = allowForeground.Call(anyProcess) // the window is another process, and may come up for this
			w.Pressed()
		}
	}
}

// codes are Windows' numbers for a combination.
func codes(keys Keys) (mods, key uintptr) {
	name, ctrl, alt, shift := keys.split()
	for _, m := range []struct {
		held bool
		mask uintptr
	}{{ctrl, modCtrl}, {alt, modAlt}, {shift, modShift}} {
		if m.held {
			mods |= m.mask
		}
	}
	var number uintptr
	if _, err := fmt.Sscanf(name, "F%d", &number); err == nil {
		return mods, keyF1 + number - 1
	}
	return mods, uintptr(name[0])
}
