//go:build !windows

package account

import "github.com/google/renameio/v2"

// replaceFile writes a file that only its owner can read, whole or not at all.
func replaceFile(path string, data []byte) error { return renameio.WriteFile(path, data, 0o600) }
