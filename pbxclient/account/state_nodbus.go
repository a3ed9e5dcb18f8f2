//go:build !linux && !dragonfly && !freebsd && !netbsd && !openbsd && !ios

package account

import "context"

// FindKeyring looks how the keyring stands: it is part of the system, which asks a person itself where it has to.
func FindKeyring(context.Context) (KeyringState, error) { return KeyringSystem, nil }
