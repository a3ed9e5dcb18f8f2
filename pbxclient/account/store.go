package account

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"ringside/pbxclient/account/safefile"
)

// Store keeps accounts in one JSON file that only its owner can read. It is for one goroutine at a time.
type Store struct {
	path string
}

// Kept is what a Store holds.
type Kept struct {
	Accounts []Account // in the order in which they came; no two have the same ID
	Current  int       // the place among them of the one that is worked with; 0 if there are none
}

// DefaultFolder is where a Store belongs: the folder ringside in the user's folder for configuration. It fails where the
// system names none; on a phone the window's toolkit knows the place.
func DefaultFolder() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the folder for settings: %w", err)
	}
	return filepath.Join(folder, "ringside"), nil
}

// NewStore keeps accounts in the file accounts.json in folder, which is made when an account is saved.
func NewStore(folder string) *Store { return &Store{path: filepath.Join(folder, "accounts.json")} }

// inFile is what the file says: a list, and the ID of the current one. One of old is a single account.
type inFile struct {
	*Account
	Accounts []Account `json:"accounts,omitempty"`
	Current  string    `json:"current,omitempty"`
}

// Load returns the current account, and false if none is kept. Its errors are those of All.
func (s *Store) Load() (Account, bool, error) {
	kept, err := s.All()
	if err != nil || len(kept.Accounts) == 0 {
		return Account{}, false, err
	}
	return kept.Accounts[kept.Current], true, nil
}

// All returns all accounts. A file that holds none, or one that is not valid, is an error that names it, and stays as it is.
func (s *Store) All() (Kept, error) {
	data, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return Kept{}, nil
	}
	if err != nil {
		return Kept{}, fmt.Errorf("load the accounts: %w", err)
	}
	kept, err := read(data)
	if err != nil {
		return Kept{}, fmt.Errorf("load the accounts: %s is %w: %w", s.path, errDamaged, err)
	}
	return kept, nil
}

// errDamaged is for a file that can be read, and makes no sense: its account is not valid, or a later Ringside wrote it.
var errDamaged = errors.New("damaged")

func read(data []byte) (Kept, error) {
	var in inFile
	if err := json.Unmarshal(data, &in); err != nil {
		return Kept{}, err
	}
	kept := Kept{Accounts: in.Accounts}
	if in.Account != nil && len(in.Accounts) == 0 {
		kept.Accounts = []Account{*in.Account}
	}
	if len(kept.Accounts) == 0 {
		return Kept{}, errors.New("it holds no account")
	}
	for i, a := range kept.Accounts {
		if err := a.Valid(); err != nil {
			return Kept{}, err
		}
		if kept.place(a.ID()) != i {
			return Kept{}, fmt.Errorf("it holds %s twice", a.ID())
		}
	}
	kept.Current = max(0, kept.place(in.Current))
	return kept, nil
}

// place is where the account with an ID stands, -1 if there is none.
func (k Kept) place(id string) int {
	return slices.IndexFunc(k.Accounts, func(a Account) bool { return a.ID() == id })
}

// Save keeps an account and makes it the current one. It takes the place of the one with the same ID, and comes last if there
// is none. A damaged file is set aside under a name that says so, for whoever signs in again; one that cannot be read is an error.
// The file is never half written.
func (s *Store) Save(a Account) error {
	if err := a.Valid(); err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	kept, err := s.All()
	if errors.Is(err, errDamaged) {
		err = os.Rename(s.path, s.path+time.Now().Format(".damaged-20060102-150405"))
	}
	if err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	kept.Current = kept.place(a.ID())
	if kept.Current < 0 {
		kept.Current, kept.Accounts = len(kept.Accounts), append(kept.Accounts, a)
	}
	kept.Accounts[kept.Current] = a
	if err := s.write(kept); err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	return nil
}

// Choose makes the account with an ID the current one. One that is not kept changes nothing.
func (s *Store) Choose(id string) error {
	kept, err := s.All()
	place := kept.place(id)
	if err != nil || place < 0 || place == kept.Current {
		return err
	}
	kept.Current = place
	if err := s.write(kept); err != nil {
		return fmt.Errorf("choose the account: %w", err)
	}
	return nil
}

// Forget removes the account with an ID; one that is not kept is no error. If it was the current one, the next is, or else the
// last. The secret is another matter: see Secrets.Delete.
func (s *Store) Forget(id string) error {
	kept, err := s.All()
	place := kept.place(id)
	if err != nil || place < 0 {
		return err
	}
	kept.Accounts = slices.Delete(kept.Accounts, place, place+1)
	if place < kept.Current || kept.Current == len(kept.Accounts) {
		kept.Current--
	}
	if len(kept.Accounts) == 0 {
		err = os.Remove(s.path)
	} else {
		err = s.write(kept)
	}
	if err != nil {
		return fmt.Errorf("forget the account: %w", err)
	}
	return nil
}

func (s *Store) write(kept Kept) error {
	data, err := json.MarshalIndent(inFile{Accounts: kept.Accounts, Current: kept.Accounts[kept.Current].ID()}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	return safefile.Write(s.path, append(data, '\n'))
}
