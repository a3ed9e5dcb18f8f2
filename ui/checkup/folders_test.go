package checkup

import (
	"os"
	"path/filepath"
	"testing"

	"ringside/presence/journal"
)

func TestFolders_CanBeWrittenAreOnesOwnAndWhole(t *testing.T) {
	keep := func(t *testing.T, folder string) (path string) {
		t.Helper()
		path = filepath.Join(folder, "journal-1.db")
		j, _, err := journal.Open(path)
		if err == nil {
			err = j.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	write := func(t *testing.T, path, content string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	open := func(t *testing.T, folder string) {
		t.Helper()
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		make func(t *testing.T, folder string) string
		want Finding
	}{
		"new": {func(_ *testing.T, folder string) string { return filepath.Join(folder, "later", "ringside") }, foldersGood},
		"used": {func(t *testing.T, folder string) string {
			keep(t, folder)
			return folder
		}, foldersGood},
		"none": {func(*testing.T, string) string { return "" }, foldersNone},
		"in the place of a file": {func(t *testing.T, folder string) string {
			write(t, filepath.Join(folder, "file"), "", 0o600)
			return filepath.Join(folder, "file", "ringside")
		}, foldersReadOnly},
		"open to others": {func(t *testing.T, folder string) string {
			write(t, filepath.Join(folder, "accounts.json"), "{}", 0o644)
			open(t, folder)
			return folder
		}, foldersOpen},
		"open to others, with files that are not": {func(t *testing.T, folder string) string {
			write(t, filepath.Join(folder, "accounts.json"), "{}", 0o600)
			open(t, folder)
			return folder
		}, foldersGood},
		"with a journal that is damaged": {func(t *testing.T, folder string) string {
			write(t, keep(t, folder), "no journal at all", 0o600)
			return folder
		}, foldersDamaged},
		"with one that was": {func(t *testing.T, folder string) string {
			write(t, keep(t, folder)+".damaged-20260101-120000", "", 0o600)
			return folder
		}, foldersSetAside},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.Chmod(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			within := c.make(t, folder)
			before, _ := os.ReadDir(folder)
			v := newVisit(t.Context(), Subject{Folder: within})
			r := v.folders(t.Context())
			r.Check = Folders
			if r.Finding != c.want {
				t.Errorf("%s %v, want %s", r.Finding, r.Facts, c.want)
			}
			said(t, r)
			if after, _ := os.ReadDir(folder); len(after) != len(before) {
				t.Errorf("it left %v behind", after)
			}
		})
	}
}

func TestFreeMB_IsKnownHere(t *testing.T) {
	if free, known := freeMB(t.TempDir()); !known || free <= 0 {
		t.Errorf("%d, %v", free, known)
	}
}
