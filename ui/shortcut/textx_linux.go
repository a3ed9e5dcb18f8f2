//go:build linux && !mobile && !android

package shortcut

import (
	"context"

	"github.com/jezek/xgb/xproto"
)

// textX asks the program that has a selection for its text, by way of the X server.
func textX(ctx context.Context, selection string) (string, error) {
	c, done, err := connectX(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	var atoms [4]xproto.Atom
	for i, name := range []string{selection, "UTF8_STRING", "INCR", "RINGSIDE_TEXT"} {
		if atoms[i], err = c.atom(name); err != nil {
			return "", err
		}
	}
	from, utf8, inParts, into := atoms[0], atoms[1], atoms[2], atoms[3]
	window, err := xproto.NewWindowId(c.Conn)
	if err != nil {
		return "", err
	}
	err = xproto.CreateWindowChecked(c.Conn, 0, window, c.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check()
	if err != nil {
		return "", err
	}
	xproto.ConvertSelection(c.Conn, window, from, utf8, into, xproto.TimeCurrentTime)
	for {
		event, failed := c.WaitForEvent()
		told, is := event.(xproto.SelectionNotifyEvent)
		switch {
		case event == nil && failed == nil && ctx.Err() != nil: // whoever has it does not answer
			return "", ctx.Err()
		case event == nil && failed == nil:
			return "", ErrGone
		case is && told.Property == xproto.AtomNone: // nothing is selected, or no text
			return "", ErrNoText
		case is:
			text, err := xproto.GetProperty(c.Conn, true, window, into, xproto.GetPropertyTypeAny, 0, most/4).Reply()
			if err != nil {
				return "", err
			}
			if text.Type == inParts || text.Format != 8 { // what comes in parts is too long for a number
				return "", ErrNoText
			}
			return string(text.Value), nil
		}
	}
}
