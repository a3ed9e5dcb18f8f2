// Package journal keeps on disk what the PBX does not: whom a person made a favourite, numbers set by hand,
// and numbers learnt from calls. It is one file per account, safe against a crash at any byte.
package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrInUse means that another Ringside has the journal open.
var ErrInUse = errors.New("the journal is in use by another Ringside")

var people = []byte("people")

// Person is what is kept of one user of the PBX.
type Person struct {
	Extension string `json:"extension,omitempty"` // set by hand
	Learnt    string `json:"learnt,omitempty"`    // seen in calls
	Favourite bool   `json:"favourite,omitempty"`
}

// Journal is an open journal. Its methods may be called from any goroutine.
type Journal struct {
	db *bbolt.DB

	mu      sync.Mutex
	waiting map[string]Person // not written yet, by user UUID: bounded by the office
	wake    chan struct{}
	done    chan struct{}
	closed  bool
	err     error
}

// Open opens or makes the journal at path. A file that is damaged is set aside under a name that says so and
// an empty one takes its place; setAside then names it. ErrInUse means that somebody else holds it.
func Open(path string) (j *Journal, setAside string, err error) {
	db, err := open(path)
	if err != nil && !errors.Is(err, bolterrors.ErrTimeout) && !errors.Is(err, os.ErrPermission) {
		if _, stat := os.Stat(path); stat == nil {
			setAside = path + time.Now().Format(".damaged-20060102-150405")
			if rename := os.Rename(path, setAside); rename != nil {
				return nil, "", fmt.Errorf("set the damaged journal aside: %w", rename)
			}
			db, err = open(path)
		}
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, "", ErrInUse
	}
	if err != nil {
		return nil, setAside, fmt.Errorf("open the journal: %w", err)
	}
	j = &Journal{db: db, waiting: map[string]Person{}, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go j.write()
	return j, setAside, nil
}

// open opens the file and reads through it once, since a damaged page shows only when it is read. bbolt panics
// on some of them.
func open(path string) (db *bbolt.DB, err error) {
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: 50 * time.Millisecond})
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("read: %v", r)
		}
		if err != nil {
			_ = db.Close()
			db = nil
		}
	}()
	err = db.Update(func(tx *bbolt.Tx) error {
		if _, err := tx.CreateBucketIfNotExists(people); err != nil {
			return err
		}
		for err := range tx.Check() {
			return err
		}
		return nil
	})
	return db, err
}

// People returns everything kept, by user UUID. Entries that cannot be read are left out.
func (j *Journal) People() (map[string]Person, error) {
	kept := map[string]Person{}
	err := j.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(people).ForEach(func(k, v []byte) error {
			var p Person
			if json.Unmarshal(v, &p) == nil {
				kept[string(k)] = p
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	return kept, nil
}

// KeepPerson keeps what is known of a user; a zero Person is forgotten. It returns at once and writes behind
// the caller's back; Close waits until all is written.
func (j *Journal) KeepPerson(userUUID string, p Person) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return
	}
	j.waiting[userUUID] = p
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// Close writes what is waiting and closes the file. It returns the last failure to write, if any.
func (j *Journal) Close() error {
	j.mu.Lock()
	if j.closed {
		j.mu.Unlock()
		return nil
	}
	j.closed = true
	close(j.wake)
	j.mu.Unlock()
	<-j.done
	return errors.Join(j.err, j.db.Close())
}

// write puts what is waiting on disk, many changes in one transaction.
func (j *Journal) write() {
	defer close(j.done)
	for more := true; more; {
		_, more = <-j.wake
		j.mu.Lock()
		batch := j.waiting
		j.waiting = map[string]Person{}
		j.mu.Unlock()
		if len(batch) > 0 {
			if err := j.db.Update(func(tx *bbolt.Tx) error { return put(tx.Bucket(people), batch) }); err != nil {
				j.err = fmt.Errorf("write the journal: %w", err)
			}
		}
	}
}

func put(bucket *bbolt.Bucket, batch map[string]Person) error {
	for uuid, p := range batch {
		if uuid == "" {
			continue
		}
		if p == (Person{}) {
			if err := bucket.Delete([]byte(uuid)); err != nil {
				return err
			}
			continue
		}
		value, err := json.Marshal(p)
		if err != nil {
			return err
		}
		if err := bucket.Put([]byte(uuid), value); err != nil {
			return err
		}
	}
	return nil
}
