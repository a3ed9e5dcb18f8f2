package boltfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// opened opens the file at path, which has one bucket.
func opened(t *testing.T, path string) *bbolt.DB {
	t.Helper()
	db, _, err := Open(path, func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists([]byte("things"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// put puts so many things into a file, in one transaction.
func put(t *testing.T, db *bbolt.DB, count int) {
	t.Helper()
	if err := db.Update(func(tx *bbolt.Tx) error {
		for i := range count {
			if err := tx.Bucket([]byte("things")).Put(fmt.Appendf(nil, "thing %d", i), fmt.Appendf(nil, "value %d", tx.ID())); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// written makes a file with a few thousand things in it.
func written(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "things.db")
	db := opened(t, path)
	put(t, db, 3000)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSound_FindsNothingWrongWithAFileThatIsClosedOrOpenOrWritten(t *testing.T) {
	path := written(t)
	if err := Sound(path); err != nil {
		t.Error(err)
	}
	db := opened(t, path)
	defer db.Close()
	db.NoSync = true
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-stop:
				return
			default:
				put(t, db, 50)
			}
		}
	}()
	for range 20 {
		if err := Sound(path); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	<-ended
}

func TestSound_FindsWhatIsDamagedAndChangesNothing(t *testing.T) {
	page := os.Getpagesize()
	for name, damage := range map[string]func(content []byte) []byte{
		"both first pages":  func(c []byte) []byte { clear(c[:2*page]); return c },
		"cut off":           func(c []byte) []byte { return c[:3*page] },
		"all but the start": func(c []byte) []byte { clear(c[2*page:]); return c },
		"empty":             func([]byte) []byte { return nil },
	} {
		path := written(t)
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
