package presence

import (
	"context"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence/journal"
)

// Mirror is all that the rooms above see of the PBX: the picture, its changes, the notices, and what can be
// asked for. Answers to commands come back as changes of the picture; what a command returns itself is only
// for the person who gave it.
type Mirror interface {
	// Picture returns the newest snapshot, never nil.
	Picture() *Snapshot
	// Subscribe starts a subscription; the picture at that moment is complete, changes after it are signalled.
	Subscribe() *Subscription
	Commands
}

// Commands is what can be asked for. Every method blocks until the PBX has answered or ctx ends, so none may
// be called from a window's own goroutine.
type Commands interface {
	// Plan tells what Dial would do, and asks nobody. Errors: a [dialplan.RefusedError], or, unless signed in with a key, a [NotOwnPhoneError].
	Plan(ctx context.Context, r DialRequest) (DialPlan, error)
	// Dial places a call from the user's own phone. It returns once that phone was picked up, or was not; see
	// [pbxclient.Outcome] for the ways it may not start, which are no errors. Errors: a
	// [dialplan.RefusedError] when the number cannot be dialled, [ErrAlreadyDialling], [ErrNoUser], or the PBX's.
	Dial(ctx context.Context, r DialRequest) (DialResult, error)
	// Hangup ends a call, by its PBX identifier.
	Hangup(ctx context.Context, uniqueID string) error
	// SetOwn changes the own settings, those that are set in s, and reads all of them back; with none set it only reads. The
	// PBX's answer is part of the picture when it returns. Errors: [ErrNoUser], or the PBX's.
	SetOwn(ctx context.Context, s pbxclient.UserSettings) error
	// SetOwnUntil sets do not disturb, call forwarding, or both, as SetOwn does, and has them set back at a time: to what they were
	// before, or off where that is not known or is what they are set to. That is done even if Ringside was started anew meanwhile or
	// the machine slept, and as soon as the PBX can be reached. A setting stays as it is instead if SetOwn sets it again or if the
	// PBX tells another value than was set; SetOwnUntil once more has it set back to the same as the first time. Errors:
	// [ErrNotUntil], and SetOwn's; with an error nothing is going to be set back that was not before.
	SetOwnUntil(ctx context.Context, s pbxclient.UserSettings, until time.Time) error
	// SetFavourite keeps a contact among the favourites, or no longer.
	SetFavourite(ctx context.Context, userUUID string, favourite bool) error
	// SetExtension sets a colleague's number by hand; "" goes back to what the PBX tells.
	SetExtension(ctx context.Context, userUUID, extension string) error
	// SetNote keeps a note about a colleague; "" takes it away. Errors: [ErrLongNote].
	SetNote(ctx context.Context, userUUID, note string) error
	// SetTellWhenFree has a [ColleagueFree] notice made, once, as soon as a colleague is available and not on do not disturb, which
	// may be at once; on false takes that back.
	SetTellWhenFree(ctx context.Context, userUUID string, on bool) error
	// History returns kept calls of the user's, newest first, those that still go on among them; none where nothing is kept.
	// Errors: only ctx's, or that they cannot be read.
	History(ctx context.Context, q HistoryQuery) ([]journal.Call, error)
	// SetCallNote keeps a note with a kept call, by its [journal.Call] Key; "" takes it away. Errors: [ErrLongNote],
	// [journal.ErrNoCall], or that it cannot be written.
	SetCallNote(ctx context.Context, key, note string) error
	// SeenCalls says that somebody has looked at the calls: none that was missed until now is unseen any more.
	SeenCalls(ctx context.Context) error
	// SetVisible tells whether somebody is looking: it paces what no event tells of.
	SetVisible(visible bool)
	// Retry makes an attempt at once, because somebody asks for it: after a failure, and after a refusal as well.
	Retry()
	// Wake makes an attempt at once because the machine woke up or the network changed, at most once a second, please.
	// Refused credentials stay refused. A picture that is live stays so while the PBX answers within a second, and
	// unless the machine's clocks tell that it slept.
	Wake()
}

// DialRequest is a call to place.
type DialRequest struct {
	Typed string // the number as typed
	// From is the UUID of the phone to call from, "" for the PBX's choice.
	From string
	// AutoAnswer asks that the own phone picks up by itself. It is passed on only where one phone is certain,
	// since the PBX refuses it otherwise.
	AutoAnswer bool
}

// DialResult is what became of a DialRequest.
type DialResult struct {
	pbxclient.Originated
	Sent string // the number as it went to the PBX
}

// DialPlan is what would become of a DialRequest.
type DialPlan struct {
	dialplan.Decision
	// PicksUp is true if the own phone will be asked to pick up by itself.
	PicksUp bool
	// Phones are those that may be called from; nil while the user is not known.
	Phones []ContactPhone
}
