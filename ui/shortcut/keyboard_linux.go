//go:build linux && !mobile && !android

package shortcut

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jezek/xgb/xproto"
)

// The numbers that X has for what is on keys (X11/keysymdef.h).
const (
	numLock    xproto.Keysym = 0xff7f
	scrollLock xproto.Keysym = 0xff14
	altLeft    xproto.Keysym = 0xffe9
	f1         xproto.Keysym = 0xffbe
)

// keyboard is what is on which key, as the X server has it.
type keyboard struct {
	first     xproto.Keycode
	wide      int // columns: what a key is alone, with Shift, and so on for the next layout
	signs     []xproto.Keysym
	modifiers []xproto.Keycode // eight rows: Shift, Lock, Control, and five others
}

func (c x) keyboard() (b keyboard, err error) {
	setup := xproto.Setup(c.Conn)
	b.first = setup.MinKeycode
	signs, err := xproto.GetKeyboardMapping(c.Conn, setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)).Reply()
	if err != nil {
		return b, fmt.Errorf("read the keyboard: %w", err)
	}
	modifiers, err := xproto.GetModifierMapping(c.Conn).Reply()
	if err != nil {
		return b, fmt.Errorf("read the keyboard: %w", err)
	}
	b.wide, b.signs, b.modifiers = int(signs.KeysymsPerKeycode), signs.Keysyms, modifiers.Keycodes
	return b, nil
}

// find is the key of a combination, and what is held with it.
func (b keyboard) find(keys Keys) (key xproto.Keycode, mods uint16, err error) {
	name, ctrl, alt, shift := keys.split()
	if key = b.key(sign(name)); key == 0 {
		return 0, 0, fmt.Errorf("%w: the keyboard has no %s", ErrUnsupported, name)
	}
	if ctrl {
		mods |= xproto.ModMaskControl
	}
	if shift {
		mods |= xproto.ModMaskShift
	}
	if alt {
		held := b.modifier(altLeft)
		if held == 0 {
			return 0, 0, fmt.Errorf("%w: the keyboard has no Alt", ErrUnsupported)
		}
		mods |= held
	}
	return key, mods, nil
}

// key is the key with a sign, 0 for none. The first column counts before the others: with several layouts a letter may be on
// different keys, and the first layout is the usual one.
func (b keyboard) key(sign xproto.Keysym) xproto.Keycode {
	for column := range b.wide {
		for at := column; at < len(b.signs); at += b.wide {
			if b.signs[at] == sign {
				return b.first + xproto.Keycode(at/b.wide)
			}
		}
	}
	return 0
}

// modifier is the mask of the modifier that a sign's keys are, 0 for none.
func (b keyboard) modifier(sign xproto.Keysym) (mask uint16) {
	perRow := len(b.modifiers) / 8
	for at, key := range b.modifiers {
		if key == 0 {
			continue
		}
		row := int(key-b.first) * b.wide
		for _, on := range b.signs[row : row+b.wide] {
			if on == sign {
				mask |= 1 << (at / perRow)
			}
		}
	}
	return mask
}

// sign is X's number for a key that is called so: a letter has that of the small one.
func sign(name string) xproto.Keysym {
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "F")); err == nil {
		return f1 + xproto.Keysym(n-1)
	}
	return xproto.Keysym(strings.ToLower(name)[0])
}
