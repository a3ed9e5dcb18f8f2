//go:build linux && !mobile && !android

package shortcut

import (
	"context"
	"os"
)

// watch asks where the keyboard is: an X server that belongs to a Wayland desktop sees keys only while its own windows have the focus.
func watch(ctx context.Context, w Wish) error {
	switch {
	case os.Getenv("WAYLAND_DISPLAY") != "":
		return watchPortal(ctx, w)
	case os.Getenv("DISPLAY") != "":
		return watchX(ctx, w)
	}
	return ErrUnsupported
}
