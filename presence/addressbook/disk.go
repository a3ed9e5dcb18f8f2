package addressbook

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"fmt"

	json2 "github.com/go-json-experiment/json"
	"go.etcd.io/bbolt"
)

var (
	entriesBucket = []byte("entries") // by ID
	goneBucket    = []byte("gone")    // IDs by the version they were removed with
	sourcesBucket = []byte("sources") // by ID
	stateBucket   = []byte("state")
	stateKey      = []byte("now") // its only key
)

// state is what is kept of the book besides what is in it.
type state struct {
	Store   string `json:"store"`
	Version uint64 `json:"version"`
	Region  string `json:"region"`
	Floor   uint64 `json:"floor"` // of removals before this version nothing is known
}

// contents is all that a file holds.
type contents struct {
	state
	entries []*Entry
	sources []Source
	gone    removals
}

// begin reads all that there is, and makes what is not. What makes no sense is an error: the file is damaged.
func begin(tx *bbolt.Tx) (kept contents, err error) {
	for _, name := range [][]byte{entriesBucket, goneBucket, sourcesBucket, stateBucket} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return kept, err
		}
	}
	now := tx.Bucket(stateBucket).Get(stateKey)
	if now == nil {
		kept.Store = rand.Text()
		return kept, putJSON(tx.Bucket(stateBucket), stateKey, kept.state)
	}
	if err := json.Unmarshal(now, &kept.state); err != nil {
		return kept, fmt.Errorf("the state makes no sense: %w", err)
	}
	kept.gone.floor = kept.Floor
	err = tx.Bucket(goneBucket).ForEach(func(k, v []byte) error {
		if len(k) != 8 {
			return fmt.Errorf("a removal makes no sense")
		}
		kept.gone.list = append(kept.gone.list, removal{binary.BigEndian.Uint64(k), string(v)})
		return nil
	})
	if err != nil {
		return kept, err
	}
	err = tx.Bucket(sourcesBucket).ForEach(func(_, v []byte) error {
		var s Source
		err := json.Unmarshal(v, &s)
		kept.sources = append(kept.sources, s)
		return err
	})
	if err != nil {
		return kept, fmt.Errorf("an address book makes no sense: %w", err)
	}
	kept.entries = make([]*Entry, 0, 64)
	err = tx.Bucket(entriesBucket).ForEach(func(k, v []byte) error {
		e := &Entry{}
		if err := json2.Unmarshal(v, e); err != nil || e.ID != string(k) {
			return fmt.Errorf("an entry makes no sense: %w", err)
		}
		kept.entries = append(kept.entries, e)
		return nil
	})
	return kept, err
}

// write puts a change on disk.
func write(tx *bbolt.Tx, next *Book, c *change, gone []removal) error {
	entries, removed := tx.Bucket(entriesBucket), tx.Bucket(goneBucket)
	for _, e := range c.put {
		if err := putJSON(entries, []byte(e.ID), e); err != nil {
			return err
		}
	}
	for _, r := range gone {
		if err := entries.Delete([]byte(r.id)); err != nil {
			return err
		}
		if err := removed.Put(binary.BigEndian.AppendUint64(nil, r.version), []byte(r.id)); err != nil {
			return err
		}
	}
	floor, err := trim(removed)
	if err != nil {
		return err
	}
	if err := putSources(tx.Bucket(sourcesBucket), next.sources); err != nil {
		return err
	}
	now := state{Store: next.store, Version: next.version, Region: next.region, Floor: floor}
	if old := (state{}); floor == 0 && json.Unmarshal(tx.Bucket(stateBucket).Get(stateKey), &old) == nil {
		now.Floor = old.Floor
	}
	return putJSON(tx.Bucket(stateBucket), stateKey, now)
}

// trim forgets the oldest removals beyond the bound, and returns the version of the last that it forgot; 0 for none.
func trim(removed *bbolt.Bucket) (floor uint64, err error) {
	cursor := removed.Cursor()
	count := removed.Stats().KeyN
	for k, _ := cursor.First(); k != nil && count > maxRemovals; k, _ = cursor.First() {
		floor = binary.BigEndian.Uint64(k)
		if err := removed.Delete(k); err != nil {
			return 0, err
		}
		count--
	}
	return floor, nil
}

// putSources makes a bucket hold these and no others.
func putSources(bucket *bbolt.Bucket, sources []Source) error {
	stay := map[string]bool{}
	for _, s := range sources {
		stay[s.ID] = true
		if err := putJSON(bucket, []byte(s.ID), s); err != nil {
			return err
		}
	}
	cursor := bucket.Cursor()
	for k, _ := cursor.First(); k != nil; k, _ = cursor.Next() {
		if !stay[string(k)] {
			if err := cursor.Delete(); err != nil {
				return err
			}
		}
	}
	return nil
}

func putJSON(bucket *bbolt.Bucket, key []byte, v any) error {
	value, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return bucket.Put(key, value)
}
