package resident

import (
	"encoding/json"

	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/notify"
)

// followers are the connections that are told of every change of the list.
type followers map[*share.Conn]bool

// refresh brings the tray and everybody who follows the list up to what is known now.
func (r *Resident) refresh() {
	r.refreshing.Lock()
	defer r.refreshing.Unlock()
	r.roll.look(&r.logins, func(list []share.Listed) {
		for c := range r.followers {
			select {
			case <-c.Gone():
				delete(r.followers, c)
			default:
				c.Offer(share.Accounts{Kind: share.AccountsKind, Accounts: list})
			}
		}
	})
	if m := r.logins.Now().Mirror; m != nil {
		r.icon.Set(r.menu(m.Picture()))
	} else {
		r.icon.Set(r.menu(nil))
	}
}

// followList has a connection told of the list, now and after each change.
func (r *Resident) followList(c *share.Conn) {
	r.refreshing.Lock()
	defer r.refreshing.Unlock()
	if r.followers == nil {
		r.followers = followers{}
	}
	r.followers[c] = true
	c.Offer(share.Accounts{Kind: share.AccountsKind, Accounts: r.roll.list()})
}

// ofAccounts does what is asked for on the socket about accounts.
func (r *Resident) ofAccounts(c *share.Conn, do string, raw json.RawMessage) (result any, handled bool, err error) {
	switch do {
	case share.DoAccounts:
		var q share.FollowAccounts
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &q); err != nil {
				return nil, true, err
			}
		}
		if q.Follow {
			r.followList(c)
		}
		return share.Accounts{Accounts: r.roll.list()}, true, nil
	case share.DoSwitch, share.DoUse, doSignOut:
		var q share.OfAccount
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &q); err != nil {
				return nil, true, err
			}
		}
		in, known := r.logins.withID(q.Account)
		switch {
		case !known && (q.Account != "" || do != doSignOut):
			return nil, true, share.ErrNoAccount
		case do == share.DoUse:
			return r.use(in)
		case do == share.DoSwitch: // what ends connections has to be done beside them
			r.running.Go(func() { r.switchTo(q.Account) })
		default:
			r.running.Go(func() { r.signOut(q.Account) })
		}
		return nil, true, nil
	}
	return nil, false, nil
}

// use has a connection go on as another account.
func (r *Resident) use(in Login) (result any, handled bool, err error) {
	server := r.stations.serverOf(in)
	if server == nil {
		return nil, true, share.ErrNotSignedIn
	}
	return share.Move{Server: server}, true, nil
}

// switchTo makes the account with an ID the current one, and tells the person if that is not for long.
func (r *Resident) switchTo(id string) {
	if err := r.logins.Switch(id); err != nil && r.life.Err() == nil {
		r.Logger.Warn("changing to another account", "error", err)
		r.tellProblem(err)
	}
}

func (r *Resident) signOut(id string) {
	if err := r.logins.SignOut(r.life, id); err != nil && r.life.Err() == nil {
		r.Logger.Warn("signing out", "error", err)
		r.tellProblem(err)
	}
}

// openAt brings the window up at the account whose mirror it is. It does so beside the caller, who may be ended by it.
func (r *Resident) openAt(m presence.Mirror) {
	if r.life.Err() != nil {
		return
	}
	r.running.Go(func() {
		if in, _, known := r.logins.whose(m); known && r.logins.Now().Mirror != m {
			r.switchTo(in.Account.ID())
		}
		r.open("", nil)
	})
}

// from is a message about what happens at the account whose mirror it is: it takes the place of none of another's, and names
// the account where there are several.
func (r *Resident) from(m presence.Mirror, message notify.Message) notify.Message {
	in, name, known := r.logins.whose(m)
	if !known {
		return message
	}
	message.Key += " " + in.Account.ID()
	switch {
	case name == "":
	case message.Body == "":
		message.Body = name
	default:
		message.Body += " · " + name
	}
	return message
}
