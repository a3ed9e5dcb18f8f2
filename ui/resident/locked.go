package resident

import (
	"errors"

	"ringside/pbxclient/account"
	"ringside/ui/notify"
)

// locked is what is told of a keyring that waits to be unlocked. One change of who is signed in at a time uses it.
type locked struct {
	unseen bool // nobody saw this process start
	told   bool
}

// tellLocked tells, once, of a keyring that keeps whoever started without a window from being signed in.
func (r *Resident) tellLocked(now Login) {
	const key = "keyring"
	l := &r.locked
	waits := errors.Is(now.Problem, account.ErrKeyringTimeout) || errors.Is(now.Problem, account.ErrKeyringLocked)
	switch {
	case waits && l.unseen && !l.told && !r.windows.there():
		l.told = true
		open := r.Words.Say("open_ringside")
		r.sender.Tell(notify.Message{
			Key: key, Title: "Ringside", Body: r.Words.Error(now.Problem),
			Actions: []notify.Action{{Key: notify.DefaultAction, Label: open}, {Key: actionOpen, Label: open}},
			Chosen:  func(string) { r.open("", nil) },
		})
	case now.Mirror != nil && l.told:
		*l = locked{}
		r.sender.Withdraw(key)
	}
}
