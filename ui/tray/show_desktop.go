//go:build windows || (darwin && !ios)

package tray

import (
	"context"
	"sync"

	"fyne.io/systray"
)

// show runs the platform's own loop.
func (t *Tray) show(ctx context.Context) {
	t.onTapped()
	// The loop stops only when nothing waits for it any more: on macOS it does what systray is asked.
	var showing sync.Mutex
	quit := context.AfterFunc(ctx, func() {
		showing.Lock()
		defer showing.Unlock()
		systray.Quit()
	})
	defer quit()
	systray.Run(func() {
		showing.Lock()
		defer showing.Unlock()
		if ctx.Err() == nil {
			t.begin().follow(ctx)
		}
	}, nil)
	<-ctx.Done()
}
