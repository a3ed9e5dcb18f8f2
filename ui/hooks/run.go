package hooks

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"ringside/ui/settings"
)

const (
	// limit is how long a program may take that is told of a call.
	limit = 10 * time.Second
	// afterwards is how long what it left behind may keep its output open.
	afterwards = time.Second
	// atOnce is how many may run: a program that hangs costs so many processes and no more.
	atOnce = 4
)

// Errors of a program that cannot be told of calls.
var (
	// ErrNotAbsolute refuses a program by its name alone: which one that is depends on where Ringside was started.
	ErrNotAbsolute = errors.New("the whole path of the program is needed")
	// ErrNoProgram refuses what is not there or cannot be run.
	ErrNoProgram = errors.New("there is no program with this path")
	// ErrBatch refuses batch files of Windows: they are run by a shell that takes apart what it is given.
	ErrBatch = errors.New("a batch file would run what a caller's name says")
	errBusy  = errors.New("too many programs that were told of calls have not ended yet")
)

// CheckProgram tells whether a program can be told of calls. Errors: [ErrNotAbsolute], [ErrNoProgram], [ErrBatch].
func CheckProgram(path string) error {
	switch ext := strings.ToLower(filepath.Ext(path)); {
	case !filepath.IsAbs(path):
		return ErrNotAbsolute
	case ext == ".bat" || ext == ".cmd":
		return ErrBatch
	}
	if _, err := exec.LookPath(path); err != nil {
		return fmt.Errorf("%w: %w", ErrNoProgram, err)
	}
	return nil
}

// Runner tells programs of calls, beside everything else.
type Runner struct {
	log     *slog.Logger
	running sync.WaitGroup
	turns   chan struct{}
	opener  []string // what opens a page in the browser, before its address
}

// NewRunner makes one that logs what goes wrong, without saying who called.
func NewRunner(log *slog.Logger) *Runner {
	return &Runner{log: log, turns: make(chan struct{}, atOnce), opener: browser}
}

// Tell tells of a call whomever the settings name for that moment. It does not wait; what runs ends with ctx.
func (r *Runner) Tell(ctx context.Context, set settings.Programs, c Call) {
	pageAt := Ring
	if set.PageOnAnswer {
		pageAt = Answer
	}
	if set.Page != "" && c.Moment == pageAt {
		r.start(ctx, open, append(slices.Clone(r.opener), Page(set.Page, c)), nil)
	}
	wanted := map[Moment]bool{Ring: set.OnRing, Answer: set.OnAnswer, Miss: set.OnMiss}
	if set.Program == "" || !wanted[c.Moment] {
		return
	}
	if err := CheckProgram(set.Program); err != nil {
		r.failed(err)
		return
	}
	r.start(ctx, run, append([]string{set.Program}, c.arguments()...), c.environment())
}

// Wait returns when nothing runs any more.
func (r *Runner) Wait() { r.running.Wait() }

// way is how a command is brought to its end, with what its environment has about a call.
type way func(ctx context.Context, command, about []string) error

func (r *Runner) start(ctx context.Context, do way, command, about []string) {
	select {
	case r.turns <- struct{}{}:
	default:
		r.failed(errBusy)
		return
	}
	r.running.Go(func() {
		defer func() { <-r.turns }()
		if err := do(ctx, command, about); err != nil {
			r.failed(err)
		}
	})
}

func (r *Runner) failed(err error) {
	r.log.Warn("another program could not be told of a call", "error", err)
}

// run runs a program to its end, or to the end of its time, in which all that it started ends as well where that can be had.
// There is no shell: nothing in the command means anything but itself.
func run(ctx context.Context, command, about []string) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(inherited(), about...)
	cmd.WaitDelay = afterwards
	together(cmd)
	err := cmd.Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return failure(command, err)
}

// open starts what shows something to a person, which may be all of a browser: it goes on for as long as they have it open, after
// Ringside too. What fails within the time that others have is told.
func open(ctx context.Context, command, about []string) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(inherited(), about...)
	apart(cmd)
	if err := cmd.Start(); err != nil {
		return failure(command, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return failure(command, err)
	case <-ctx.Done():
		return nil
	}
}

func failure(command []string, err error) error {
	if err != nil {
		return fmt.Errorf("run %s: %w", filepath.Base(command[0]), err)
	}
	return nil
}

// inherited is the environment without what is Ringside's own, which may hold a secret.
func inherited() (env []string) {
	for _, v := range os.Environ() {
		if !strings.HasPrefix(strings.ToUpper(v), "RINGSIDE_") {
			env = append(env, v)
		}
	}
	return env
}

// arguments are what a program is started with: the moment, the direction, the number and the name. None of them can be taken
// for an option.
func (c Call) arguments() []string {
	number := c.E164
	if number == "" {
		number = c.Number
	}
	all := []string{string(c.Moment), string(c.Direction), number, c.Name}
	for i, a := range all {
		all[i] = strings.TrimLeft(a, "-")
	}
	return all
}

// environment is all there is to tell, as variables and, in RINGSIDE_CALL, as a line of JSON.
func (c Call) environment() (env []string) {
	values := c.values()
	for name, value := range values {
		env = append(env, "RINGSIDE_"+strings.ToUpper(name)+"="+value)
	}
	line, _ := json.Marshal(values) // strings alone cannot fail
	return append(env, "RINGSIDE_CALL="+string(line))
}
