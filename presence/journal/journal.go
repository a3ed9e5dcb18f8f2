// Package journal keeps on disk what the PBX does not: favourites, notes, numbers set by hand, numbers learnt
// from calls, the calls that were, and how far an engine had come. It is one file per account, safe against a crash at any byte.
package journal

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"ringside/presence/boltfile"
)

// ErrInUse means that another Ringside has the journal open.
var ErrInUse = errors.New("the journal is in use by another Ringside")

var people = []byte("people")

// Person is what is kept of one user of the PBX.
type Person struct {
	Extension string `json:"extension,omitempty"` // set by hand
	Learnt    string `json:"learnt,omitempty"`    // seen in calls
	Favourite bool   `json:"favourite,omitempty"`
	Note      string `json:"note,omitempty"` // what the user noted about them
	// TellWhenFree is true while the user waits to be told that they are free.
	TellWhenFree bool `json:"tell_when_free,omitempty"`
}

// Journal is an open journal. Its methods may be called from any goroutine.
type Journal struct {
	db *bbolt.DB

	mu      sync.Mutex
	waiting waiting
	wake    chan struct{}
	done    chan struct{}
	closed  bool
	err     error
	kept    int           // how many things were to be kept
	tried   int           // how many of them have been written, or could not be
	attempt chan struct{} // closed after the next attempt to write

	count int // calls in the file; the writer's
}

// waiting is what has not been written yet: the newest of each, so that it is bounded by the office and one person's calls.
type waiting struct {
	people   map[string]Person // by user UUID
	calls    map[string]Call   // by key
	position *Position         // nil: as it is
	own      *Own              // nil: as it is
}

func nothingWaiting() waiting { return waiting{people: map[string]Person{}, calls: map[string]Call{}} }

// Open opens or makes the journal at path. A file that is damaged is set aside under a name that says so and
// an empty one takes its place; setAside then names it. ErrInUse means that somebody else holds it.
func Open(path string) (j *Journal, setAside string, err error) {
	count := 0
	db, setAside, err := boltfile.Open(path, func(tx *bbolt.Tx) (err error) {
		count, err = begin(tx)
		return err
	})
	if errors.Is(err, boltfile.ErrInUse) {
		return nil, "", ErrInUse
	}
	if err != nil {
		return nil, setAside, fmt.Errorf("open the journal: %w", err)
	}
	j = &Journal{db: db, count: count, waiting: nothingWaiting(), wake: make(chan struct{}, 1), done: make(chan struct{}), attempt: make(chan struct{})}
	go j.write()
	return j, setAside, nil
}

// begin reads through the file once, makes what it lacks, and counts the calls.
func begin(tx *bbolt.Tx) (count int, err error) {
	if count, err = readThrough(tx); err != nil {
		return 0, err
	}
	for _, name := range [][]byte{people, callsBucket, keysBucket, openBucket, positionBucket, ownBucket} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return 0, err
		}
	}
	return trim(tx, count, time.Now())
}

// readThrough looks at every entry, and counts the calls.
func readThrough(tx *bbolt.Tx) (calls int, err error) {
	err = tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
		return bucket.ForEach(func(_, v []byte) error {
			kept := bytes.Equal(name, people) || bytes.Equal(name, callsBucket)
			if kept && !json.Valid(v) {
				return fmt.Errorf("an entry of %s makes no sense", name)
			}
			if bytes.Equal(name, callsBucket) {
				calls++
			}
			return nil
		})
	})
	return calls, err
}

// People returns everything kept, by user UUID. Entries that cannot be read are left out.
func (j *Journal) People() (map[string]Person, error) {
	kept := map[string]Person{}
	err := j.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(people).ForEach(func(k, v []byte) error {
			var p Person
			if json.Unmarshal(v, &p) == nil {
				kept[string(k)] = p
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

// KeepPerson keeps what is known of a user; a zero Person is forgotten. It returns at once and writes behind
// the caller's back; Close waits until all is written.
func (j *Journal) KeepPerson(userUUID string, p Person) {
	j.keep(func(w *waiting) { w.people[userUUID] = p })
}

// keep adds to what is waiting, and has it written.
func (j *Journal) keep(add func(*waiting)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return
	}
	add(&j.waiting)
	j.kept++
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

// write puts what is waiting on disk, many changes in one transaction. What cannot be written is tried again with the next
// change, and at the end.
func (j *Journal) write() {
	defer close(j.done)
	for more := true; more; {
		_, more = <-j.wake
		j.mu.Lock()
		batch, kept := j.waiting, j.kept
		j.waiting = nothingWaiting()
		j.mu.Unlock()
		if len(batch.people)+len(batch.calls) == 0 && batch.position == nil && batch.own == nil {
			continue
		}
		if j.err = j.put(batch); j.err != nil {
			j.err = fmt.Errorf("write the journal: %w", j.err)
			j.putBack(batch)
		}
		j.attempted(kept)
	}
}

// putBack has what could not be written wait again, unless there is something newer.
func (j *Journal) putBack(batch waiting) {
	j.mu.Lock()
	defer j.mu.Unlock()
	maps.Copy(batch.people, j.waiting.people)
	maps.Copy(batch.calls, j.waiting.calls)
	batch.position = cmp.Or(j.waiting.position, batch.position)
	batch.own = cmp.Or(j.waiting.own, batch.own)
	j.waiting = batch
}

func (j *Journal) put(batch waiting) (err error) {
	count := j.count
	err = boltfile.Update(j.db, func(tx *bbolt.Tx) error {
		for uuid, p := range batch.people {
			if err := putPerson(tx.Bucket(people), uuid, p); err != nil {
				return err
			}
		}
		for _, c := range batch.calls {
			isNew, err := putCall(tx, c)
			if err != nil {
				return err
			}
			if isNew {
				count++
			}
		}
		if err := errors.Join(putPosition(tx, batch.position), putOwn(tx, batch.own)); err != nil {
			return err
		}
		count, err = trim(tx, count, time.Now())
		return err
	})
	if err == nil {
		j.count = count
	}
	return err
}

func putPerson(bucket *bbolt.Bucket, uuid string, p Person) error {
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
