//go:build android || ios || !(linux || windows || darwin)

package tray

import "context"

// show has no tray to show anything in.
func (t *Tray) show(ctx context.Context) { <-ctx.Done() }
