//go:build linux && !mobile && !android

package shortcut

import (
	"context"
	"errors"
	"fmt"

	"github.com/jezek/xgb/xproto"
)

// watchX grabs the keys on the root window, so that they come here whoever has the focus.
func watchX(ctx context.Context, w Wish) error {
	c, done, err := connectX(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := c.grab(w.Keys); err != nil {
		return err
	}
	w.Ready("")
	var released xproto.Timestamp
	for {
		event, failed := c.WaitForEvent()
		switch e := event.(type) {
		case nil:
			if failed == nil {
				return ErrGone
			}
		case xproto.KeyPressEvent:
			if e.Time != released { // a key that is held is released and pressed again, both at the same time
				w.Pressed()
			}
		case xproto.KeyReleaseEvent:
			released = e.Time
		case xproto.MappingNotifyEvent:
			if e.Request == xproto.MappingPointer {
				continue
			}
			xproto.UngrabKey(c.Conn, xproto.GrabAny, c.root, xproto.ModMaskAny)
			// A keyboard without the key may be followed by one that has it.
			if err := c.grab(w.Keys); err != nil && !errors.Is(err, ErrUnsupported) {
				return err
			}
		}
	}
}

// grab grabs a combination, however Caps Lock, Num Lock and Scroll Lock stand.
func (c x) grab(keys Keys) error {
	b, err := c.keyboard()
	if err != nil {
		return err
	}
	key, mods, err := b.find(keys)
	if err != nil {
		return err
	}
	for _, locks := range subsets(xproto.ModMaskLock | b.modifier(numLock) | b.modifier(scrollLock)) {
		err := xproto.GrabKeyChecked(c.Conn, false, c.root, mods|locks, key, xproto.GrabModeAsync, xproto.GrabModeAsync).Check()
		if _, taken := errors.AsType[xproto.AccessError](err); taken {
			return ErrTaken
		}
		if err != nil {
			return fmt.Errorf("grab the keys: %w", err)
		}
	}
	return nil
}

// subsets are all masks that have no bit which mask lacks.
func subsets(mask uint16) []uint16 {
	all := []uint16{mask}
	for sub := mask; sub != 0; {
		sub = (sub - 1) & mask
		all = append(all, sub)
	}
	return all
}
