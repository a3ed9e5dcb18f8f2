// Ringside is the companion to an office telephone on an Axeos PBX: it shows who can be reached and places calls from
// the user's own phone.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"ringside/pbxclient/account"
	"ringside/ui/cli"
	"ringside/ui/console"
	"ringside/ui/lang"
	"ringside/ui/role"
	"ringside/ui/settings"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a reader that has seen enough is no accident
	secret := cli.TakeSecret()     // before anything is started that could inherit it
	terminal := console.Open()
	folder, err := account.DefaultFolder()
	if err != nil {
		fmt.Fprintln(terminal.Stderr, "ringside: settings will not be kept:", err)
	}
	set, _ := settings.Load(folder) // where that fails the defaults hold, and the window and the part that stays tell of it
	words := lang.New(lang.Preferred(set.Language)...)
	program := &cli.Program{
		Args: os.Args[1:], Stdout: terminal.Stdout, Stderr: terminal.Stderr, Secret: secret, Folder: folder, Words: words, Version: version(),
	}
	role.Assign(program, terminal.Leave)
	return program.Run(ctx)
}
