package journal

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"time"

	"go.etcd.io/bbolt"
)

// The bounds on what is kept of calls; the oldest go first.
const (
	MaxCalls   = 20_000
	MaxCallAge = 2 * 365 * 24 * time.Hour
)

// Away is the outcome of a call whose end nobody saw: it ended while Ringside was away. When, and how, is not known.
const Away = "away"

// Untold is the outcome of a call that went outside and ended: the PBX does not tell whether anybody answered there.
const Untold = "untold"

var (
	callsBucket = []byte("calls") // in order of beginning
	keysBucket  = []byte("keys")  // the PBX's identifier → where the call is in calls
	openBucket  = []byte("open")  // where the calls are that have not ended
)

// Call is one of the user's own calls.
type Call struct {
	// ID is the PBX's unique_id. Several calls with one ID within a day are one; "" is a call that the PBX did not start.
	ID    string    `json:"id,omitempty"`
	Began time.Time `json:"began"`
	// Answered and Ended are zero where that did not happen, or nobody saw it.
	Answered time.Time `json:"answered,omitzero"`
	Ended    time.Time `json:"ended,omitzero"`
	Placed   bool      `json:"placed,omitempty"` // the user called; otherwise it rang them
	Talked   bool      `json:"talked,omitempty"` // the user talked in it; otherwise somebody else answered, or nobody
	// Direction is "in", "out" or "internal".
	Direction string `json:"direction,omitempty"`
	// Number and Name are the other party's, Normalized is that number as E.164, PartyUUID is the user they are; any may be "".
	Number     string `json:"number,omitempty"`
	Name       string `json:"name,omitempty"`
	Normalized string `json:"normalized,omitempty"`
	PartyUUID  string `json:"party,omitempty"`
	Called     string `json:"called,omitempty"`      // what was called
	AnsweredBy string `json:"answered_by,omitempty"` // a user's name or a phone's, "" if nobody answered
	Transfers  int    `json:"transfers,omitempty"`
	// Declined is true for a missed call that the user ended themselves while it rang.
	Declined bool `json:"declined,omitempty"`
	// Outcome is how it ended: one of presence.Outcome, Away or Untold; "" while it goes on.
	Outcome string `json:"outcome,omitempty"`
	// Note is what the user noted about the call, "" mostly; see SetCallNote.
	Note string `json:"note,omitempty"`
	// Key says where in the journal the call is, for Find and SetCallNote. It is opaque, stays with the call, and is "" for a call
	// that was not read from a journal.
	Key string `json:"-"`
}

// Duration is how long they talked; 0 if they did not, or if that is not known.
func (c Call) Duration() time.Duration {
	if c.Answered.IsZero() || c.Ended.Before(c.Answered) {
		return 0
	}
	return c.Ended.Sub(c.Answered)
}

// key puts calls in the order of their beginning. Calls of the same instant are told apart by what never changes of them.
func (c Call) key() []byte {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(cmp.Or(c.ID, c.Number)))
	return sum.Sum(moment(c.Began))
}

func moment(t time.Time) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(t.UnixNano(), 0)))
}

// KeepCall keeps a call, or what has become of it since. It returns at once and writes behind the caller's back; Close
// waits until all is written. A call that has ended is not changed any more, unless nobody had seen how, and a
// Note is only by SetCallNote.
func (j *Journal) KeepCall(c Call) {
	j.keep(func(w *waiting) { w.calls[string(c.key())] = c })
}

// Unfinished returns the calls that have not ended as far as is kept, oldest first.
func (j *Journal) Unfinished() ([]Call, error) {
	var list []Call
	err := j.view(func(tx *bbolt.Tx) error {
		calls := tx.Bucket(callsBucket)
		return tx.Bucket(openBucket).ForEach(func(k, _ []byte) error {
			var c Call
			if v := calls.Get(k); v != nil && json.Unmarshal(v, &c) == nil {
				list = append(list, c)
			}
			return nil
		})
	})
	return list, err
}

// putCall writes a call, in place of what was kept of it, and tells whether it is one more.
func putCall(tx *bbolt.Tx, c Call) (isNew bool, err error) {
	calls, keys, open := tx.Bucket(callsBucket), tx.Bucket(keysBucket), tx.Bucket(openBucket)
	key := c.key()
	if c.ID != "" {
		if known := keys.Get([]byte(c.ID)); known != nil {
			var old Call
			if json.Unmarshal(calls.Get(known), &old) == nil && old.Began.Sub(c.Began).Abs() < 24*time.Hour {
				if old.Outcome != "" && old.Outcome != Away {
					return false, nil
				}
				key, c.Began, c.Note = append([]byte(nil), known...), old.Began, old.Note
			}
		}
		if err := keys.Put([]byte(c.ID), key); err != nil {
			return false, err
		}
	}
	before := calls.Get(key)
	if c.ID == "" && before != nil {
		var old Call
		_ = json.Unmarshal(before, &old) // what makes no sense has no note
		c.Note = old.Note
	}
	value, err := json.Marshal(c)
	if err != nil {
		return false, err
	}
	if c.Outcome == "" {
		err = open.Put(key, nil)
	} else {
		err = open.Delete(key)
	}
	if err != nil {
		return false, err
	}
	return before == nil, calls.Put(key, value)
}

// trim forgets the oldest calls beyond the bounds. count is how many there are, and trim returns how many are left.
func trim(tx *bbolt.Tx, count int, now time.Time) (int, error) {
	calls := tx.Bucket(callsBucket)
	cursor := calls.Cursor()
	tooOld := string(moment(now.Add(-MaxCallAge)))
	for k, v := cursor.First(); k != nil && (count > MaxCalls || string(k) < tooOld); k, v = cursor.First() {
		var c Call
		if json.Unmarshal(v, &c) == nil && c.ID != "" && string(tx.Bucket(keysBucket).Get([]byte(c.ID))) == string(k) {
			if err := tx.Bucket(keysBucket).Delete([]byte(c.ID)); err != nil {
				return count, err
			}
		}
		if err := tx.Bucket(openBucket).Delete(k); err != nil {
			return count, err
		}
		if err := calls.Delete(k); err != nil {
			return count, err
		}
		count--
	}
	return count, nil
}

// view reads the file.
func (j *Journal) view(read func(*bbolt.Tx) error) error {
	if err := j.db.View(read); err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	return nil
}
