package addressbook

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// writer names the variable that makes this program one that writes to a store until it is killed. Its value is the file.
const writer = "RINGSIDE_CONTACTS_WRITER"

func TestMain(m *testing.M) {
	if path := os.Getenv(writer); path != "" {
		writeForEver(path)
		return
	}
	goleak.VerifyTestMain(m)
}

// writeForEver takes in five contacts at a time, and says how many there are after each.
func writeForEver(path string) {
	s, aside, err := Open(path)
	if err != nil || aside != "" {
		fmt.Fprintln(os.Stderr, "open:", err, aside)
		os.Exit(1)
	}
	for {
		var r Records
		for range 5 {
			n := s.Book().Len() + len(r.Records)
			r.Records = append(r.Records, Record{Entry: Entry{UID: fmt.Sprint("u", n), Given: fmt.Sprint("Given ", n), Numbers: []Number{{Value: fmt.Sprint("0201", 100000+n)}}}})
		}
		if err := s.Apply(s.Preview(r)); err != nil {
			fmt.Fprintln(os.Stderr, "write:", err)
			os.Exit(1)
		}
		fmt.Println(s.Book().Len())
	}
}

// TestStore_SurvivesBeingKilledAtAnyMoment kills a program with SIGKILL while it writes. What was said to be written must be
// there, no import is there by half, and the file opens as if nothing had happened.
func TestStore_SurvivesBeingKilledAtAnyMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "contacts.db")
	for range 30 {
		written := killWhileWriting(t, path)
		s, aside, err := Open(path)
		if err != nil || aside != "" {
			t.Fatalf("after a kill: %v, set aside %q", err, aside)
		}
		b := s.Book()
		if b.Len() < written || b.Len()%5 != 0 || b.Version() != uint64(b.Len()) {
			t.Errorf("%d entries of %d, version %d", b.Len(), written, b.Version())
		}
		for n := range b.Len() {
			if e := b.ByNumber(fmt.Sprint("0201", 100000+n)); e == nil || e.Given != fmt.Sprint("Given ", n) {
				t.Fatalf("entry %d is %+v", n, e)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// killWhileWriting tells how far the writer said that it had come.
func killWhileWriting(t *testing.T, path string) (written int) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writer+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if written, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if first {
			time.AfterFunc(time.Duration(rand.IntN(20_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		t.Fatal("the writer ended by itself: ", err)
	}
	return written
}
