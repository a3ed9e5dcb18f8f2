package share

import (
	"context"
	"encoding/json"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/journal"
)

// Plan implements presence.Commands. The decision has no reasons in it.
func (r *Remote) Plan(ctx context.Context, d presence.DialRequest) (presence.DialPlan, error) {
	var plan planned
	err := r.ask(ctx, dialOut(doPlan, d), &plan)
	return plan.back(d.Typed), err
}

// Dial implements presence.Commands.
func (r *Remote) Dial(ctx context.Context, d presence.DialRequest) (presence.DialResult, error) {
	var result dialed
	err := r.ask(ctx, dialOut(doDial, d), &result)
	return result.back(), err
}

func dialOut(do string, d presence.DialRequest) request {
	return request{Do: do, Number: d.Typed, From: d.From, AutoAnswer: d.AutoAnswer}
}

// Hangup implements presence.Commands.
func (r *Remote) Hangup(ctx context.Context, uniqueID string) error {
	return r.ask(ctx, request{Do: doHangup, UniqueID: uniqueID}, nil)
}

// SetOwn implements presence.Commands.
func (r *Remote) SetOwn(ctx context.Context, s pbxclient.UserSettings) error {
	return r.ask(ctx, request{Do: doSet, Settings: s}, nil)
}

// SetOwnUntil implements presence.Commands.
func (r *Remote) SetOwnUntil(ctx context.Context, s pbxclient.UserSettings, until time.Time) error {
	return r.ask(ctx, request{Do: doSetUntil, Settings: s, Until: stamp(until)}, nil)
}

// SetFavourite implements presence.Commands.
func (r *Remote) SetFavourite(ctx context.Context, userUUID string, favourite bool) error {
	return r.ask(ctx, request{Do: doFavourite, UUID: userUUID, Favourite: favourite}, nil)
}

// SetExtension implements presence.Commands.
func (r *Remote) SetExtension(ctx context.Context, userUUID, extension string) error {
	return r.ask(ctx, request{Do: doExtension, UUID: userUUID, Extension: extension}, nil)
}

// SetNote implements presence.Commands.
func (r *Remote) SetNote(ctx context.Context, userUUID, note string) error {
	return r.ask(ctx, request{Do: doNote, UUID: userUUID, Note: note}, nil)
}

// SetTellWhenFree implements presence.Commands.
func (r *Remote) SetTellWhenFree(ctx context.Context, userUUID string, on bool) error {
	return r.ask(ctx, request{Do: doTellWhenFree, UUID: userUUID, On: on}, nil)
}

// History implements presence.Commands. Times are of a millisecond.
func (r *Remote) History(ctx context.Context, q presence.HistoryQuery) ([]journal.Call, error) {
	var page kept
	err := r.ask(ctx, historyOut(q), &page)
	return page.back(), err
}

// SetCallNote implements presence.Commands.
func (r *Remote) SetCallNote(ctx context.Context, key, note string) error {
	return r.ask(ctx, request{Do: doCallNote, Key: key, Note: note}, nil)
}

// SeenCalls implements presence.Commands.
func (r *Remote) SeenCalls(ctx context.Context) error {
	return r.ask(ctx, request{Do: doSeenCalls}, nil)
}

// SetVisible implements presence.Commands. Somebody looks as long as one of the connections says so.
func (r *Remote) SetVisible(visible bool) { _ = r.send(request{Do: doVisible, Visible: visible}) }

// Retry implements presence.Commands.
func (r *Remote) Retry() { _ = r.send(request{Do: doRetry}) }

// Wake implements presence.Commands.
func (r *Remote) Wake() { _ = r.send(request{Do: doWake}) }

// Ask asks for what the owner of the server adds to the protocol; more and result may be nil.
func (r *Remote) Ask(ctx context.Context, do string, more, result any) error {
	q := request{Do: do}
	if more != nil {
		raw, err := json.Marshal(more)
		if err != nil {
			return err
		}
		q.More = raw
	}
	return r.ask(ctx, q, result)
}
