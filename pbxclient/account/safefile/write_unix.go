//go:build !windows

package safefile

import (
	"io"

	"github.com/google/renameio/v2"
)

// WriteBy writes a file that only its owner can read, whole or not at all; write writes what is in it.
func WriteBy(path string, write func(io.Writer) error) error {
	next, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o600))
	if err != nil {
		return err
	}
	defer next.Cleanup()
	if err := write(next); err != nil {
		return err
	}
	return next.CloseAtomicallyReplace()
}
