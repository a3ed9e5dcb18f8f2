//go:build linux

package desk

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkRemembered is the time from starting the program until the people of the last time are to be seen, at a PBX that
// does not answer, beside an empty window of the same toolkit on the same desktop.
func BenchmarkRemembered(b *testing.B) {
	for _, users := range []int{25, 1000, 10_000} {
		b.Run(fmt.Sprintf("people=%d", users), func(b *testing.B) {
			s := serve(b, users)
			s.quit()
			s.office.Close()
			reportPainted(b, s.Desk, s.secret, append([]string{s.program}, s.args...)...)
		})
	}
}

// BenchmarkVisible is what the window's process costs while it is to be seen and nothing happens, beside an empty window of the
// same toolkit in the same run.
func BenchmarkVisible(b *testing.B) {
	b.Run("empty", func(b *testing.B) {
		report(b, Part{PID: alone(b, emptyWindow(b)).cmd.Process.Pid})
	})
	for _, users := range []int{25, 1000, 50_000} {
		b.Run(fmt.Sprintf("people=%d", users), func(b *testing.B) {
			s := serve(b, users)
			s.reveal()
			report(b, s.part(true))
		})
	}
}

// scrolled is for how long a list is scrolled, and turns is how often in that time the wheel turns.
const (
	scrolled = 5 * time.Second
	turns    = 500
	strip    = 16
)

// BenchmarkScroll is the time between two pictures of a list of 50,000 people while the wheel turns faster than they are drawn:
// what a frame takes that shows other rows. Beside it: the toolkit's list with one text a row.
func BenchmarkScroll(b *testing.B) {
	b.Run("list", func(b *testing.B) {
		a := alone(b, emptyWindow(b), "50000")
		if _, err := a.Painted(b.Context(), anything, 0.001); err != nil {
			b.Fatal(err)
		}
		time.Sleep(quiet)
		scroll(b, a.desk, "Empty", 20)
	})
	b.Run("people=50000", func(b *testing.B) {
		s := serve(b, 50_000)
		s.reveal()
		time.Sleep(quiet)
		scroll(b, s.Desk, "Ringside", 145)
	})
}

// scroll turns the wheel over the list in the only window, and reports the frames: how often a strip of it changes that begins
// so many pixels from the left, a narrow one, since looking takes time of the display that drawing needs.
func scroll(b *testing.B, d *Desk, title string, left int) {
	b.Helper()
	out, err := d.tool(nil, "xdotool", "search", "--onlyvisible", "--name", "^"+title+"$")
	if err != nil {
		b.Fatal(err)
	}
	window := strings.TrimSpace(strings.SplitN(string(out), "\n", 2)[0])
	if _, err := d.tool(nil, "xdotool", "mousemove", "--window", window, "200", "400"); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(b.Context(), scrolled)
	defer cancel()
	wheel := d.Command("xdotool", "click", "--repeat", fmt.Sprint(turns), "--delay", fmt.Sprint(scrolled.Milliseconds()/turns), "5")
	if err := wheel.Start(); err != nil {
		b.Fatal(err)
	}
	frames := frames(ctx, b, d, image.Rect(left, 200, left+strip, 600))
	if err := wheel.Wait(); err != nil {
		b.Fatal(err)
	}
	if len(frames) < turns/10 {
		b.Fatalf("%d frames in %v are no scrolling", len(frames), scrolled)
	}
	slices.Sort(frames)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(frames[len(frames)/2]), "p50-ms")
	b.ReportMetric(ms(frames[len(frames)*99/100]), "p99-ms")
	b.ReportMetric(ms(frames[len(frames)-1]), "worst-ms")
	b.ReportMetric(float64(len(frames))/scrolled.Seconds(), "frames/s")
	b.ReportMetric(0, "ns/op")
}

// frames are the times between the changes of a part of the window, until ctx ends.
func frames(ctx context.Context, b *testing.B, d *Desk, part image.Rectangle) []time.Duration {
	b.Helper()
	windows, err := d.managed()
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	var last []byte
	var changed time.Time
	for ctx.Err() == nil {
		picture := d.pixels(windows[0], part)
		if bytes.Equal(picture, last) {
			time.Sleep(2 * time.Millisecond)
			continue
		}
		now := time.Now()
		if !changed.IsZero() {
			took = append(took, now.Sub(changed))
		}
		last, changed = picture, now
	}
	return took[min(1, len(took)):] // the first begins before the wheel turns
}

// reveal opens the window from the tray, and waits for its people.
func (s *service) reveal() {
	s.b.Helper()
	if err := s.TrayClick("Open Ringside"); err != nil {
		s.b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(s.ctx, time.Minute)
	defer cancel()
	err := until(ctx, func() bool {
		windows, err := s.managed()
		return err == nil && len(windows) > 0 && s.drawn(windows[0], avatars) >= 0.15
	})
	if err != nil {
		s.b.Fatal(err)
	}
}

// quit ends Ringside by its menu.
func (s *service) quit() {
	s.b.Helper()
	if err := s.TrayClick("Quit"); err != nil {
		s.b.Fatal(err)
	}
	err := poll(s.ctx, "Ringside to end", func() (bool, error) { return len(s.Parts(s.program)) == 0, nil })
	if err != nil {
		s.b.Fatal(err)
	}
}
