// Package checkup looks whether everything is there that makes an installation work: the PBX and the way to it, what the login
// may do, and what the desktop offers. Each check comes out with facts and a finding, which words.go puts into a sentence that
// says what is, and one that says what to do about it.
package checkup

import (
	"context"
	"sync"
	"time"
)

// Check names a thing that is looked at. The names stay, since scripts know them.
type Check string

// The checks.
const (
	Address       Check = "address"       // the PBX answers, and is one
	Certificate   Check = "certificate"   // the way there is private
	Clock         Check = "clock"         // this computer's is right
	Credentials   Check = "credentials"   // the login is accepted
	Permissions   Check = "permissions"   // what the login may read
	Events        Check = "events"        // what happens is told at once
	OwnUser       Check = "own_user"      // who is signed in has a phone to call from
	Region        Check = "region"        // which country numbers are of
	Tray          Check = "tray"          // the desktop shows the icon
	Notifications Check = "notifications" // the desktop shows messages
	Keyring       Check = "keyring"       // the secret can be kept
	Handler       Check = "handler"       // a click on a number in another program comes here
	Display       Check = "display"       // the window can open
	Folders       Check = "folders"       // settings and the journal can be kept
	Resident      Check = "resident"      // the part that stays runs
)

// Status is how a check came out.
type Status string

// The ways in which a check comes out. What works with limits, or not for long, wants attention; failed is what keeps
// Ringside from its work.
const (
	OK        Status = "ok"
	Attention Status = "attention"
	Failed    Status = "failed"
	Skipped   Status = "skipped" // there was nothing to look at, or no way to
)

// Result is how one check came out.
type Result struct {
	Check   Check   `json:"check"`
	Status  Status  `json:"status"`
	Finding Finding `json:"finding"` // what was found; it stands for the sentences
	Facts   Facts   `json:"facts,omitempty"`
}

// found is a Result but for the name of its check.
func found(f Finding, facts Facts) Result {
	return Result{Status: statuses[f], Finding: f, Facts: facts}
}

// check is how one thing is looked at. What it shares with others has a deadline of its own, below this one.
type check struct {
	name Check
	time time.Duration
	look func(*visit, context.Context) Result
}

// usual is how long a check may take that asks for little.
const usual = 15 * time.Second

// checks are all of them, in the order in which people read them.
var checks = []check{
	{Address, usual, (*visit).address},
	{Certificate, usual, (*visit).certificate},
	{Clock, usual, (*visit).clock},
	{Credentials, usual, (*visit).credentials},
	{Permissions, time.Minute, (*visit).permissions}, // the lists of a large office take a while
	{Events, 2 * usual, (*visit).events},
	{OwnUser, time.Minute, (*visit).ownUser},
	{Region, time.Minute, (*visit).region},
	{Tray, usual, (*visit).tray},
	{Notifications, usual, (*visit).notifications},
	{Keyring, usual, (*visit).keyring},
	{Handler, usual, (*visit).handler},
	{Display, usual, (*visit).display},
	{Folders, usual, (*visit).folders},
	{Resident, usual, (*visit).resident},
}

// Checks are the names of all checks, in the order in which people read them.
func Checks() []Check {
	names := make([]Check, len(checks))
	for i, c := range checks {
		names[i] = c.name
	}
	return names
}

// Run makes all checks beside each other. tell is given each result as soon as it is there, one at a time. It changes nothing
// at the PBX, and sends a secret that may be wrong once only. It returns when nothing of it runs any more; its error is that
// of ctx, if that ends before all results are told.
func Run(ctx context.Context, of Subject, tell func(Result)) error {
	v := newVisit(ctx, of)
	results := make(chan Result)
	var looking sync.WaitGroup
	for _, c := range checks {
		looking.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, v.within(c.time))
			defer cancel()
			r := c.look(v, ctx)
			r.Check = c.name
			results <- r
		})
	}
	go func() {
		looking.Wait()
		close(results)
	}()
	for r := range results {
		if ctx.Err() == nil {
			tell(r)
		}
	}
	return ctx.Err()
}
