//go:build linux

package desk

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/share/socket"
)

// quiet is how long a program is left alone before its memory is looked at: until the picture has been kept for the next start,
// and what that took has been given back.
const quiet = 18 * time.Second

// usage is a program's share of memory, in MiB, and then how much of a core it takes over a minute, in percent.
func usage(b *testing.B, p Part) (memory, idle float64) {
	b.Helper()
	time.Sleep(quiet)
	pss, err := p.Memory()
	if err != nil {
		b.Fatal(err)
	}
	before, err := p.CPU()
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	time.Sleep(time.Minute)
	after, err := p.CPU()
	if err != nil {
		b.Fatal(err)
	}
	return float64(pss) / (1 << 20), 100 * float64(after-before) / float64(time.Since(began))
}

// BenchmarkResident is what the part that stays costs, signed in and with the window closed.
func BenchmarkResident(b *testing.B) {
	for _, users := range []int{25, 1000, 50_000} {
		b.Run(fmt.Sprintf("people=%d", users), func(b *testing.B) {
			s := serve(b, users)
			report(b, s.part(false))
		})
	}
}

func report(b *testing.B, p Part) {
	memory, idle := usage(b, p)
	b.ReportMetric(memory, "MiB-PSS")
	b.ReportMetric(idle, "%-of-a-core")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkBeside is what the softphones that are installed cost on the same desktop.
func BenchmarkBeside(b *testing.B) {
	for name, program := range map[string]string{"Twinkle": "twinkle", "Linphone": "linphone"} {
		b.Run(name, func(b *testing.B) {
			path, err := exec.LookPath(program)
			if err != nil {
				b.Skip("it is not installed")
			}
			report(b, Part{PID: alone(b, path).cmd.Process.Pid})
		})
	}
}

// BenchmarkReveal is the time from a click on the tray's menu until the window is painted: one that was closed a moment ago,
// and one that has to be started.
func BenchmarkReveal(b *testing.B) {
	s := serve(b, 25)
	click := func() time.Duration {
		b.Helper()
		began := time.Now()
		s.reveal()
		return time.Since(began)
	}
	a := &App{desk: s.Desk}
	hide := func() {
		b.Helper()
		a.window = a.seen()
		if err := a.CloseWindow(); err != nil {
			b.Fatal(err)
		}
		err := poll(s.ctx, "the window to go", func() (bool, error) { return !a.Visible(), nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	var cold, lingering []time.Duration
	for range 6 {
		cold = append(cold, click())
		for _, p := range s.Parts(s.program) {
			if p.Window() {
				_ = p.Terminate()
			}
		}
		err := poll(s.ctx, "the window's process to end", func() (bool, error) { return len(s.Parts(s.program)) == 1, nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	click()
	for range 6 {
		hide()
		lingering = append(lingering, click())
	}
	b.ReportMetric(median(cold[1:]).Seconds(), "cold-s")
	b.ReportMetric(float64(median(lingering).Microseconds())/1000, "lingering-ms")
	b.ReportMetric(0, "ns/op")
}

// until waits until something holds, as exactly as it can be looked at.
func until(ctx context.Context, holds func() bool) error {
	for !holds() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		time.Sleep(2 * time.Millisecond)
	}
	return nil
}

// BenchmarkCommands is how long commands take as processes while Ringside runs: a call until the PBX is asked for it, a list
// of 1000 people, and a second start.
func BenchmarkCommands(b *testing.B) {
	s := serve(b, 1000)
	var floor, dial, contacts, again []time.Duration
	for range 15 {
		floor = append(floor, ran(b, "true"))
		dial = append(dial, s.dialled())
		contacts = append(contacts, s.ran("contacts", "--json"))
		again = append(again, s.ran("--hidden"))
	}
	ms := func(name string, times []time.Duration) {
		b.ReportMetric(float64(median(times).Microseconds())/1000, name)
	}
	ms("floor-ms", floor)
	ms("dial-until-POST-ms", dial)
	ms("contacts-1000-ms", contacts)
	ms("second-start-ms", again)
	b.ReportMetric(0, "ns/op")
}

// ran is how long a command takes as a whole.
func (s *service) ran(args ...string) time.Duration {
	s.b.Helper()
	began := time.Now()
	if out, err := s.Command(s.program, args...).CombinedOutput(); err != nil {
		s.b.Fatalf("%v: %v: %s", args, err, out)
	}
	return time.Since(began)
}

// dialled is how long it takes from starting a command until the PBX is asked for the call.
func (s *service) dialled() time.Duration {
	s.b.Helper()
	began := time.Now()
	if out, err := s.Command(s.program, "dial", "203").CombinedOutput(); err != nil {
		s.b.Fatalf("dial: %v: %s", err, out)
	}
	var asked time.Time
	for _, r := range s.office.PBX.Requests() {
		if r.Method == "POST" && strings.HasSuffix(r.Path, "/call") {
			asked = r.Time
		}
	}
	for _, c := range s.office.PBX.Office().Calls {
		_ = s.office.PBX.Hangup(c.ID) // it has ended by itself
	}
	return asked.Sub(began)
}

// BenchmarkEventAcrossParts is the time from the PBX's change to the picture that a window's process has of it, over the part
// that stays, beside a poll of the same PBX that decodes nothing.
func BenchmarkEventAcrossParts(b *testing.B) {
	s := serve(b, 10_000)
	conn, err := socket.In(s.Home()+"/run/ringside", "ringside").Dial(s.ctx)
	if err != nil {
		b.Fatal(err)
	}
	window, err := share.Connect(s.ctx, conn, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer window.Close()
	sub := window.Subscribe()
	defer sub.Close()
	if err := window.Watch(s.ctx, share.AllContacts); err != nil {
		b.Fatal(err)
	}
	for window.Picture().Connection.State != presence.Live {
		<-sub.Changes
	}
	bare, stop := barePoll(b, s.office)
	defer stop()
	users := s.office.PBX.Office().Users
	measure := func(code int, seen func(user string)) []time.Duration {
		var took []time.Duration
		for i := range 300 {
			user := users[i*12]               // of the kind with one phone
			time.Sleep(25 * time.Millisecond) // until both polls wait again, and below the pace of a storm
			began := time.Now()
			if err := s.office.PBX.SetPhoneStatus(user.Phones[0], code); err != nil {
				b.Fatal(err)
			}
			seen(user.UUID)
			took = append(took, time.Since(began))
		}
		return took
	}
	through := measure(1, func(user string) {
		for range sub.Changes {
			if window.Picture().Contacts.Find(user).Presence == presence.OnCall {
				return
			}
		}
	})
	for len(bare) > 0 {
		<-bare // what the rounds above made
	}
	floor := measure(0, func(string) { <-bare })
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	p99, floor99 := share99(through), share99(floor)
	b.ReportMetric(ms(median(through)), "p50-ms")
	b.ReportMetric(ms(p99), "p99-ms")
	b.ReportMetric(ms(floor99), "floor-p99-ms")
	b.ReportMetric(ms(p99-floor99), "over-ms")
	b.ReportMetric(0, "ns/op")
}
