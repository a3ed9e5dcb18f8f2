package boltfile

import (
	"fmt"
	"os"
)

// looks is how often a file is looked at that changes meanwhile.
const looks = 5

// Sound reports what is wrong with the file at path; nil if nothing is. It only reads, and takes no lock, so that it may look at
// one that is open. The errors of the file system are passed on, [fs.ErrNotExist] among them.
func Sound(path string) error {
	var err error
	for range looks {
		before, failed := versionOf(path)
		if failed != nil {
			return failed
		}
		if err = sound(path, before.pageSize); err == nil {
			return nil
		}
		// What a finished version points to stays until the next one: the verdict holds if that is still the newest.
		if after, failed := versionOf(path); failed != nil || after == before {
			break
		}
	}
	return fmt.Errorf("look at the file: %w", err)
}

// version tells a state of the file from others.
type version struct {
	pageSize int
	txids    [2]uint64
}

// versionOf reads the two pages that say where everything is; the size of a page stands in the first.
func versionOf(path string) (v version, err error) {
	file, err := os.Open(path)
	if err != nil {
		return v, err
	}
	defer file.Close()
	meta := make([]byte, pageHeader+64)
	if _, err := file.ReadAt(meta, 0); err != nil {
		return v, fmt.Errorf("it is too short: %w", err)
	}
	v.pageSize, v.txids[0] = int(order.Uint32(meta[pageHeader+8:])), order.Uint64(meta[pageHeader+48:])
	if v.pageSize < 512 || v.pageSize > 1<<20 {
		v.pageSize = os.Getpagesize() // the first page is damaged; the second may be whole
	}
	if _, err := file.ReadAt(meta, int64(v.pageSize)); err != nil {
		return v, fmt.Errorf("it is too short: %w", err)
	}
	v.txids[1] = order.Uint64(meta[pageHeader+48:])
	return v, nil
}
