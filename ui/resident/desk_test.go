package resident

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"

	"ringside/pbxclient/account"
	"ringside/presence/journal"
)

// desk is a Logins with the changes it told of.
type desk struct {
	*Logins
	told chan Login
	life context.Context
}

// logins makes one that ends with the test.
func (h *house) logins(t *testing.T) *desk {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	d := &desk{told: make(chan Login, 64), life: ctx}
	d.Logins = &Logins{
		Keep: true, Folder: h.Folder, Secrets: h.Secrets, Logger: slog.New(slog.DiscardHandler),
		Changed: func(now Login) { d.told <- now },
	}
	t.Cleanup(func() { cancel(); d.Close() })
	return d
}

// next is the next change.
func (d *desk) next(t *testing.T) Login {
	t.Helper()
	return await(t, d.told, "a change of who is signed in")
}

// kept is the account for the next start.
func (h *house) kept(t *testing.T) account.Account {
	t.Helper()
	a, _, err := account.NewStore(h.Folder).Load()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// refusals counts how often the PBX refused a login.
func (h *house) refusals() (n int) {
	for _, r := range h.office.PBX.Requests() {
		if r.Status == http.StatusUnauthorized {
			n++
		}
	}
	return n
}

// journals are the files of calls in a folder.
func journals(t *testing.T, folder string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "journal-*.db"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	return paths
}

// inUse reports whether somebody has a journal open.
func inUse(t *testing.T, path string) bool {
	t.Helper()
	j, _, err := journal.Open(path)
	if err != nil {
		return errors.Is(err, journal.ErrInUse)
	}
	_ = j.Close()
	return false
}
