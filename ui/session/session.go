// Package session puts the parts behind a login together: client, journal and engine, as the command line and
// the window both need them.
package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/presence/wake"
	"ringside/ui/settings"
)

// Options is what a session has to be told besides who signs in where.
type Options struct {
	// Folder is where the settings are, and journals are kept, one file per account; "" keeps nothing.
	Folder string
	Logger *slog.Logger // nil is quiet
}

// Session is a login at work.
type Session struct {
	Account account.Account
	Client  *pbxclient.Client
	Mirror  *presence.Engine

	folder  string           // of the settings
	journal *journal.Journal // nil while another Ringside holds it
	log     *slog.Logger
}

// Open prepares a session; nothing is sent before Run. When another Ringside holds the journal, the session goes
// on without. It fails on an account that isn't valid and on a journal that cannot be made.
func Open(a account.Account, secret string, o Options) (*Session, error) {
	client, err := a.Client(secret, pbxclient.Config{Logger: o.Logger})
	if err != nil {
		return nil, err
	}
	s := &Session{Account: a, Client: client, folder: o.Folder, log: o.Logger}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if o.Folder != "" {
		if err := s.openJournal(o.Folder); err != nil {
			return nil, err
		}
	}
	s.Mirror = presence.New(client, presence.Options{
		UserName: a.UserName, ByKey: a.APIKey, Region: a.Region, ShortCodes: s.settings().ShortCodes, Journal: s.journal, Logger: o.Logger,
	})
	return s, nil
}

// ReadSettings goes by the settings as they are now.
func (s *Session) ReadSettings() { s.Mirror.SetShortCodes(s.settings().ShortCodes) }

func (s *Session) settings() settings.Settings {
	set, err := settings.Load(s.folder)
	if err != nil {
		s.log.Warn("going on with the default settings", "error", err)
	}
	return set
}

// Run mirrors the PBX until ctx ends, and leaves nothing behind that runs.
func (s *Session) Run(ctx context.Context) {
	var waking sync.WaitGroup
	waking.Go(func() {
		for reason := range wake.Watch(ctx, s.log) {
			s.log.Info("trying again at once", "because", reason)
			s.Mirror.Wake()
		}
	})
	s.Mirror.Run(ctx)
	waking.Wait()
	s.Client.CloseIdle()
	s.Close()
}

// Close lets go of the journal of a session that is not going to Run.
func (s *Session) Close() {
	if s.journal == nil {
		return
	}
	if err := s.journal.Close(); err != nil {
		s.log.Warn("the journal could not be written", "error", err)
	}
	s.journal = nil
}

func (s *Session) openJournal(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	j, setAside, err := journal.Open(filepath.Join(folder, journalName(s.Account)))
	if errors.Is(err, journal.ErrInUse) {
		s.log.Info("going on without the journal", "reason", err)
		return nil
	}
	if err != nil {
		return err
	}
	if setAside != "" {
		s.log.Warn("the journal was damaged and has been set aside", "as", setAside)
	}
	s.journal = j
	return nil
}

// journalName is one file name per account and user acted for, whatever characters those are made of.
func journalName(a account.Account) string {
	sum := sha256.Sum256([]byte(a.Key() + "\x00" + a.UserName))
	return "journal-" + hex.EncodeToString(sum[:8]) + ".db"
}
