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
// 1, differs clearly from the first of them, as what only holds a place for it does not. It returns how long after the
// program's start that was. The window must be the only one on the desktop.
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

// clearly is by how much of 255 a colour of a pixel differs that is no shade of the background.
const clearly = 64

// drawn is the share of the pixels in a part of a window that differ clearly from the first; 0 while it cannot be looked at.
func (d *Desk) drawn(w xproto.Window, part image.Rectangle) float64 {
	picture := d.pixels(w, part)
	if len(picture) < 4 {
		return 0
	}
	different, all := 0, 0
	for pixel := range slices.Chunk(picture, 4) {
		if all++; differs(pixel, picture[:4]) {
			different++
		}
	}
	return float64(different) / float64(all)
}

func differs(a, b []byte) bool {
	for i := range a {
		if max(a[i], b[i])-min(a[i], b[i]) > clearly {
			return true
		}
	}
	return false
}

// pixels are those of a part of a window, four bytes each; none while it cannot be looked at.
func (d *Desk) pixels(w xproto.Window, part image.Rectangle) []byte {
	picture, err := xproto.GetImage(d.x, xproto.ImageFormatZPixmap, xproto.Drawable(w), int16(part.Min.X), int16(part.Min.Y),
		uint16(part.Dx()), uint16(part.Dy()), ^uint32(0)).Reply()
	if err != nil {
		return nil
	}
	return picture.Data
}
