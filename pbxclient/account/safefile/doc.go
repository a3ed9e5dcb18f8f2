// Package safefile writes small files that hold what a person set: whole or not at all, readable by their owner only.
package safefile

import "io"

// Write writes a file that only its owner can read, whole or not at all.
func Write(path string, data []byte) error {
	return WriteBy(path, func(to io.Writer) error {
		_, err := to.Write(data)
		return err
	})
}
