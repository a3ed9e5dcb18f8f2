package presence

import (
	"context"

	"ringside/pbxclient"
)

// Source is what the engine needs of a PBX. [pbxclient.Client] is one; tests bring others.
// Errors are expected to be a [pbxclient.Error] where the engine has to decide on them.
type Source interface {
	SystemInformation(ctx context.Context) (pbxclient.SystemInformation, error)
	Users(ctx context.Context, o pbxclient.ListOptions) (pbxclient.List[pbxclient.User], error)
	User(ctx context.Context, uuid, appID string) (pbxclient.User, error)
	SetUser(ctx context.Context, uuid string, s pbxclient.UserSettings) (pbxclient.User, error)
	Phones(ctx context.Context, o pbxclient.ListOptions) (pbxclient.List[pbxclient.Phone], error)
	Mailboxes(ctx context.Context, o pbxclient.ListOptions) (pbxclient.List[pbxclient.Mailbox], error)
	Mailbox(ctx context.Context, uuid, password string) (pbxclient.Mailbox, error)
	Events(ctx context.Context, q pbxclient.EventsQuery) (pbxclient.Batch, error)
	Originate(ctx context.Context, r pbxclient.OriginateRequest) (pbxclient.Originated, error)
	Call(ctx context.Context, id string) (pbxclient.CallDetails, error)
	Hangup(ctx context.Context, id string) (pbxclient.HangupResult, error)
	// CloseIdle lets all further requests go over new connections.
	CloseIdle()
	// Reach reports whether the PBX's machine answers at all, without a request.
	Reach(ctx context.Context) bool
}
