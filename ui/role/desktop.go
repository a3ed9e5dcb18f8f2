//go:build !android && !ios && !mobile

// Package role makes of a process what it is started for: the part of Ringside that stays, or its window. On a phone it is
// both.
package role

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime/debug"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/cli"
	"ringside/ui/crash"
	"ringside/ui/demo"
	"ringside/ui/notify"
	"ringside/ui/resident"
	"ringside/ui/shortcut"
	"ringside/ui/window"
	"ringside/ui/window/look"
)

// Assign gives a program its places and the roles that it may have. leave lets go of the terminal that it was started from.
func Assign(p *cli.Program, leave func()) {
	p.Place, p.DemoPlace = socket.Main(), socket.Demo()
	p.HasDisplay = window.HasDisplay
	p.ReadClipboard = func() (string, error) { return shortcut.Copied(context.Background()) }
	p.Window = func(ctx context.Context, r cli.WindowRequest) error { return stay(ctx, p, r, leave) }
	p.ShowWindow = func(ctx context.Context, ofDemo bool, level slog.Level) error { return show(ctx, p, ofDemo, level) }
}

// stay becomes the part that stays, or hands the request to the one that does.
func stay(ctx context.Context, p *cli.Program, r cli.WindowRequest, leave func()) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if inherited := resident.Inherited(); inherited != "" {
		r.Secret = inherited
	}
	log := logger(p.Stderr, r.LogLevel)
	unwatched := watched(p, crash.Resident, log)
	defer unwatched()
	o := resident.Options{
		Words: p.Words, Account: r.Account, Secret: r.Secret, Others: resident.InheritedOthers(), Folder: p.Folder, Secrets: account.NewSecrets(p.Keyring, keyringTime),
		Program: program, Version: p.Version, Notifier: notify.New("Ringside", look.App().Content()), Icon: look.App().Content(),
		HasDisplay: window.HasDisplayIn, Logger: log, LogLevel: r.LogLevel, Staying: leave,
	}
	place := p.Place
	if r.Demo {
		place, o.Demo = p.DemoPlace, true
		o.Office = func(ctx context.Context) (account.Account, string, func(), error) {
			office, err := demo.Start(ctx, demo.Options{Admin: true})
			if err != nil {
				return account.Account{}, "", nil, err
			}
			a, secret := office.Login()
			return a, secret, office.Close, nil
		}
	}
	debug.SetGCPercent(presence.GCPercent)
	next, err := resident.Start(ctx, place, o, resident.Request{Hidden: r.Hidden, Number: r.Number}, r.Named)
	if errors.Is(err, resident.ErrReplaced) {
		unwatched() // another program has this process from now on
		return resident.Succeed(program, next)
	}
	return err
}

// show is the window's own process.
func show(ctx context.Context, p *cli.Program, ofDemo bool, level slog.Level) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if !window.HasDisplay() {
		return share.ErrNoDisplay
	}
	place, folder := p.Place, p.Folder
	if ofDemo {
		place, folder = p.DemoPlace, ""
	}
	log := logger(p.Stderr, level)
	defer watched(p, crash.Window, log)()
	link := resident.NewLink(place, program, folder, os.Stdin, os.Stdout, log)
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		link.Run(ctx)
	}()
	window.Run(ctx, window.Options{Words: p.Words, Resident: link, Folder: p.Folder, Memory: folder, Program: program, Version: p.Version, Logger: log})
	cancel()
	<-ended
	return nil
}

// watched keeps what is said if this process crashes, until stop is called.
func watched(p *cli.Program, part string, log *slog.Logger) (stop func()) {
	stop, err := crash.Watch(p.Folder, part, p.Version)
	if err != nil {
		log.Warn("a crash would leave nothing behind", "error", err)
		return func() {}
	}
	return stop
}
