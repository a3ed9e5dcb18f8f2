//go:build !windows

package safefile

import "github.com/google/renameio/v2"

// Write writes a file that only its owner can read, whole or not at all.
func Write(path string, data []byte) error { return renameio.WriteFile(path, data, 0o600) }
