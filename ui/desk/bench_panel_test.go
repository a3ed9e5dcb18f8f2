//go:build linux

package desk

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"ringside/ui/demo"
)

// What the operator panel is measured with: people with about so many phones, and so many events a second.
const (
	panelPhones = 2000
	panelEvents = 500
)

// BenchmarkPanel is the time between two pictures of the operator panel with 2,000 phones while the wheel turns faster than they are
// drawn: with nothing happening, and with 500 events a second that tell of phones.
func BenchmarkPanel(b *testing.B) {
	for _, events := range []int{0, panelEvents} {
		b.Run(fmt.Sprintf("events=%d", events), func(b *testing.B) {
			s := serveAt(b, demo.Options{Users: panelPhones * 6 / 5, Quiet: true, Admin: true})
			s.reveal()
			for _, keys := range [][]string{{"key", "ctrl+k"}, {"type", "phones"}, {"key", "Return"}} {
				time.Sleep(quiet)
				if _, err := s.tool(nil, "xdotool", keys...); err != nil {
					b.Fatal(err)
				}
			}
			time.Sleep(quiet)
			ctx, cancel := context.WithCancel(b.Context())
			var emitting sync.WaitGroup
			emitting.Go(func() { s.stir(ctx, events) })
			scroll(b, s.Desk, "Ringside", 100)
			cancel()
			emitting.Wait()
		})
	}
}

// stir has so many events a second tell that phones do something else, until ctx ends.
func (s *service) stir(ctx context.Context, events int) {
	if events == 0 {
		return
	}
	phones, codes := s.office.PBX.Office().Phones, []int{0, 8, 1, 9, 17}
	tick := time.NewTicker(time.Second / time.Duration(events))
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.office.PBX.EmitRaw(fmt.Sprintf(`{"event_type":"phone status update","phone_uuid":%q,"status_code":%d}`,
				phones[i*7%len(phones)].UUID, codes[i%len(codes)]))
		}
	}
}
