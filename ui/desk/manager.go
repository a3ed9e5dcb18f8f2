//go:build linux

package desk

import (
	"context"
	"fmt"
	"io"
	"log"
	"slices"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The library writes to standard error what its errors tell as well.
func init() { xgb.Logger = log.New(io.Discard, "", 0) }

// startManager starts the window manager: without one no window ever has the focus. It is ready once it has taken a
// window into its list, since one that a program shows while it is still starting would never appear.
func (d *Desk) startManager(ctx context.Context) error {
	if err := d.run(d.Command("openbox", "--sm-disable")); err != nil {
		return err
	}
	root := xproto.Setup(d.x).DefaultScreen(d.x).Root
	probe, err := xproto.NewWindowId(d.x)
	if err != nil {
		return err
	}
	const asRoot = 0
	err = xproto.CreateWindowChecked(d.x, asRoot, probe, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOutput, asRoot, 0, nil).Check()
	if err != nil {
		return fmt.Errorf("create a window: %w", err)
	}
	defer xproto.DestroyWindow(d.x, probe)
	return poll(ctx, "the window manager", func() (bool, error) {
		all, err := d.managed()
		if err != nil || slices.Contains(all, probe) {
			return err == nil, err
		}
		return false, xproto.MapWindowChecked(d.x, probe).Check() // once more: the last time may have been too early
	})
}

// closeWindow asks the window manager to close a window, as a click on its close button does.
func (d *Desk) closeWindow(w xproto.Window) error {
	atom, err := d.atom("_NET_CLOSE_WINDOW")
	if err != nil {
		return err
	}
	message := xproto.ClientMessageEvent{
		Format: 32, Window: w, Type: atom, Data: xproto.ClientMessageDataUnionData32New(make([]uint32, 5)),
	}
	root := xproto.Setup(d.x).DefaultScreen(d.x).Root
	const toManager = xproto.EventMaskSubstructureRedirect | xproto.EventMaskSubstructureNotify
	return xproto.SendEventChecked(d.x, false, root, toManager, string(message.Bytes())).Check()
}

func (d *Desk) atom(name string) (xproto.Atom, error) {
	reply, err := xproto.InternAtom(d.x, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return reply.Atom, nil
}

// managed are the windows that the window manager shows, the oldest first.
func (d *Desk) managed() ([]xproto.Window, error) {
	atom, err := d.atom("_NET_CLIENT_LIST")
	if err != nil {
		return nil, err
	}
	root := xproto.Setup(d.x).DefaultScreen(d.x).Root
	list, err := xproto.GetProperty(d.x, false, root, atom, xproto.AtomAny, 0, 1024).Reply()
	if err != nil {
		return nil, err
	}
	var all []xproto.Window
	for id := range slices.Chunk(list.Value, 4) {
		all = append(all, xproto.Window(xgb.Get32(id)))
	}
	return all, nil
}
