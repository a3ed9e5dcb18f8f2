package cli

import (
	"context"
	"strings"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/share"
)

// owner is the user whose settings a command is about.
type owner interface {
	// set changes settings, if there is anything to change, and reads them back: the PBX's value is the truth.
	set(ctx context.Context, change pbxclient.UserSettings) (pbxclient.User, error)
	// sent is what goes to the PBX for a number that was typed.
	sent(ctx context.Context, typed string) (string, error)
	// phoneName is how a phone is called, "" if that is not known.
	phoneName(ctx context.Context, uuid string) string
	close()
}

// own finds the user that is signed in or acted for, in the Ringside that runs or at the PBX.
func (j *job) own(ctx context.Context) (owner, error) {
	if err := j.needUser(); err != nil {
		return nil, err
	}
	if remote := j.running(ctx); remote != nil {
		o := &shownOwner{remote}
		err := remote.Watch(ctx, share.OwnContact)
		if err == nil {
			_, err = firstPicture(ctx, remote)
		}
		if err != nil {
			o.close()
			return nil, err
		}
		return o, nil
	}
	return j.askedOwner(ctx)
}

// shownOwner is the one who is signed in at the Ringside that runs.
type shownOwner struct{ remote *share.Remote }

func (o *shownOwner) set(ctx context.Context, change pbxclient.UserSettings) (pbxclient.User, error) {
	if err := o.remote.SetOwn(ctx, change); err != nil {
		return pbxclient.User{}, err
	}
	c := o.remote.Picture().Own()
	if c == nil {
		return pbxclient.User{}, presence.ErrNoUser
	}
	return pbxclient.User{UUID: c.UUID, Username: c.Username, DND: c.DND, CW: c.CW, CallForward: c.CallForward, HotDesk: c.HotDesk}, nil
}

func (o *shownOwner) sent(ctx context.Context, typed string) (string, error) {
	plan, err := o.remote.Plan(ctx, presence.DialRequest{Typed: typed})
	return plan.Sent, err
}

func (o *shownOwner) phoneName(_ context.Context, uuid string) string {
	for _, p := range o.remote.Picture().OwnPhones {
		if p.UUID == uuid {
			return p.Name
		}
	}
	return ""
}

func (o *shownOwner) close() { o.remote.Close() }

// askedOwner is one that the PBX is asked about.
type askedOwner struct {
	client  *pbxclient.Client
	account account.Account
	user    pbxclient.User    // as listed, without a status
	codes   map[string]string // short codes of the user's own
	known   map[string]bool
}

// askedOwner finds the user at the PBX. It needs one list and no events.
func (j *job) askedOwner(ctx context.Context) (*askedOwner, error) {
	a, secret, err := j.login(ctx)
	if err != nil {
		return nil, err
	}
	client, err := a.Client(secret, pbxclient.Config{})
	if err != nil {
		return nil, err
	}
	o := &askedOwner{client: client, account: a, codes: j.shortCodes(), known: map[string]bool{}}
	users, err := client.Users(ctx, pbxclient.ListOptions{})
	if err != nil {
		client.CloseIdle()
		return nil, err
	}
	for _, u := range users.Items {
		if u.Username == a.UserName || o.user.UUID == "" && strings.EqualFold(u.Username, a.UserName) {
			o.user = u
		}
		o.known[u.Username] = true
		for _, p := range u.Phones {
			o.known[p.Number] = true
		}
	}
	if o.user.UUID == "" {
		client.CloseIdle()
		return nil, presence.ErrNoUser
	}
	return o, nil
}

func (o *askedOwner) set(ctx context.Context, change pbxclient.UserSettings) (pbxclient.User, error) {
	if change != (pbxclient.UserSettings{}) {
		if _, err := o.client.SetUser(ctx, o.user.UUID, change); err != nil {
			return pbxclient.User{}, err
		}
	}
	return o.client.User(ctx, o.user.UUID, "")
}

func (o *askedOwner) sent(ctx context.Context, typed string) (string, error) {
	decision, err := o.rules(ctx).Decide(typed)
	return decision.Sent, err
}

func (o *askedOwner) phoneName(ctx context.Context, uuid string) string {
	phone, err := o.client.Phone(ctx, uuid)
	if err != nil {
		return ""
	}
	return phone.Name.Or("")
}

func (o *askedOwner) close() { o.client.CloseIdle() }

// longestExtension is how many digits a number inside a PBX has at most. A longer one among somebody's phones is a number
// outside, such as their mobile.
const longestExtension = 6

// rules are the number rules of the PBX, as far as the list of users tells its extensions.
func (o *askedOwner) rules(ctx context.Context) dialplan.Rules {
	rules := dialplan.Rules{Region: o.account.Region, Known: func(number string) bool {
		return len(number) <= longestExtension && o.known[number]
	}, ShortCodes: o.codes}
	if rules.Region == "" {
		// A PBX older than 4.1.10 does not tell; then a national number is refused with a reason.
		if system, err := o.client.SystemInformation(ctx); err == nil {
			rules.Region, _ = dialplan.RegionFor(system.Number, system.TimeZone)
		}
	}
	return rules
}
