package rows

import (
	"ringside/presence/addressbook/carddav"
	"ringside/ui/lang"
)

// BookAccount is what is said of an account on a CardDAV server.
type BookAccount struct {
	ID, Name string
	State    string // when it was copied, how far that is, or why it did not work
	Failed   bool
	Syncing  bool
	Part     float64 // 0 to 1 while it is being copied; 0 where nobody knows how far that is
}

// OfBookAccount says how an account does.
func OfBookAccount(s carddav.Status, e Eyes) BookAccount {
	a := BookAccount{
		ID: s.Account.ID, Name: listed(lang.Plain(s.Account.UserName, maxWho), lang.Plain(s.Account.Address, maxWho)), Syncing: s.Syncing,
	}
	switch {
	case s.Syncing && s.Total > 0:
		a.Part = float64(s.Done) / float64(s.Total)
		a.State = e.Words.Say("carddav_syncing_of", lang.With{"Done": e.Words.Number(s.Done), "Total": e.Words.Number(s.Total)})
	case s.Syncing:
		a.State = e.Words.Say("carddav_syncing")
	case s.Problem != nil:
		a.State, a.Failed = e.Words.Error(s.Problem), true
	case s.Synced.IsZero():
		a.State = e.Words.Say("carddav_never")
	default:
		a.State = e.Words.Say("carddav_synced", lang.With{"When": e.Words.When(s.Synced, e.Now)})
	}
	return a
}
