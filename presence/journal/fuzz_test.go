package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzOpen holds that whatever lies where the journal should, it is opened, or set aside for one that works.
func FuzzOpen(f *testing.F) {
	path := filepath.Join(f.TempDir(), "journal")
	j, _, err := Open(path)
	if err != nil {
		f.Fatal(err)
	}
	first := nothingWaiting()
	for n := range 3 {
		c, p := entry(n)
		first.calls[string(c.key())], first.people[c.ID] = c, p
	}
	first.position = &Position{Seq: 7, New: map[string]int{"box": 1}}
	if err := j.put(first); err != nil {
		f.Fatal(err)
	}
	if err := j.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	for _, change := range [][3]int{{0, 0, 0}, {10, 1, 0}, {4096 + 16, 8, 255}, {2*4096 + 8, 2, 1}, {3 * 4096, 1000, 7}, {5*4096 + 16, 16, 0}, {6*4096 + 24, 4, 255}} {
		f.Add(change[0], change[1], byte(change[2]), len(whole))
	}
	f.Fuzz(func(t *testing.T, from, count int, value byte, length int) {
		bad := append([]byte(nil), whole...)
		for i := max(from, 0); i < min(from+count, len(bad)) && i >= 0; i++ {
			bad[i] = value
		}
		path := filepath.Join(t.TempDir(), "journal")
		write(t, path, bad[:min(max(length, 0), len(bad))])
		j, aside, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if aside != "" && !strings.HasPrefix(aside, path+".damaged-") {
			t.Errorf("set aside as %s", aside)
		}
		if _, err := j.People(); err != nil {
			t.Error(err)
		}
		if _, err := j.Calls(Call{}, MaxCalls); err != nil {
			t.Error(err)
		}
		if _, found, err := j.TakePosition(); found && err != nil { // it writes, and so it may fail as well
			t.Error("a position that could not be forgotten")
		}
		j.KeepPosition(Position{Seq: 8})
		j.KeepCall(Call{ID: "new", Began: time.Now()})
		_ = j.Close() // it may fail, but it must end
	})
}
