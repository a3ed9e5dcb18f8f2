// Package crash keeps what the Go runtime says when a part of Ringside crashes, for the next start: the stacks, and nothing of what
// was in memory. It never holds a secret, a name or a number.
package crash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"ringside/pbxclient/account/safefile"
)

// The parts that may crash.
const (
	Window   = "window"
	Resident = "resident"
)

// report is the file in which a crash is kept until a person has seen it.
const report = "crash.txt"

// trace is the file that the runtime writes to, of a part and one of its processes.
func trace(folder, part string) string {
	return filepath.Join(folder, fmt.Sprintf("crash-%s-%d.trace", part, os.Getpid()))
}

// Watch has the runtime write its last words into a folder, "" for nowhere, if this process crashes; what crashed before is made
// a report. stop ends that, for a process that ends in order.
func Watch(folder, part, version string) (stop func(), err error) {
	if folder == "" {
		return func() {}, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("watch for crashes: %w", err)
	}
	collect(folder)
	path := trace(folder, part)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("watch for crashes: %w", err)
	}
	defer file.Close() // the runtime has a copy of its own
	fmt.Fprintf(file, "Ringside %s, %s, %s/%s, %s, started %s\n", version, part, runtime.GOOS, runtime.GOARCH, runtime.Version(), time.Now().UTC().Format(time.DateTime))
	if err := debug.SetCrashOutput(file, debug.CrashOptions{}); err != nil {
		_ = os.Remove(path)
		return nil, fmt.Errorf("watch for crashes: %w", err)
	}
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		_ = os.Remove(path)
	}, nil
}

// collect makes a report of what processes left behind that run no more.
func collect(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, "crash-*.trace"))
	for _, path := range left {
		said, err := os.ReadFile(path)
		if err != nil || runs(path) {
			continue
		}
		if head, rest, _ := strings.Cut(string(said), "\n"); strings.TrimSpace(rest) != "" {
			if safefile.Write(filepath.Join(folder, report), []byte(head+"\n"+harmless(rest))) != nil {
				continue
			}
		}
		_ = os.Remove(path)
	}
}

// Report is what the last crash left behind, "" for nothing. It holds nothing secret and nobody's name.
func Report(folder string) (string, error) {
	said, err := os.ReadFile(filepath.Join(folder, report))
	if folder == "" || errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the crash report: %w", err)
	}
	return string(said), nil
}

// Forget takes the report away, once a person has seen it.
func Forget(folder string) error {
	if err := os.Remove(filepath.Join(folder, report)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the crash report: %w", err)
	}
	return nil
}

const (
	// longest bounds a report, in lines: a crash with thousands of goroutines repeats itself.
	longest = 400
	leftOut = "(what it says is left out)"
)

var (
	// arguments are those of a call in a stack: words of memory.
	arguments = regexp.MustCompile(`\([^()]*\)$`)
	// place is where a call stands in the sources, after the folders, which may have a person's name in them.
	place = regexp.MustCompile(`^\t.*?([^/\\]+/[^/\\]+\.(?:go|s|c|h|m):\d+).*$`)
	// ofRuntime is a panic that is the runtime's own, and says nothing of ours.
	ofRuntime = regexp.MustCompile(`^panic: (runtime error: |assignment to entry in nil map$|(close|send) (of|on) (closed|nil) channel$|all goroutines)`)
	// call is the line of a call, and routine that of a goroutine.
	call    = regexp.MustCompile(`^(created by )?[\w./*()\[\]·-]+(\(.*\))?( in goroutine \d+)?$`)
	routine = regexp.MustCompile(`^goroutine \d+ .*\[[\w ,()-]+\]:$`)
)

// harmless is what the runtime said, without what was in memory: of a panic with a value of the program's, only that there was one.
func harmless(said string) string {
	var kept []string
	for line := range strings.SplitSeq(said, "\n") {
		line = strings.TrimRight(line, " \r")
		switch {
		case len(kept) >= longest:
			return strings.Join(append(kept, "…"), "\n") + "\n"
		case line == "":
			kept = append(kept, "")
		case strings.HasPrefix(line, "fatal error: "), strings.HasPrefix(line, "SIG"), ofRuntime.MatchString(line):
			kept = append(kept, line)
		case strings.HasPrefix(line, "panic: "):
			kept = append(kept, "panic: "+leftOut)
		case routine.MatchString(line):
			kept = append(kept, line)
		case place.MatchString(line):
			kept = append(kept, place.ReplaceAllString(line, "\t$1"))
		case call.MatchString(line):
			kept = append(kept, arguments.ReplaceAllString(line, "(…)"))
		}
	}
	return strings.Join(kept, "\n") + "\n"
}
