// Package cli is Ringside at the terminal: the commands, and the way from there to the window. What a command prints is
// what the window would show, since both read the same engine and take their words from the same place.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/alecthomas/kong"

	"ringside/pbxclient/account"
	"ringside/presence/share/socket"
	"ringside/ui/lang"
)

// The exit statuses of every command.
const (
	statusDone       = 0
	statusRefused    = 1 // the PBX or the network said no
	statusUsage      = 2 // nothing was done
	statusNotStarted = 3 // the call did not start
)

// Program is one run of Ringside with what it needs of the world around it.
type Program struct {
	Args           []string // without the program's name
	Stdout, Stderr io.Writer
	Secret         string          // the password or API key of the environment, see [TakeSecret]; "" to ask the keyring
	Folder         string          // where settings are kept, as account.DefaultFolder says; "" keeps nothing
	Keyring        account.Keyring // nil is the system's
	Words          *lang.Words
	Version        string
	// Window opens the window and returns when it has closed for good.
	Window func(context.Context, WindowRequest) error
	// ShowWindow is the window's own process; it returns when the window has ended. ofDemo is true for the one of the built-in
	// PBX, and level is what is logged from.
	ShowWindow func(ctx context.Context, ofDemo bool, level slog.Level) error
	// ReadClipboard is the text that was copied last.
	ReadClipboard func() (string, error)
	// Place is where the Ringside that runs is met, and DemoPlace the one with the built-in PBX.
	Place, DemoPlace socket.Place
	// HasDisplay tells whether a window could be opened.
	HasDisplay func() bool
}

// WindowRequest is what the window is opened for.
type WindowRequest struct {
	Hidden  bool   // start in the tray
	Number  string // a tel: URI as given, to be put into the dial field; "" for none
	Account account.Account
	// Secret is that of Account. With "" the keyring is asked for it, if Account is valid, and a person for what is missing.
	Secret string
	Named  bool // Account was asked for, and is not just the one that is kept
	Demo   bool // the built-in PBX is wanted, and Account is empty
	// LogLevel is what is logged from.
	LogLevel slog.Level
}

// job is a command at work.
type job struct {
	*Program
	common
	out *bufio.Writer // standard output; flushed when the command ends
}

func newJob(p *Program, flags common) *job {
	return &job{Program: p, common: flags, out: bufio.NewWriter(pipe{p.Stdout})}
}

// Run does what the arguments say and returns the exit status: 0 done, 1 the PBX or the network said no, 2 wrong usage, 3
// the call did not start. It ends early, and in order, when ctx does.
func (p *Program) Run(ctx context.Context) int {
	var g grammar
	parser, err := kong.New(&g, kong.Name(programName), kong.NoDefaultHelp())
	if err != nil {
		panic(err) // the grammar is ours; a test builds it
	}
	parsed, err := parser.Parse(p.Args)
	if failed, ok := errors.AsType[*kong.ParseError](err); ok {
		return p.notRun(failed)
	}
	j := newJob(p, g.common)
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(j)
	return p.report(errors.Join(err, j.out.Flush()), parsed)
}

// notRun ends a run that asked for help or the version, or for something there is not.
func (p *Program) notRun(failed *kong.ParseError) int {
	switch {
	case errors.Is(failed, errHelp):
		p.help(p.Stdout, failed.Context)
	case errors.Is(failed, errVersion):
		fmt.Fprintln(p.Stdout, programName, p.Version)
	default:
		return p.report(wrongUsage(p.misuse(failed.Error())), failed.Context)
	}
	return statusDone
}

// report tells a person why a command failed, and gives the exit status for it.
func (p *Program) report(err error, parsed *kong.Context) int {
	failed, ok := errors.AsType[*failure](err)
	switch {
	case ok:
	case err == nil, errors.Is(err, errReaderGone): // whoever read us has seen enough
		return statusDone
	default:
		failed = &failure{status: statusRefused, text: p.Words.Error(err)}
	}
	fmt.Fprintf(p.Stderr, "%s: %s\n", programName, failed.text)
	if failed.status == statusUsage {
		fmt.Fprintln(p.Stderr, p.Words.Say("usage_hint", lang.With{"Command": commandLine(parsed) + " --help"}))
	}
	return failed.status
}
