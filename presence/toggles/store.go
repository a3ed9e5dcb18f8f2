package toggles

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account/safefile"
)

// keepEvery is how often a file is written of which only the time of the last look is another.
const keepEvery = 15 * time.Minute

// Store keeps what was seen of the switches of one account in a file. The window and the part that stays each have one of the
// same file. Its methods wait for the disk, and may be called from any goroutine.
type Store struct {
	path string
	log  *slog.Logger

	mu   sync.Mutex
	seen record
}

// NewStore makes a store of a file, "" for one that keeps nothing.
func NewStore(path string, log *slog.Logger) *Store {
	return &Store{path: path, log: log, seen: record{}}
}

// Saw takes a list of all switches that was asked for at a time and has just come, and tells what is known of them.
func (s *Store) Saw(list []pbxclient.Switch, asked time.Time) (all []Switch) {
	s.change(func() { all = s.seen.saw(list, asked, time.Now()) })
	return all
}

// Set takes a switch as it was read back after a person set it here.
func (s *Store) Set(sw pbxclient.Switch) (now Switch) {
	s.change(func() { now = s.seen.set(sw, time.Now()) })
	return now
}

// change changes what was seen, going by what is in the file by now, and keeps what is worth it.
func (s *Store) change(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.load()
	s.seen.takeIn(kept)
	change()
	if s.path == "" || !s.seen.worthKeeping(kept) {
		return
	}
	data, err := json.Marshal(s.seen)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(s.path), 0o700)
	}
	if err == nil {
		err = safefile.Write(s.path, data)
	}
	if err != nil {
		s.log.Warn("what was seen of the switches could not be kept", "error", err)
	}
}

// load reads the file; one that makes no sense is as good as none.
func (s *Store) load() record {
	kept := record{}
	if s.path == "" {
		return kept
	}
	data, err := os.ReadFile(s.path)
	if err == nil {
		err = json.Unmarshal(data, &kept)
	}
	if err == nil && kept != nil {
		return kept
	}
	if !errors.Is(err, fs.ErrNotExist) {
		s.log.Warn("going on without what was seen of the switches", "error", err)
	}
	return record{}
}
