package safefile

import (
	"io"
	"os"
	"path/filepath"
)

// WriteBy writes a file, whole or not at all; write writes what is in it. os.Rename replaces on Windows too. Who may read the file
// goes by its folder, which there is the user's own.
func WriteBy(path string, write func(io.Writer) error) (err error) {
	next, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(next.Name())
		}
	}()
	err = write(next)
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
