//go:build linux

package desk

import (
	"context"
	"strings"
	"testing"
	"time"

	"ringside/ui/demo"
)

// service is Ringside as it is shipped, resident on a desktop, with the window closed; the office is quiet.
type service struct {
	*Desk
	b       *testing.B
	ctx     context.Context
	office  *demo.Office
	program string
	args    []string // to start it with
	secret  string   // to sign in with
}

// serve starts Ringside for an office of so many people, and waits until the office is known.
func serve(b *testing.B, users int) *service {
	b.Helper()
	return serveAt(b, demo.Options{Users: users, Quiet: true})
}

// serveAt is serve for another kind of office.
func serveAt(b *testing.B, kind demo.Options) *service {
	b.Helper()
	program := stripped(b)
	ctx, cancel := context.WithTimeout(b.Context(), 10*time.Minute)
	b.Cleanup(cancel)
	office, err := demo.Start(ctx, kind)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(office.Close)
	d, err := Start(ctx, "1280x800")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(d.Close)
	account, secret := office.Login()
	s := &service{Desk: d, b: b, ctx: ctx, office: office, program: program, secret: secret}
	s.args = []string{"--pbx", account.Address, "--insecure-http", "--user", account.UserName}
	s.launch(secret, append(s.args, "--hidden")...)
	err = poll(ctx, "the office and the icon", func() (bool, error) {
		out, err := d.Command(program, "contacts").Output()
		if err != nil || strings.Count(string(out), "\n") <= kind.Users {
			return false, nil
		}
		_, err = d.TrayMenu()
		return err == nil, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func (s *service) launch(secret string, args ...string) *App {
	s.b.Helper()
	cmd := s.Command(s.program, args...)
	cmd.Env = append(cmd.Env, "RINGSIDE_SECRET="+secret)
	a, err := s.Launch(cmd)
	if err != nil {
		s.b.Fatal(err)
	}
	return a
}

// part is the part of Ringside that has the window, or the one that stays.
func (s *service) part(window bool) Part {
	s.b.Helper()
	for _, p := range s.Parts(s.program) {
		if p.Window() == window {
			return p
		}
	}
	s.b.Fatalf("no part of Ringside runs that has a window: %v", window)
	return Part{}
}

// alone starts a program on a desktop of its own, both of which end with the benchmark.
func alone(b *testing.B, program string, args ...string) *App {
	b.Helper()
	d, err := Start(b.Context(), "1280x800")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(d.Close)
	a, err := d.Launch(d.Command(program, args...))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(a.end)
	return a
}
