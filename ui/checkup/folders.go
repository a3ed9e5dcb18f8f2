package checkup

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"ringside/presence/boltfile"
)

// leastFree is how much room, in MB, settings and the journal should have left.
const leastFree = 50

// folders looks whether what is set and what happened can be kept, by nobody but its owner.
func (v *visit) folders(context.Context) Result {
	if v.Folder == "" {
		return found(foldersNone, nil)
	}
	facts := Facts{"folder": v.Folder}
	exists, err := writable(v.Folder)
	if err != nil {
		return found(foldersReadOnly, facts)
	}
	if free, known := freeMB(existing(v.Folder)); known {
		facts["free_mb"] = free
	}
	facts["private"], facts["set_aside"] = true, 0
	if exists {
		facts["private"], facts["set_aside"] = private(v.Folder), setAside(v.Folder)
	}
	facts["files"], facts["damaged"] = count(v.Folder)
	free, measured := facts["free_mb"].(int)
	switch {
	case facts["damaged"].(int) > 0:
		return found(foldersDamaged, facts)
	case measured && free < leastFree:
		return found(foldersFull, facts)
	case !facts["private"].(bool):
		return found(foldersOpen, facts)
	case facts["set_aside"].(int) > 0:
		return found(foldersSetAside, facts)
	}
	return found(foldersGood, facts)
}

// existing is the folder itself, or the nearest one above it that is there.
func existing(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

// writable writes a file into a folder, and takes it away again; into the one above for a folder that would be made when it is
// needed. exists tells which.
func writable(folder string) (exists bool, err error) {
	place := existing(folder)
	file, err := os.CreateTemp(place, ".ringside-check-up-*")
	if err != nil {
		return false, err
	}
	return place == folder, errors.Join(file.Close(), os.Remove(file.Name()))
}

// private reports whether nobody else can read a folder or what is kept in it. Windows guards a user's folders itself.
func private(folder string) bool {
	info, err := os.Stat(folder)
	if err != nil || runtime.GOOS == "windows" {
		return err == nil
	}
	if info.Mode().Perm()&0o077 == 0 {
		return true // then it does not matter what is within
	}
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
			return false
		}
	}
	return true
}

// count counts the journals and whatever else is kept in files of their kind, and those of them that are damaged.
func count(folder string) (files, damaged int) {
	all, _ := filepath.Glob(filepath.Join(folder, "*.db"))
	for _, path := range all {
		err := boltfile.Sound(path)
		if errors.Is(err, fs.ErrNotExist) { // it has just gone
			continue
		}
		files++
		if err != nil {
			damaged++
		}
	}
	return files, damaged
}

// setAside counts the files that were damaged, and are kept under another name.
func setAside(folder string) (count int) {
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if strings.Contains(entry.Name(), ".damaged-") {
			count++
		}
	}
	return count
}
