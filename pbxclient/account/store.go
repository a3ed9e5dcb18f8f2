package account

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"ringside/pbxclient/account/safefile"
)

// Store keeps the account in one JSON file that only its owner can read.
type Store struct {
	path string
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

// NewStore keeps the account in the file accounts.json in folder, which is made when an account is saved.
func NewStore(folder string) *Store { return &Store{path: filepath.Join(folder, "accounts.json")} }

// Load returns the account, and false if none is kept. A file that holds no valid account is an error that names it, and
// stays as it is.
func (s *Store) Load() (Account, bool, error) {
	data, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return Account{}, false, nil
	}
	if err != nil {
		return Account{}, false, fmt.Errorf("load the account: %w", err)
	}
	var a Account
	if err := json.Unmarshal(data, &a); err != nil {
		return Account{}, false, fmt.Errorf("load the account: %s is damaged: %w", s.path, err)
	}
	if err := a.Valid(); err != nil {
		return Account{}, false, fmt.Errorf("load the account: %s is damaged: %w", s.path, err)
	}
	return a, true, nil
}

// Save keeps the account instead of the one before. The file is never half written.
func (s *Store) Save(a Account) error {
	if err := a.Valid(); err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	data, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	if err := safefile.Write(s.path, append(data, '\n')); err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	return nil
}

// Forget removes the account; none to remove is no error. The secret is another matter: see Secrets.Delete.
func (s *Store) Forget() error {
	if err := os.Remove(s.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget the account: %w", err)
	}
	return nil
}
