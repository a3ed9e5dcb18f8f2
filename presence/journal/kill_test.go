package journal

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// writer names the variable that makes this program one that writes to a journal until it is killed. Its value is the file.
const writer = "RINGSIDE_JOURNAL_WRITER"

func TestMain(m *testing.M) {
	if path := os.Getenv(writer); path != "" {
		writeForEver(path)
		return
	}
	goleak.VerifyTestMain(m)
}

// entry is the n-th call that is written, and its person.
func entry(n int) (Call, Person) {
	c := Call{
		ID: fmt.Sprint("1764000000.", n), Began: time.Unix(1_764_000_000+int64(n), 0).UTC(), Number: fmt.Sprint(200 + n%700),
		Name: fmt.Sprintf("Caller %d, with a name of some length", n), Outcome: "missed",
	}
	return c, Person{Learnt: fmt.Sprint(1000 + n)}
}

// writeForEver goes on where the journal ends, and says after each transaction how far it has come.
func writeForEver(path string) {
	j, aside, err := Open(path)
	if err != nil || aside != "" {
		fmt.Fprintln(os.Stderr, "open:", err, aside)
		os.Exit(1)
	}
	for n := j.count; ; {
		batch := nothingWaiting()
		for range 1 + rand.IntN(6) {
			c, p := entry(n)
			batch.calls[string(c.key())], batch.people[fmt.Sprint("user", n)] = c, p
			n++
		}
		batch.position = &Position{Seq: int64(n)}
		if err := j.put(batch); err != nil {
			fmt.Fprintln(os.Stderr, "write:", err)
			os.Exit(1)
		}
		fmt.Println(n)
	}
}

// TestJournal_SurvivesBeingKilledAtAnyMoment kills a program with SIGKILL while it writes, 240 times. What was said to be
// written must be there, whole, and the file must open as if nothing had happened.
func TestJournal_SurvivesBeingKilledAtAnyMoment(t *testing.T) {
	var files sync.WaitGroup
	for range 4 {
		files.Go(func() {
			folder := t.TempDir()
			for kill := range 60 {
				path := filepath.Join(folder, fmt.Sprint("journal", kill/10)) // ten times each
				written, err := killWhileWriting(path)
				if err != nil {
					t.Error(err)
					return
				}
				wholeUpTo(t, path, written)
				if t.Failed() {
					return
				}
			}
		})
	}
	files.Wait()
}

// killWhileWriting tells how far the writer said that it had come.
func killWhileWriting(path string) (written int, err error) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writer+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if written, err = strconv.Atoi(lines.Text()); err != nil {
			return 0, err
		}
		if first {
			time.AfterFunc(time.Duration(rand.IntN(30_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		return 0, fmt.Errorf("the writer ended by itself: %w", err)
	}
	return written, nil
}

func wholeUpTo(t *testing.T, path string, written int) {
	j, aside, err := Open(path)
	if err != nil || aside != "" {
		t.Errorf("after a kill: %v, set aside %q", err, aside)
		return
	}
	defer func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	}()
	people, err := j.People()
	if err != nil {
		t.Error(err)
	}
	list, err := j.Calls(Call{}, MaxCalls)
	if err != nil || len(list) < written || len(people) != len(list) || j.count != len(list) {
		t.Errorf("%d calls (%d counted) and %d people of %d: %v", len(list), j.count, len(people), written, err)
	}
	if p, found, err := j.TakePosition(); found != (len(list) > 0) || p.Seq != int64(len(list)) {
		t.Errorf("after %d calls the position is %+v, %v", len(list), p, err)
	}
	for i, got := range list {
		n := len(list) - 1 - i
		got.Key = ""
		if c, p := entry(n); got != c || people[fmt.Sprint("user", n)] != p {
			t.Errorf("call %d is %+v", n, got)
			return
		}
	}
}
