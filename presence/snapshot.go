package presence

import (
	"maps"
	"slices"
	"time"

	"ringside/pbxclient"
)

// Snapshot is everything the engine knew at one moment. It never changes once published: readers may keep
// it, compare it and read it from any goroutine.
type Snapshot struct {
	Connection Connection
	// Synced is true once the first full picture has arrived; it stays true while the connection is stale.
	Synced bool
	// Resyncs counts full pictures: it grows by one each time everything was listed again.
	Resyncs int
	// Me is the UUID of the user that is signed in or acted for, "" while that is not known.
	Me       string
	Contacts *Roster
	// Phones that may be chosen to call from: the own ones, and the hot desk one is logged in at.
	OwnPhones []ContactPhone
	// Spare are the phones that no user has, by UUID.
	Spare []ContactPhone
	// Mailboxes the login may read, and those of them that are the user's own, in no order; see SetMailboxes.
	Mailboxes    *Mailboxes
	OwnMailboxes []*Mailbox
	// Calls that run, oldest first, and for half a minute those that ended.
	Calls []*Call
	// Denied names the parts of the API this login may not read: "users", "phones", "voicemail", "events".
	Denied []string
	System pbxclient.SystemInformation
	// Region is the ISO 3166 region that numbers are read in, "" while neither set nor guessed.
	Region string
	// History changes whenever a kept call or its note has changed: what Commands.History said before is old then.
	History int
	// MissedUnseen counts the calls that were missed since somebody last looked; see Commands.SeenCalls.
	MissedUnseen int
	// Until is what is going to be set back, and when; nil if nothing is. It never changes once published.
	Until *Until
	// ForwardedTo are the numbers that the user had calls forwarded to, as they were written, newest first: at most 8, each number
	// once. The one that calls are forwarded to now is among them.
	ForwardedTo []string
	// ShortCodes are the user's own, typed → called; see [dialplan.Rules]. It never changes.
	ShortCodes map[string]string
}

// Own returns the contact that is the user, or nil while that is not known.
func (s *Snapshot) Own() *Contact { return s.Contacts.Find(s.Me) }

// same reports whether two pictures show the same.
func same(a, b *Snapshot) bool {
	return a.Connection == b.Connection && a.Synced == b.Synced && a.Resyncs == b.Resyncs && a.Me == b.Me &&
		a.Contacts == b.Contacts && a.Mailboxes == b.Mailboxes && a.Region == b.Region && a.System == b.System &&
		a.History == b.History && a.MissedUnseen == b.MissedUnseen && a.Until == b.Until && slices.Equal(a.ForwardedTo, b.ForwardedTo) &&
		slices.Equal(a.OwnPhones, b.OwnPhones) && slices.Equal(a.Spare, b.Spare) && slices.Equal(a.Calls, b.Calls) && slices.Equal(a.Denied, b.Denied) &&
		maps.Equal(a.ShortCodes, b.ShortCodes)
}

// Fresh reports whether presence may be shown as what holds now.
func (s *Snapshot) Fresh() bool { return s.Connection.State == Live }

// ConnectionState tells how far the picture can be trusted. Its text is what the command line prints.
type ConnectionState string

// The states of the connection.
const (
	Connecting ConnectionState = "connecting" // no picture yet, nothing has failed yet
	Live       ConnectionState = "live"       // events flow, the picture is current
	Stale      ConnectionState = "stale"      // contact was lost a moment ago; the picture is as old as AsOf says
	Offline    ConnectionState = "offline"    // no contact for minutes, or none since the start
	SignedOut  ConnectionState = "signed_out" // the PBX refused the credentials; nothing is tried until asked
)

// Connection is the state of the way to the PBX.
type Connection struct {
	State ConnectionState
	// Err is why, when the state is not Live; nil when nothing failed.
	Err error
	// AsOf is when the picture was last known to be right; zero before the first one.
	AsOf time.Time
	// RetryAt is when the next attempt is due; zero when none is planned.
	RetryAt time.Time
}

// Contact is one user of the PBX with what is known of them.
type Contact struct {
	UUID, Username string
	FullName       string // "" when the PBX has none
	Extension      string // "" when no number of theirs is known
	Favourite      bool
	TellWhenFree   bool   // the user waits to be told that they are free
	Note           string // what the user noted about them, "" mostly
	Presence       Presence
	// Since is when the presence became what it is, zero if that was before we looked.
	Since       time.Time
	DND, CW     pbxclient.Opt[bool]
	CallForward pbxclient.Opt[string]
	HotDesk     pbxclient.Opt[string] // UUID of the phone they are logged in at
	// DeskSince is when they logged in there, zero where no event told of that.
	DeskSince time.Time
	// Assigned is what the PBX assigned to the user, numbers without a status included.
	Assigned []pbxclient.AssignedPhone
	// Phones are those with a status: the assigned ones and the hot desk.
	Phones []ContactPhone
}

// Name is the full name, or the user name of somebody without one.
func (c *Contact) Name() string {
	if c.FullName != "" {
		return c.FullName
	}
	return c.Username
}

// Forward returns where calls are forwarded to, "" when they are not or when that is not known.
func (c *Contact) Forward() string { return c.CallForward.Or("") }

// ContactPhone is a phone as seen with its user.
type ContactPhone struct {
	UUID string
	Name string // "" when the PBX gives none
	// StatusCode is the PBX's bit mask; not Set while the phone's status is not known.
	StatusCode pbxclient.Opt[int]
	HotDesk    bool // the user is logged in here; otherwise it is assigned to them
	Personal   bool // the PBX calls it normally used by one user
}
