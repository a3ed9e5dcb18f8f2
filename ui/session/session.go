// Package session puts the parts behind a login together: client, journal and engine, as the command line and
// the window both need them.
package session

import (
	"cmp"
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
	set := s.settings()
	s.Mirror = presence.New(client, presence.Options{
		UserName: a.UserName, ByKey: a.APIKey, Region: s.region(set), ShortCodes: set.ShortCodes, Journal: s.journal, Logger: o.Logger,
	})
	return s, nil
}

// ReadSettings goes by the settings as they are now.
func (s *Session) ReadSettings() {
	set := s.settings()
	s.Mirror.SetShortCodes(set.ShortCodes)
	s.Mirror.SetRegion(s.region(set))
}

// region is what numbers are read in: as it is set, else as the account has it, and "" to go by the PBX.
func (s *Session) region(set settings.Settings) string {
	return cmp.Or(set.Region(s.Account.ID()), s.Account.Region)
}

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

// PictureFile is where the last picture of an account is kept in a folder.
func PictureFile(folder string, a account.Account) string {
	return filepath.Join(folder, "picture-"+fileKey(a)+".jsonl")
}

// TrendsFile is where it is kept in a folder how the queues of an account were.
func TrendsFile(folder string, a account.Account) string {
	return filepath.Join(folder, "trends-"+fileKey(a)+".gz")
}

// SwitchesFile is where it is kept in a folder what was seen of the switches of an account; "" for no folder.
func SwitchesFile(folder string, a account.Account) string {
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "switches-"+fileKey(a)+".json")
}

func journalName(a account.Account) string { return "journal-" + fileKey(a) + ".db" }

// fileKey is a part of a file's name that is one per account and user acted for, whatever characters those are made of.
func fileKey(a account.Account) string {
	sum := sha256.Sum256([]byte(a.Key() + "\x00" + a.UserName))
	return hex.EncodeToString(sum[:8])
}
