//go:build android || ios || mobile

// Package role makes of a process what it is started for: the part of Ringside that stays, or its window. On a phone it is
// both.
package role

import (
	"context"
	"errors"
	"log/slog"

	"github.com/atotto/clipboard"

	"ringside/pbxclient/account"
	"ringside/presence/share/socket"
	"ringside/ui/cli"
	"ringside/ui/demo"
	"ringside/ui/resident"
	"ringside/ui/window"
)

// Assign gives a program its roles: there is one process, nobody to meet, and no terminal to leave.
func Assign(p *cli.Program, _ func()) {
	p.Place, p.DemoPlace = socket.Main(), socket.Demo()
	p.HasDisplay = window.HasDisplay
	p.ReadClipboard = clipboard.ReadAll
	p.Window = func(ctx context.Context, r cli.WindowRequest) error { return open(ctx, p, r) }
	p.ShowWindow = func(context.Context, bool, slog.Level) error {
		return errors.New("there is one process here, and no window of its own")
	}
}

// open has the window with the session beside it.
func open(ctx context.Context, p *cli.Program, r cli.WindowRequest) error {
	if r.Demo {
		office, err := demo.Start(ctx, demo.Options{Admin: true})
		if err != nil {
			return err
		}
		defer office.Close()
		r.Account, r.Secret = office.Login()
	}
	log, memory := logger(p.Stderr, r.LogLevel), p.Folder
	if r.Demo {
		memory = ""
	}
	local := resident.NewLocal(&resident.Logins{
		Keep: !r.Demo, Folder: p.Folder, Secrets: account.NewSecrets(p.Keyring, keyringTime), Logger: log,
	})
	ctx, cancel := context.WithCancel(ctx)
	local.Begin(ctx, r.Account, r.Secret, r.Number)
	window.Run(ctx, window.Options{Words: p.Words, Resident: local, Folder: p.Folder, Memory: memory, Version: p.Version, Logger: log})
	cancel()
	local.Close()
	return nil
}
