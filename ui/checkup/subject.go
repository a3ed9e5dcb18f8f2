package checkup

import (
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
)

// Subject is what is looked at.
type Subject struct {
	// Account is who is signed in, or would be; it may be empty, and not valid.
	Account account.Account
	// Client asks the PBX as who is signed in; nil while nobody is.
	Client *pbxclient.Client
	// NoSecret is true where the account is known, and its secret could not be had.
	NoSecret bool
	// Folder is where settings, accounts and journals are kept; "" keeps nothing.
	Folder string
	// HasDisplay tells whether a window could open.
	HasDisplay bool
	// Running is the part that stays; nil where there is none.
	Running *Running

	pace float64 // how much faster than usual everything has to be; 0 means 1, tests have less time
}

// Running is a part of Ringside that stays.
type Running struct {
	Version string
	// Outdated is true if its program has been replaced by another version.
	Outdated bool
	// Since is when it started; zero if that is not known.
	Since  time.Time
	Window Window
}

// Window is what became of the window.
type Window struct {
	There bool // it is, to be seen or not
	// Failed is true if the last one did not come, or crashed; Reason is the last that it said, foreign text.
	Failed bool
	Reason string
}
