//go:build linux

package desk

import (
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"ringside/ui/demo"
)

// stripped is Ringside as it is shipped.
func stripped(b *testing.B) string {
	return built(b, "ringside", "ringside", "-trimpath", "-ldflags", "-s -w")
}

// emptyWindow is a program with one word in a window of the same toolkit: what ours is measured beside.
func emptyWindow(b *testing.B) string {
	return built(b, "emptywindow", "./testdata/emptywindow", "-trimpath", "-ldflags", "-s -w")
}

// avatars is the column of the people list in which every row has a disc of a third of the room.
var avatars = image.Rect(85, 120, 135, 600)

// anything is enough of an empty window to have a word in it.
var anything = image.Rect(0, 0, 200, 60)

// BenchmarkWindow is the time from starting the program until the people are to be seen, beside an empty window of
// the same toolkit on the same desktop.
func BenchmarkWindow(b *testing.B) {
	for _, users := range []int{25, 10_000} {
		b.Run(fmt.Sprintf("contacts=%d", users), func(b *testing.B) {
			office, err := demo.Start(b.Context(), demo.Options{Users: users, Quiet: true})
			if err != nil {
				b.Fatal(err)
			}
			defer office.Close()
			account, secret := office.Login()
			open := []string{stripped(b), "--pbx", account.Address, "--insecure-http", "--user", account.UserName}
			d, err := Start(b.Context(), "1280x800")
			if err != nil {
				b.Fatal(err)
			}
			defer d.Close()
			reportPainted(b, d, secret, open...)
		})
	}
}

// reportPainted reports the time until a command's window shows people, beside that until an empty window shows its word.
func reportPainted(b *testing.B, d *Desk, secret string, command ...string) {
	b.Helper()
	empty := emptyWindow(b)
	var full, floor []time.Duration
	for range 6 {
		floor = append(floor, painted(b, d, anything, 0.001, "", empty))
		full = append(full, painted(b, d, avatars, 0.15, secret, command...))
	}
	full, floor = full[1:], floor[1:] // the first ones fill the caches of a fresh home
	b.ReportMetric(median(full).Seconds(), "painted-s")
	b.ReportMetric(median(floor).Seconds(), "floor-s")
	b.ReportMetric(0, "ns/op")
}

// painted starts a program, measures the time until it shows something, and ends it.
func painted(b *testing.B, d *Desk, part image.Rectangle, share float64, secret string, command ...string) time.Duration {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	defer cancel()
	cmd := d.Command(command[0], command[1:]...)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret)
	a, err := d.Launch(cmd)
	if err != nil {
		b.Fatal(err)
	}
	took, err := a.Painted(ctx, part, share)
	if err != nil {
		b.Fatalf("%v: %s", err, a.Output())
	}
	_ = a.End() // the empty window does not end in order
	return took
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// BenchmarkNormalize is one number on the command line, as a process, beside a process that does nothing.
func BenchmarkNormalize(b *testing.B) {
	ringside := stripped(b)
	var full, floor []time.Duration
	for range 15 {
		floor = append(floor, ran(b, "true"))
		full = append(full, ran(b, ringside, "normalize", "020 123 4567", "--region", "NL"))
	}
	b.ReportMetric(float64(median(full).Microseconds())/1000, "ms")
	b.ReportMetric(float64(median(floor).Microseconds())/1000, "floor-ms")
	b.ReportMetric(0, "ns/op")
}

func ran(b *testing.B, command ...string) time.Duration {
	b.Helper()
	began := time.Now()
	if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
		b.Fatalf("%v: %v: %s", command, err, out)
	}
	return time.Since(began)
}

// BenchmarkBinary is the size of the program as it is shipped, beside an empty window of the same toolkit.
func BenchmarkBinary(b *testing.B) {
	size := func(path string) float64 {
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		return float64(info.Size()) / 1e6
	}
	b.ReportMetric(size(stripped(b)), "MB")
	b.ReportMetric(size(emptyWindow(b)), "floor-MB")
	b.ReportMetric(0, "ns/op")
}
