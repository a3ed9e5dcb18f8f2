package journal

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func file(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "journal")
}

func opened(t *testing.T, path string) *Journal {
	t.Helper()
	j, aside, err := Open(path)
	if err != nil || aside != "" {
		t.Fatalf("open: %v, set aside %q", err, aside)
	}
	return j
}

func closed(t *testing.T, j *Journal) {
	t.Helper()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

func kept(t *testing.T, j *Journal) map[string]Person {
	t.Helper()
	people, err := j.People()
	if err != nil {
		t.Fatal(err)
	}
	return people
}

func TestJournal_KeepsPeopleOverReopening(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	if got := kept(t, j); len(got) != 0 {
		t.Errorf("a new journal holds %v", got)
	}
	j.KeepPerson("a", Person{Extension: "201", Favourite: true})
	j.KeepPerson("b", Person{Learnt: "202"})
	j.KeepPerson("c", Person{Favourite: true})
	j.KeepPerson("", Person{Favourite: true})
	closed(t, j)

	j = opened(t, path)
	j.KeepPerson("b", Person{Learnt: "203"})
	j.KeepPerson("c", Person{})
	closed(t, j)

	j = opened(t, path)
	defer closed(t, j)
	want := map[string]Person{"a": {Extension: "201", Favourite: true}, "b": {Learnt: "203"}}
	if diff := cmp.Diff(want, kept(t, j)); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

func TestJournal_TheNewestOfManyChangesIsKept(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	for i := range 2000 {
		j.KeepPerson(fmt.Sprint("u", i%7), Person{Learnt: fmt.Sprint(i)})
	}
	closed(t, j)
	j = opened(t, path)
	defer closed(t, j)
	for i := 1993; i < 2000; i++ {
		if got := kept(t, j)[fmt.Sprint("u", i%7)].Learnt; got != fmt.Sprint(i) {
			t.Errorf("u%d: %s, want %d", i%7, got, i)
		}
	}
}

func TestJournal_IsClosedOnce(t *testing.T) {
	j := opened(t, file(t))
	closed(t, j)
	closed(t, j)
	j.KeepPerson("a", Person{Favourite: true}) // is dropped
}

func TestJournal_IsForItsOwnerAlone(t *testing.T) {
	path := file(t)
	closed(t, opened(t, path))
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestOpen_OneAtATime(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	if _, aside, err := Open(path); !errors.Is(err, ErrInUse) || aside != "" {
		t.Errorf("the second time: %v, set aside %q", err, aside)
	}
	j.KeepPerson("a", Person{Favourite: true})
	closed(t, j)
	j = opened(t, path)
	defer closed(t, j)
	if len(kept(t, j)) != 1 {
		t.Error("the first one lost what it kept")
	}
}

func TestOpen_WhatIsNoJournalIsNotSetAside(t *testing.T) {
	directory := t.TempDir()
	for _, path := range []string{directory, filepath.Join(directory, "no", "such", "directory")} {
		if j, aside, err := Open(path); err == nil || aside != "" || j != nil {
			t.Errorf("%s: %v, set aside %q", path, err, aside)
		}
	}
}

func TestOpen_ADamagedFileIsSetAside(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	for i := range 500 {
		j.KeepPerson(fmt.Sprint("user", i), Person{Learnt: fmt.Sprint(200 + i), Favourite: true})
	}
	closed(t, j)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damage := map[string][]byte{
		"text":           []byte("this is no journal"),
		"zeros":          make([]byte, len(whole)),
		"first page":     append(bytes.Repeat([]byte{0xff}, 8192), whole[8192:]...),
		"later pages":    append(bytes.Clone(whole[:8192]), bytes.Repeat([]byte{0xff}, len(whole)-8192)...),
		"cut to 3 pages": whole[:3*4096],
		"cut to a page":  whole[:4096],
	}
	for name, content := range damage {
		t.Run(name, func(t *testing.T) {
			path := file(t)
			write(t, path, content)
			j, aside, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(aside, path+".damaged-") {
				t.Fatalf("set aside %q", aside)
			}
			if old, err := os.ReadFile(aside); err != nil || len(old) < len(content) {
				t.Errorf("what was set aside is not what was there: %v", err)
			}
			j.KeepPerson("a", Person{Favourite: true})
			closed(t, j)
			j = opened(t, path)
			defer closed(t, j)
			if len(kept(t, j)) != 1 {
				t.Error("the new one keeps nothing")
			}
		})
	}
}

// Bytes gone bad anywhere in the file must not end the program, neither on opening it nor on writing to it.
func TestOpen_SurvivesBadBytes(t *testing.T) {
	path := file(t)
	j := opened(t, path)
	first := nothingWaiting()
	for i := range 300 {
		first.people[fmt.Sprint("user", i)] = Person{Learnt: fmt.Sprint(200 + i)}
		c := Call{ID: fmt.Sprint("1.", i), Began: time.Now().Add(time.Duration(i-300) * time.Minute), Name: "Somebody", Outcome: "answered"}
		first.calls[string(c.key())] = c
	}
	if err := j.put(first); err != nil { // at once, so that it lies in few pages
		t.Fatal(err)
	}
	closed(t, j)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		bad := bytes.Clone(whole)
		for range 1 + chance.IntN(40) {
			page := chance.IntN(len(bad) / 4096)
			at := page*4096 + chance.IntN(4096)
			if chance.IntN(2) == 0 {
				at = page*4096 + chance.IntN(64) // where the pages' own fields are
			}
			bad[at] = byte(chance.Uint32())
		}
		write(t, path, bad)
		j, aside, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.People(); err != nil {
			t.Error(err)
		}
		if _, err := j.Calls(Call{}, MaxCalls); err != nil {
			t.Error(err)
		}
		if _, err := j.Unfinished(); err != nil {
			t.Error(err)
		}
		for i := range 100 {
			j.KeepPerson(fmt.Sprint("new", i), Person{Favourite: true})
			j.KeepCall(Call{ID: fmt.Sprint("2.", i), Began: time.Now()})
		}
		_ = j.Close() // it may fail, but it must end
		if aside != "" {
			if err := os.Remove(aside); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
