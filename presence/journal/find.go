package journal

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"go.etcd.io/bbolt"

	"ringside/presence/boltfile"
)

// ErrNoCall means that the journal has no such call, or none any more.
var ErrNoCall = errors.New("the journal has no such call")

// Find returns at most so many calls that are wanted, newest first: those before the one with this Key, or from the newest on
// for "". wanted may be nil for all. What was kept before it was asked is among them, unless it cannot be written. Errors:
// [ErrNoCall] for what is no Key, ctx's, or that the file cannot be read.
func (j *Journal) Find(ctx context.Context, before string, most int, wanted func(*Call) bool) ([]Call, error) {
	at, err := hex.DecodeString(before)
	if err != nil {
		return nil, ErrNoCall
	}
	if err := j.settled(ctx); err != nil {
		return nil, err
	}
	var list []Call
	err = j.view(func(tx *bbolt.Tx) error {
		for k, v := range backwards(tx, at) {
			if len(list) >= most || ctx.Err() != nil {
				return ctx.Err()
			}
			var c Call
			if json.Unmarshal(v, &c) == nil && (wanted == nil || wanted(&c)) {
				c.Key = hex.EncodeToString(k)
				list = append(list, c)
			}
		}
		return nil
	})
	return list, err
}

// Calls is Find of all calls before the given one, or from the newest on for the zero Call.
func (j *Journal) Calls(before Call, most int) ([]Call, error) {
	at := ""
	if !before.Began.IsZero() {
		at = hex.EncodeToString(before.key())
	}
	return j.Find(context.Background(), at, most, nil)
}

// Since returns all calls that began at a time or later, newest first.
func (j *Journal) Since(from time.Time) ([]Call, error) {
	var list []Call
	err := j.view(func(tx *bbolt.Tx) error {
		for k, v := range backwards(tx, nil) {
			if bytes.Compare(k, moment(from)) < 0 {
				break
			}
			var c Call
			if json.Unmarshal(v, &c) == nil {
				list = append(list, c)
			}
		}
		return nil
	})
	return list, err
}

// all walks all calls, newest first. It ends with the first error.
func (j *Journal) all() iter.Seq2[Call, error] {
	return func(yield func(Call, error) bool) {
		for before := (Call{}); ; {
			page, err := j.Calls(before, 500)
			if err != nil {
				yield(Call{}, err)
				return
			}
			for _, c := range page {
				if !yield(c, nil) {
					return
				}
			}
			if len(page) == 0 {
				return
			}
			before = page[len(page)-1]
		}
	}
}

// backwards walks the calls before a key, from the newest on for none.
func backwards(tx *bbolt.Tx, before []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		cursor := tx.Bucket(callsBucket).Cursor()
		k, v := cursor.Last()
		if len(before) > 0 {
			if at, _ := cursor.Seek(before); at != nil {
				k, v = cursor.Prev()
			} else {
				k, v = cursor.Last()
			}
		}
		for ; k != nil && yield(k, v); k, v = cursor.Prev() {
		}
	}
}

// SetCallNote keeps a note with a call; "" takes it away. It is on the disk when it returns. Errors: [ErrNoCall], ctx's before it
// has begun, or that it cannot be written.
func (j *Journal) SetCallNote(ctx context.Context, key, note string) (err error) {
	at, err := hex.DecodeString(key)
	if err != nil || len(at) == 0 {
		return ErrNoCall
	}
	if err := j.settled(ctx); err != nil {
		return err
	}
	err = boltfile.Update(j.db, func(tx *bbolt.Tx) error {
		calls := tx.Bucket(callsBucket)
		var c Call
		v := calls.Get(at)
		if v == nil || json.Unmarshal(v, &c) != nil {
			return ErrNoCall
		}
		c.Note = note
		value, err := json.Marshal(c)
		if err != nil || bytes.Equal(v, value) {
			return err
		}
		return calls.Put(at, value)
	})
	if err != nil && !errors.Is(err, ErrNoCall) {
		return fmt.Errorf("write the journal: %w", err)
	}
	return err
}

// settled waits until what was kept before has been written, or could not be.
func (j *Journal) settled(ctx context.Context) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	for kept := j.kept; j.tried < kept; {
		attempt := j.attempt
		j.mu.Unlock()
		select {
		case <-attempt:
		case <-ctx.Done():
		}
		j.mu.Lock()
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// attempted notes that everything up to the so manyth thing that was kept has been written, or could not be.
func (j *Journal) attempted(kept int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.tried = kept
	close(j.attempt)
	j.attempt = make(chan struct{})
}
