package safefile

import (
	"os"
	"path/filepath"
)

// Write writes a file, whole or not at all: os.Rename replaces on Windows too. Who may read it goes by its folder, which
// there is the user's own.
func Write(path string, data []byte) (err error) {
	next, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(next.Name())
		}
	}()
	_, err = next.Write(data)
	if err == nil {
		err = next.Sync()
	}
	if closeErr := next.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(next.Name(), path)
	}
	return err
}
