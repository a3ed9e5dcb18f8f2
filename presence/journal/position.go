package journal

import (
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"ringside/presence/boltfile"
)

var (
	positionBucket = []byte("position")
	newestPosition = []byte("newest") // its only key
)

// Position is where an engine stood when it ended in good order, for the next one to carry on from.
type Position struct {
	// Seq and Stamp are the number and the PBX's time of the newest event that was taken. Both are zero where there was none.
	Seq   int64     `json:"seq"`
	Stamp time.Time `json:"stamp,omitzero"`
	// Left is when the engine ended, by the wall clock.
	Left time.Time `json:"left"`
	// New and Urgent count the messages that were told of in the own mailboxes, by UUID. What is not known is left out.
	New    map[string]int `json:"new,omitempty"`
	Urgent map[string]int `json:"urgent,omitempty"`
	// HungUp are the PBX's identifiers of calls that the user ended and whose end had not been told yet.
	HungUp []string `json:"hung_up,omitempty"`
	// Ring is the own phone that rang; zero if none did.
	Ring Ring `json:"ring,omitzero"`
}

// Ring is a phone that rings.
type Ring struct {
	Phone string    `json:"phone"` // UUID
	Since time.Time `json:"since"`
	Told  bool      `json:"told,omitempty"` // or explained by a call
}

// KeepPosition keeps where an engine stood, in place of what was kept before. It returns at once and writes behind the
// caller's back; Close waits until all is written.
func (j *Journal) KeepPosition(p Position) {
	j.keep(func(w *waiting) { w.position = &p })
}

// TakePosition returns the position that the file holds and forgets it: found is true only once it is gone from the disk, so
// that nobody carries on from it twice. One that cannot be read is none.
func (j *Journal) TakePosition() (p Position, found bool, err error) {
	var value []byte
	err = j.view(func(tx *bbolt.Tx) error {
		value = append(value, tx.Bucket(positionBucket).Get(newestPosition)...)
		return nil
	})
	if err != nil || value == nil {
		return Position{}, false, err
	}
	if err = j.forgetPosition(); err != nil {
		return Position{}, false, fmt.Errorf("forget the position: %w", err)
	}
	if json.Unmarshal(value, &p) != nil {
		return Position{}, false, nil
	}
	return p, true, nil
}

func (j *Journal) forgetPosition() error {
	return boltfile.Update(j.db, func(tx *bbolt.Tx) error { return tx.Bucket(positionBucket).Delete(newestPosition) })
}

func putPosition(tx *bbolt.Tx, p *Position) error {
	if p == nil {
		return nil
	}
	value, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return tx.Bucket(positionBucket).Put(newestPosition, value)
}
