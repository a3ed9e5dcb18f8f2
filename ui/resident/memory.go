package resident

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/account/safefile"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/session"
)

// remember keeps the picture of an account, for a window to show at the next start until the PBX has answered. One that does
// not hold now is left as it was kept.
func (r *Resident) remember(a account.Account, s *presence.Snapshot) {
	if r.Folder == "" || r.Demo || !s.Synced || !s.Fresh() {
		return
	}
	err := safefile.WriteBy(session.PictureFile(r.Folder, a), func(to io.Writer) error { return share.Keep(to, s, time.Now()) })
	if err != nil {
		r.Logger.Warn("the picture could not be kept for the next start", "error", err)
	}
}

// recall is the picture of an account that was kept last; nil if there is none.
func recall(folder string, a account.Account) (*presence.Snapshot, error) {
	if folder == "" {
		return nil, nil
	}
	file, err := os.Open(session.PictureFile(folder, a))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return share.Recall(file)
}

// forgetSeen leaves nothing behind of what was seen of an account that is signed out.
func forgetSeen(folder string, a account.Account) (failed error) {
	if folder == "" {
		return nil
	}
	for _, file := range []string{session.PictureFile(folder, a), session.TrendsFile(folder, a), session.SwitchesFile(folder, a)} {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
