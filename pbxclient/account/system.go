//go:build !android && !ios

package account

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zalando/go-keyring"
)

// system is the system's own keyring: Secret Service, Keychain or Credential Manager.
type system struct{}

func (system) Get(service, user string) (string, error) {
	if err := reachable(); err != nil {
		return "", err
	}
	secret, err := keyring.Get(service, user)
	return secret, sorted(err)
}

func (system) Set(service, user, secret string) error {
	if err := reachable(); err != nil {
		return err
	}
	return sorted(keyring.Set(service, user, secret))
}

func (system) Delete(service, user string) error {
	if err := reachable(); err != nil {
		return err
	}
	return sorted(keyring.Delete(service, user))
}

// sorted tells a keyring without the secret, and no keyring at all, from other errors.
func sorted(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNoSecret
	case errors.Is(err, keyring.ErrUnsupportedPlatform), isNoService(err):
		return fmt.Errorf("%w (%w)", ErrNoKeyring, err)
	case isLocked(err):
		return fmt.Errorf("%w (%w)", ErrKeyringLocked, err)
	}
	return err
}

// isLocked reports whether the library found a keyring that nobody unlocked: it says so in words only.
func isLocked(err error) bool { return strings.HasPrefix(err.Error(), "failed to unlock") }
