//go:build linux

package desk

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
)

// taskbarSettings have Xfce's panel be one bar along the top of the screen that holds nothing but tray icons.
const taskbarSettings = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="48"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
`

// taskbarHeight is how much of the screen it takes, in pixels.
const taskbarHeight = 48

// StartTaskbar has Xfce's own panel take the place of the desktop's tray.
func (d *Desk) StartTaskbar(ctx context.Context) error {
	folder := filepath.Join(d.home, ".config", "xfce4", "xfconf", "xfce-perchannel-xml")
	err := errors.Join(os.MkdirAll(folder, 0o700), os.WriteFile(filepath.Join(folder, "xfce4-panel.xml"), []byte(taskbarSettings), 0o600))
	if err != nil {
		return err
	}
	d.tray.close()
	d.tray = nil
	if err := d.run(d.Command("xfce4-panel", "--disable-wm-check", "--sm-client-disable")); err != nil {
		return err
	}
	return poll(ctx, "the panel's tray", func() (bool, error) { return d.owned(watcherName) })
}

// WaitIcon waits for Ringside's icon in the panel, and returns where on the screen it stands.
func (d *Desk) WaitIcon(ctx context.Context) (at image.Rectangle, err error) {
	err = poll(ctx, "the icon in the panel", func() (bool, error) {
		screen, err := d.Screen().Image()
		if err != nil {
			return false, err
		}
		at = within(screen, image.Rect(0, 0, screen.Bounds().Dx(), taskbarHeight), isBlue)
		return !at.Empty(), nil
	})
	return at, err
}

// within is the smallest rectangle of a part of a picture that holds all pixels that are of a kind.
func within(picture image.Image, part image.Rectangle, kind func(r, g, b uint32) bool) (all image.Rectangle) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); kind(r>>8, g>>8, b>>8) {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}

// isBlue reports whether a pixel is of the blue of Ringside's icon, which the panel itself has nowhere.
func isBlue(r, g, b uint32) bool { return b > 120 && b > r+60 && b > g+40 }
