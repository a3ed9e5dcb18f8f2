package share

import (
	"encoding/json"
	"errors"

	"ringside/pbxclient/account"
)

// What keeps the parts of Ringside from doing what they are asked for.
var (
	// ErrAway means that the part that stays does not run at the moment, and is being started.
	ErrAway = errors.New("the part of Ringside in the background is being started again")
	// ErrEnding means that it is about to end.
	ErrEnding = errors.New("the part of Ringside in the background is ending")
	// ErrNoDisplay means that there is no desktop to open a window on.
	ErrNoDisplay = errors.New("there is no desktop to open a window on")
	// ErrNoPipe means that a window has no way for a secret to the part that stays, which did not start it.
	ErrNoPipe = errors.New("this window cannot sign in")
	// ErrNoAccount means that something is asked of an account that is none of those there are.
	ErrNoAccount = errors.New("there is no such account here")
)

// OtherAccountError means that the Ringside which runs is signed in elsewhere.
type OtherAccountError struct{ Running account.Account }

// Error is one plain sentence.
func (e *OtherAccountError) Error() string {
	return "Ringside is running already, signed in as " + e.Running.UserName + " at " + e.Running.Address
}

// PackError is an error as the socket has it, for channels beside it; nil is null.
func PackError(err error) json.RawMessage {
	raw, failed := json.Marshal(failureOf(err))
	if failed != nil {
		return json.RawMessage(`{"text":"an error that cannot be told"}`)
	}
	return raw
}

// UnpackError is an error again that PackError packed; nil for null and for nothing.
func UnpackError(raw json.RawMessage) error {
	var f *failure
	if len(raw) == 0 || json.Unmarshal(raw, &f) != nil {
		return nil
	}
	return f.err()
}
