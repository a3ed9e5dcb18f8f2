// Package journal keeps on disk what the PBX does not: whom a person made a favourite, numbers set by hand,
// and numbers learnt from calls. It is one file per account, safe against a crash at any byte.
package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"syscall"
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
	if damaged(err) {
		setAside = path + time.Now().Format(".damaged-20060102-150405")
		if rename := os.Rename(path, setAside); rename != nil {
			return nil, "", fmt.Errorf("set the damaged journal aside: %w", rename)
		}
		db, err = open(path)
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

// damaged tells what is wrong with the file from what kept us from reading it: a full disk, say, or another Ringside.
func damaged(err error) bool {
	errno, fromSystem := errors.AsType[syscall.Errno](err)
	beyond := errno == syscall.EFBIG // a page that makes no sense has it write where no file reaches
	return err != nil && (!fromSystem || beyond) && !errors.Is(err, bolterrors.ErrTimeout)
}

// open opens the file and reads through it once, since a damaged page shows only when it is read.
func open(path string) (db *bbolt.DB, err error) {
	defer survive(debug.SetPanicOnFault(true), &err)
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: 50 * time.Millisecond})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = db.Close()
		}
	}()
	defer survive(true, &err)
	fresh := false
	err = db.View(func(tx *bbolt.Tx) error {
		if err := pagesFit(tx); err != nil {
			return err
		}
		bucket := tx.Bucket(people)
		if fresh = bucket == nil; fresh {
			return nil
		}
		return bucket.ForEach(func(_, v []byte) error {
			var p Person
			return json.Unmarshal(v, &p)
		})
	})
	if fresh {
		err = db.Update(func(tx *bbolt.Tx) error {
			_, err := tx.CreateBucket(people)
			return err
		})
	}
	return db, err
}

// pagesFit looks for a page that claims to reach beyond the file: reading does not show it, and writing would have
// bbolt follow it for ever.
func pagesFit(tx *bbolt.Tx) error {
	pages := int(tx.Size()) / tx.DB().Info().PageSize
	for id := 0; id < pages; id++ {
		page, err := tx.Page(id)
		switch {
		case err != nil:
			return err
		case page == nil:
			return fmt.Errorf("page %d is missing", id)
		case page.Type == "free": // what it says of itself is what it was
		case page.OverflowCount >= pages-id:
			return fmt.Errorf("page %d reaches beyond the file", id)
		default:
			id += page.OverflowCount
		}
	}
	return nil
}

// survive makes an error of a panic: bbolt panics on pages that make no sense, and some make it read where there is
// no file. It is deferred; fault is the goroutine's setting to go back to.
func survive(fault bool, err *error) {
	debug.SetPanicOnFault(fault)
	if r := recover(); r != nil {
		*err = fmt.Errorf("the file makes no sense: %v", r)
	}
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
			if err := j.put(batch); err != nil {
				j.err = fmt.Errorf("write the journal: %w", err)
			}
		}
	}
}

func (j *Journal) put(batch map[string]Person) (err error) {
	defer survive(debug.SetPanicOnFault(true), &err)
	return j.db.Update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(people)
		for uuid, p := range batch {
			if err := keep(bucket, uuid, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func keep(bucket *bbolt.Bucket, uuid string, p Person) error {
	if uuid == "" {
		return nil
	}
	if p == (Person{}) {
		return bucket.Delete([]byte(uuid))
	}
	value, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return bucket.Put([]byte(uuid), value)
}
