//go:build !linux && !dragonfly && !freebsd && !netbsd && !openbsd && !ios

package account

import (
	"errors"
	"io/fs"
)

// reachable has nothing to look for: the keyring is part of the system.
func reachable() error { return nil }

// isNoService reports whether the program that leads to the keyring, on macOS, is missing.
func isNoService(err error) bool { return errors.Is(err, fs.ErrNotExist) }
