// Ringside is the companion to an office telephone on an Axeos PBX: it shows who can be reached and places calls from
// the user's own phone.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"ringside/pbxclient/account"
	"ringside/ui/cli"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/window"
	"ringside/ui/window/look"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a reader that has seen enough is no accident
	folder, err := account.DefaultFolder()
	if err != nil {
		fmt.Fprintln(os.Stderr, "ringside: settings will not be kept:", err)
	}
	words := lang.New(lang.System()...)
	program := cli.Program{
		Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Folder: folder, Words: words,
		Version: version(), HasDisplay: window.HasDisplay,
	}
	program.Window = func(ctx context.Context, r cli.WindowRequest) error {
		log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
		return window.Run(ctx, window.Options{
			Words: words, Account: r.Account, Secret: r.Secret, Ready: r.Known, Remember: r.Demo == nil, Hidden: r.Hidden,
			Number: r.Number, Folder: folder, Secrets: account.NewSecrets(nil, 5*time.Second), Logger: log,
			Notices: notify.NewSender(notify.New("Ringside", look.App().Content()), log),
		})
	}
	return program.Run(ctx)
}
