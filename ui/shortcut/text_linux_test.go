//go:build linux && !mobile && !android

package shortcut

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jezek/xgb/xproto"
)

// owner is a program in which something has been selected or copied.
type owner struct {
	text   string
	silent bool   // it does not answer
	kind   string // of the text, as it says; "" for what it was asked for
}

// own makes an owner that of a selection, until the test ends.
func (d *display) own(selection string, o owner) {
	d.t.Helper()
	c, done, err := connectX(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	window, err := xproto.NewWindowId(c.Conn)
	if err != nil {
		d.t.Fatal(err)
	}
	name, err := c.atom(selection)
	if err != nil {
		d.t.Fatal(err)
	}
	err = errors.Join(
		xproto.CreateWindowChecked(c.Conn, 0, window, c.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(),
		xproto.SetSelectionOwnerChecked(c.Conn, window, name, xproto.TimeCurrentTime).Check())
	if err != nil {
		d.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			event, failed := c.WaitForEvent()
			if event == nil && failed == nil {
				return
			}
			if asked, is := event.(xproto.SelectionRequestEvent); is && !o.silent {
				c.answer(asked, o)
			}
		}
	}()
	d.t.Cleanup(func() { done(); <-ended })
}

func (c x) answer(asked xproto.SelectionRequestEvent, o owner) {
	kind := asked.Target
	if o.kind != "" {
		kind, _ = c.atom(o.kind)
	}
	told := xproto.SelectionNotifyEvent{Requestor: asked.Requestor, Selection: asked.Selection, Target: asked.Target, Property: asked.Property}
	if o.text == "" {
		told.Property = xproto.AtomNone
	}
	xproto.ChangeProperty(c.Conn, xproto.PropModeReplace, asked.Requestor, asked.Property, kind, 8, uint32(len(o.text)), []byte(o.text))
	xproto.SendEvent(c.Conn, false, asked.Requestor, 0, string(told.Bytes()))
}

func TestText_IsWhatIsSelectedOrElseWhatWasCopied(t *testing.T) {
	for name, c := range map[string]struct {
		selected, copied *owner
		want             string
	}{
		"both":             {&owner{text: " 020 123 4567\n"}, &owner{text: "203"}, "020 123 4567"},
		"nothing selected": {nil, &owner{text: "203"}, "203"},
		"no text selected": {&owner{}, &owner{text: "203"}, "203"},
		"only space":       {&owner{text: " \n"}, &owner{text: "203"}, "203"},
		"nothing copied":   {&owner{text: "020 123 4567"}, nil, "020 123 4567"},
		"silence":          {&owner{silent: true}, &owner{text: "203"}, "203"},
		"far too much":     {&owner{text: "100000", kind: "INCR"}, &owner{text: "203"}, "203"},
		"nothing":          {nil, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := xServer(t)
			if c.selected != nil {
				d.own("PRIMARY", *c.selected)
			}
			if c.copied != nil {
				d.own("CLIPBOARD", *c.copied)
			}
			got, err := Text(t.Context())
			if got != c.want || (c.want == "") != errors.Is(err, ErrNoText) {
				t.Errorf("%q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestText_IsBounded(t *testing.T) {
	d := xServer(t)
	d.own("PRIMARY", owner{text: "+" + strings.Repeat("é", most)})
	if text, err := Text(t.Context()); err != nil || len(text) < most-2 || len(text) > most || !utf8.ValidString(text) {
		t.Errorf("%d bytes, %v", len(text), err)
	}
}

func TestCopied_IsNotWhatIsSelected(t *testing.T) {
	d := xServer(t)
	d.own("PRIMARY", owner{text: "020 123 4567"})
	d.own("CLIPBOARD", owner{text: "203"})
	if text, err := Copied(t.Context()); text != "203" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
}

// wlPaste is the program that reads the selections of a Wayland desktop.
const wlPaste = `#!/bin/sh
[ "$*" = "--primary --no-newline --type text" ] && { [ -n "$SELECTED" ] || exit 1; printf %s "$SELECTED"; exit; }
[ "$*" = "--no-newline --type text" ] && { printf %s "$COPIED"; exit; }
exit 2
`

func TestText_OnWaylandIsWhatItsProgramTells(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "wl-paste"), []byte(wlPaste), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":/usr/bin:/bin")
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	t.Setenv("DISPLAY", "")
	t.Setenv("COPIED", "203")
	for selected, want := range map[string]string{"020 123 4567": "020 123 4567", "": "203", strings.Repeat("7", 2*most): strings.Repeat("7", most)} {
		t.Setenv("SELECTED", selected)
		if text, err := Text(t.Context()); text != want || err != nil {
			t.Errorf("%q, %v; want %q", text, err, want)
		}
	}
}
