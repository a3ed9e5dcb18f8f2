package journal

import (
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"
)

var (
	ownBucket = []byte("own")
	newestOwn = []byte("newest") // its only key
)

// Own is what is kept of the user themselves.
type Own struct {
	// Seen is when the user last looked at the calls, by the wall clock; zero if that is not known.
	Seen time.Time `json:"seen,omitzero"`
	// ForwardedTo are the numbers that calls were forwarded to, as written, newest first.
	ForwardedTo []string `json:"forwarded_to,omitempty"`
	// DND and CallForward are going to be set back; nil if they are not. No forwarding is "".
	DND         *SetBack[bool]   `json:"dnd,omitempty"`
	CallForward *SetBack[string] `json:"call_forward,omitempty"`
}

// SetBack is a setting that holds for a time only.
type SetBack[T any] struct {
	At  time.Time `json:"at"`  // when it is set back, by the wall clock
	Set T         `json:"set"` // what it was set to
	To  T         `json:"to"`  // what it is set back to
}

// KeepOwn keeps what is known of the user, in place of what was kept before. It returns at once and writes behind the caller's
// back; Close waits until all is written.
func (j *Journal) KeepOwn(o Own) {
	j.keep(func(w *waiting) { w.own = &o })
}

// Own returns what the file holds of the user; the zero Own if there is nothing yet, or if it makes no sense.
func (j *Journal) Own() (Own, error) {
	var o Own
	err := j.view(func(tx *bbolt.Tx) error {
		if json.Unmarshal(tx.Bucket(ownBucket).Get(newestOwn), &o) != nil {
			o = Own{}
		}
		return nil
	})
	return o, err
}

func putOwn(tx *bbolt.Tx, o *Own) error {
	if o == nil {
		return nil
	}
	value, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return tx.Bucket(ownBucket).Put(newestOwn, value)
}
