//go:build linux

package desk

import (
	"context"
	"image"
	"slices"
	"time"

	"github.com/jezek/xgb/xproto"
)

// Painted waits until something is to be seen in a part of the program's window: until that share of its pixels, 0 to
// 1, differs from the first of them. It returns how long after the program's start that was. The window must be the
// only one on the desktop.
func (a *App) Painted(ctx context.Context, part image.Rectangle, share float64) (time.Duration, error) {
	var took time.Duration
	err := poll(ctx, "the first frame", func() (bool, error) {
		windows, err := a.desk.managed()
		if err != nil || len(windows) == 0 {
			return false, err
		}
		seen := a.desk.drawn(windows[0], part)
		took = time.Since(a.started)
		return seen >= share, nil
	})
	return took, err
}

// drawn is the share of the pixels in a part of a window that differ from the first; 0 while it cannot be looked at.
func (d *Desk) drawn(w xproto.Window, part image.Rectangle) float64 {
	picture, err := xproto.GetImage(d.x, xproto.ImageFormatZPixmap, xproto.Drawable(w), int16(part.Min.X), int16(part.Min.Y),
		uint16(part.Dx()), uint16(part.Dy()), ^uint32(0)).Reply()
	if err != nil || len(picture.Data) < 4 {
		return 0
	}
	different, all := 0, 0
	for pixel := range slices.Chunk(picture.Data, 4) {
		if all++; !slices.Equal(pixel, picture.Data[:4]) {
			different++
		}
	}
	return float64(different) / float64(all)
}
