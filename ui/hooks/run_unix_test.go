//go:build unix

package hooks

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"ringside/presence"
	"ringside/ui/settings"
)

var jansen = Call{Ring, presence.Inbound, "020 1234567", "+31201234567", "$(touch here) `id` \"Jansen\"", "205", "a/1"}

// script is a program that does what a shell is told.
func script(t *testing.T, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hook")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+lines+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func runner(log *strings.Builder) *Runner {
	return NewRunner(slog.New(slog.NewTextHandler(log, nil)))
}

func TestTell_RunsTheProgramAtTheMomentsThatAreOnAndWithNothingButTheCall(t *testing.T) {
	t.Setenv("RINGSIDE_SECRET", "hunter2")
	t.Setenv("ELSEWHERE", "kept")
	said := filepath.Join(t.TempDir(), "said")
	path := script(t, `printf '%s\n' "$@" "$RINGSIDE_CALLED" "$ELSEWHERE" "secret:$RINGSIDE_SECRET" "$RINGSIDE_CALL" >>`+said)
	var log strings.Builder
	r := runner(&log)
	set := settings.Programs{Program: path, OnRing: true}
	r.Tell(t.Context(), set, jansen)
	missed := jansen
	missed.Moment = Miss
	r.Tell(t.Context(), set, missed)
	r.Wait()
	got, err := os.ReadFile(said)
	want := "ring\nin\n+31201234567\n" + jansen.Name + "\n205\nkept\nsecret:\n" +
		`{"called":"205","direction":"in","e164":"+31201234567","event":"ring","id":"a/1","name":"$(touch here) ` + "`id`" + ` \"Jansen\"","number":"020 1234567"}` + "\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\ngot  %s\nwant %s\nlog %s", err, got, want, &log)
	}
}

func TestTell_OpensThePageWhenSomebodyCallsOrOnceTheyAreConnected(t *testing.T) {
	said := filepath.Join(t.TempDir(), "said")
	var log strings.Builder
	r := runner(&log)
	r.opener = []string{script(t, `echo "$1 secret:$RINGSIDE_NAME" >>`+said)}
	for _, set := range []settings.Programs{{Page: "https://crm.example.org/{event}"}, {Page: "https://crm.example.org/2/{event}", PageOnAnswer: true}} {
		for _, m := range []Moment{Ring, Answer, Miss} {
			r.Tell(t.Context(), set, Call{Moment: m, Name: "Jansen"})
			r.Wait()
		}
	}
	got, err := os.ReadFile(said)
	if want := "https://crm.example.org/ring secret:\nhttps://crm.example.org/2/answer secret:\n"; err != nil || string(got) != want {
		t.Errorf("%v, got %s, log %s", err, got, &log)
	}
}

// started is the process whose number a program writes into a file, once it is there.
func started(t *testing.T, file string) int {
	t.Helper()
	for {
		if pid, err := os.ReadFile(file); err == nil {
			number, err := strconv.Atoi(strings.TrimSpace(string(pid)))
			if err != nil {
				t.Fatal(err)
			}
			return number
		}
		time.Sleep(time.Millisecond) // another process cannot be waited for in any other way
	}
}

// goesOn reports whether a process has not ended.
func goesOn(pid int) bool {
	state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return syscall.Kill(pid, 0) == nil && runtime.GOOS != "linux"
	}
	return !strings.Contains(string(state), ") Z ")
}

func TestTell_EndsWhatHangsWithAllThatItStarted(t *testing.T) {
	began := filepath.Join(t.TempDir(), "began")
	var log strings.Builder
	r := runner(&log)
	ctx, cancel := context.WithCancel(t.Context())
	r.Tell(ctx, settings.Programs{Program: script(t, `sleep 300 & echo $! >`+began+`.new; mv `+began+`.new `+began+`; wait`), OnRing: true}, jansen)
	pid := started(t, began)
	cancel()
	r.Wait()
	for late := time.Now().Add(5 * time.Second); goesOn(pid); time.Sleep(time.Millisecond) {
		if time.Now().After(late) { // who is killed takes a moment to end
			t.Fatal("what it started goes on")
		}
	}
	if !strings.Contains(log.String(), "context canceled") || strings.Contains(log.String(), "Jansen") || strings.Contains(log.String(), "1234567") {
		t.Errorf("the log says %s", &log)
	}
}

func TestTell_LeavesABrowserThatWasStartedForAPageOpen(t *testing.T) {
	began := filepath.Join(t.TempDir(), "began")
	var log strings.Builder
	r := runner(&log)
	r.opener = []string{script(t, `echo $$ >`+began+`.new; mv `+began+`.new `+began+`; exec sleep 300`)}
	ctx, cancel := context.WithCancel(t.Context())
	r.Tell(ctx, settings.Programs{Page: "https://crm.example.org/"}, jansen)
	pid := started(t, began)
	cancel()
	r.Wait()
	if !goesOn(pid) || log.Len() > 0 {
		t.Errorf("it ended with Ringside: %s", &log)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Error(err)
	}
}

func TestTell_StartsNoMoreThanAFewThatHang(t *testing.T) {
	var log strings.Builder
	r := runner(&log)
	ctx, cancel := context.WithCancel(t.Context())
	set := settings.Programs{Program: script(t, "sleep 300"), OnRing: true}
	for range atOnce + 1 {
		r.Tell(ctx, set, jansen)
	}
	if got := strings.Count(log.String(), errBusy.Error()); got != 1 {
		t.Errorf("%d of %d were one too many: %s", got, atOnce+1, &log)
	}
	cancel()
	r.Wait()
}

func TestCheckProgram_WantsTheWholePathOfSomethingThatCanBeRun(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		script(t, ""): nil, "hook": ErrNotAbsolute, "./hook": ErrNotAbsolute, "": ErrNotAbsolute, plain: ErrNoProgram,
		"/nowhere/hook": ErrNoProgram, "/nowhere/hook.BAT": ErrBatch, "/nowhere/hook.cmd": ErrBatch,
	} {
		if err := CheckProgram(path); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", path, err, want)
		}
	}
}
