package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// written makes a journal with so many people in it.
func written(t *testing.T, people int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "journal.db")
	j, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range people {
		j.KeepPerson(fmt.Sprint("user-", i), Person{Extension: fmt.Sprint(i)})
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSound_FindsNothingWrongWithAJournalOpenOrClosed(t *testing.T) {
	path := written(t, 2000)
	if err := Sound(path); err != nil {
		t.Error(err)
	}
	j, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	for i := range 200 { // while it is written
		j.KeepPerson("busy", Person{Extension: fmt.Sprint(i)})
		if err := Sound(path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSound_FindsWhatIsDamagedAndChangesNothing(t *testing.T) {
	for name, damage := range map[string]func(content []byte) []byte{
		"both first pages": func(c []byte) []byte { clear(c[:2*os.Getpagesize()]); return c },
		"cut off":          func(c []byte) []byte { return c[:3*os.Getpagesize()] },
		"all but the start": func(c []byte) []byte {
			clear(c[2*os.Getpagesize():])
			return c
		},
		"empty": func([]byte) []byte { return nil },
	} {
		path := written(t, 2000)
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		content = damage(content)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Sound(path); err == nil {
			t.Errorf("%s: nothing found", name)
		}
		if after, _ := os.ReadFile(path); string(after) != string(content) {
			t.Errorf("%s: it was changed", name)
		}
	}
}

func TestSound_PassesOnThatThereIsNone(t *testing.T) {
	if err := Sound(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
