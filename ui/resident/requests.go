package resident

import (
	"context"
	"encoding/json"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/checkup"
	"ringside/ui/notify"
	"ringside/ui/tray"
)

// Request is what somebody starts Ringside for.
type Request struct {
	Hidden bool   `json:"hidden,omitempty"` // leave the window where it is
	Number string `json:"number,omitempty"` // a tel: URI as given, to be put into the dial field; "" for none
	// Account is the one that the window has to come up at, by its ID; "" is the current one.
	Account string `json:"account,omitempty"`
	// Environment says which desktop the window is for, in the form of os.Environ.
	Environment []string `json:"environment,omitempty"`
}

// What the part that stays does besides the commands of the protocol.
const (
	doOpen    = "open"    // a Request
	doWindow  = "window"  // this is the window; the result is a welcome
	doSeen    = "seen"    // the window has come up
	doReplace = "replace" // this window is of an older program; the result is none, and it has to end
	doTray    = "tray"    // whether there is a place for the icon
	doLeave   = "leave"
	doSignOut = "sign_out" // a share.OfAccount, or nothing for the current one
	doQuit    = "quit"     // a parting, or nothing
)

// welcome is what the window has to know when nobody is signed in.
type welcome struct {
	Account account.Account `json:"account"`
	Asking  bool            `json:"asking,omitempty"`
	Problem json.RawMessage `json:"problem,omitempty"`
}

// present is what a window tells that is there.
type present struct {
	PID int `json:"pid"`
}

// trayAnswer tells whether Ringside can be reached when its window is closed.
type trayAnswer struct {
	Host bool `json:"host"`
}

// replacing is what a window tells that has to be replaced.
type replacing struct {
	Visible bool `json:"visible"`
}

// parting is what the desktop is told when Ringside ends.
type parting struct {
	Said string `json:"said,omitempty"`
}

// more does what is asked for on the socket besides the commands of the protocol.
func (r *Resident) more(c *share.Conn, do string, raw json.RawMessage) (result any, handled bool, err error) {
	switch do {
	case doOpen:
		var q Request
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &q); err != nil {
				return nil, true, err
			}
		}
		if q.Hidden && q.Number == "" {
			return nil, true, nil
		}
		if in, known := r.logins.withID(q.Account); known && r.logins.Now().Account != in.Account {
			r.running.Go(func() { r.switchTo(q.Account); r.open(q.Number, q.Environment) })
			return nil, true, nil
		}
		return nil, true, r.windows.open(q.Number, q.Environment)
	case doWindow:
		var q present
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &q); err != nil {
				return nil, true, err
			}
		}
		now := r.logins.Now()
		r.windows.joined(c, q.PID)
		return welcome{Account: now.Account, Asking: now.Asking, Problem: share.PackError(now.Problem)}, true, nil
	case doSeen:
		r.windows.seen(c)
		return nil, true, nil
	case doReplace:
		var q replacing
		if err := json.Unmarshal(raw, &q); err != nil {
			return nil, true, err
		}
		r.windows.replaced(c)
		if q.Visible {
			err = r.windows.open("", nil)
		}
		return nil, true, err
	case doTray:
		ctx, cancel := context.WithTimeout(r.life, windowPatience)
		defer cancel()
		return trayAnswer{tray.HostPresent(ctx)}, true, nil
	case doSettings:
		r.settingsChanged()
		return nil, true, nil
	case doShortcut:
		r.settingsChanged() // whoever asks may have changed them, and is not to be told of before
		return share.Later(func(ctx context.Context) (any, error) { return r.hotkey.settled(ctx) }), true, nil
	case checkup.Do:
		later, err := checkup.Serve(r.subject, c.Push, raw)
		if err != nil {
			return nil, true, err
		}
		return later, true, nil
	case doLeave: // what ends the connections has to be done beside them
		r.running.Go(r.logins.Leave)
		return nil, true, nil
	case doQuit:
		var p parting
		if len(raw) > 0 && json.Unmarshal(raw, &p) == nil && p.Said != "" {
			r.sender.Tell(notify.Message{Key: "parting", Title: "Ringside", Body: p.Said})
		}
		r.end(errQuit)
		return nil, true, nil
	}
	if result, handled, err := r.contacts.More(c, do, raw); handled {
		return result, true, err
	}
	return r.ofAccounts(c, do, raw)
}
