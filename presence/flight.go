package presence

import (
	"cmp"
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
)

// listSpacing keeps a storm of "list changed" events from becoming a storm of lists. Lists that take longer get as much
// time before the next ones, so that a large PBX is not busy with lists alone.
const (
	listSpacing    = time.Second
	maxListSpacing = 30 * time.Second
)

// flight is one round of listing, from the request until its answer has been taken.
type flight struct {
	parts   refresh
	doubts  int       // as in loop, when it was asked for
	wanted  time.Time // since when it is
	began   time.Time
	took    time.Duration // until the answer arrived
	overlay *overlay
	arrived bool
	drains  int // polls since the answer arrived
	answer  lists
}

// need has parts listed as soon as may be.
func (l *loop) need(parts refresh) {
	if l.want == 0 && parts != 0 {
		l.wantedAt = time.Now()
	}
	l.want |= parts
}

// behind is for how long something has had to be listed again.
func (l *loop) behind(now time.Time) time.Duration {
	switch {
	case l.flight != nil:
		return now.Sub(l.flight.wanted)
	case l.want != 0:
		return now.Sub(l.wantedAt)
	}
	return 0
}

// startLists fetches what has to be listed, one round at a time. It needs the position in the event stream
// first, so that nothing falls between the lists and the events.
func (l *loop) startLists() {
	if l.want == 0 || l.flight != nil || l.conn.State == SignedOut || !l.due.list.IsZero() {
		return
	}
	if positioned := l.cursor.drained && l.lostAt.IsZero(); !positioned && !l.state.denied["events"] {
		return
	}
	parts := l.want
	l.want = 0
	l.flight = &flight{parts: parts, doubts: l.doubts, wanted: l.wantedAt, began: time.Now(), overlay: newOverlay()}
	ctx, cancel := context.WithCancel(l.ctx)
	l.stopList = cancel
	withSystem, withBoxes := l.state.system.UUID == "" && l.state.system.Version == "", l.noBoxes < boxTries
	l.spawn(func() {
		defer cancel()
		l.listed <- l.fetch(ctx, parts, withSystem, withBoxes) // has room: one round at a time
	})
}

// boxTries is how often in a row reading the mailboxes may fail before the rest is shown without them: a PBX may fail for somebody
// who has none.
const boxTries = 3

// fetch reads the lists side by side; without the mailboxes, unless withBoxes, where they cannot be read.
func (l *loop) fetch(ctx context.Context, parts refresh, withSystem, withBoxes bool) lists {
	var got lists
	var refused [3]string
	withStatus := pbxclient.ListOptions{Status: true}
	g, ctx := errgroup.WithContext(ctx)
	read := func(part refresh, slot int, name string, list func() error) {
		if parts&part == 0 {
			return
		}
		g.Go(func() error {
			err := list()
			if part == refreshMailboxes && pbxclient.IsCode(err, pbxclient.CodeServer, pbxclient.CodeBadAnswer) {
				if got.noBoxes = true; withBoxes {
					return err
				}
			} else if !l.withheld(ctx, part, err) {
				return err
			}
			refused[slot] = name
			return nil
		})
	}
	read(refreshUsers, 0, "users", func() error { return into(&got.users)(l.src.Users(ctx, withStatus)) })
	read(refreshPhones, 1, "phones", func() error { return into(&got.phones)(l.src.Phones(ctx, withStatus)) })
	read(refreshMailboxes, 2, "voicemail", func() error { return into(&got.mailboxes)(l.src.Mailboxes(ctx, withStatus)) })
	if withSystem {
		g.Go(func() error { // a PBX older than 4.1.10 has none, and the rest works without
			if system, err := l.src.SystemInformation(ctx); err == nil {
				got.system = &system
			}
			return nil
		})
	}
	got.err = g.Wait()
	for _, name := range refused {
		if name != "" {
			got.denied = append(got.denied, name)
		}
	}
	return got
}

// withheld reports whether a list is one that this login does not get, which is no sign that contact is lost. The API names no
// status for that, and says of users who are no administrators that they are authenticated for a part of it only.
func (l *loop) withheld(ctx context.Context, part refresh, err error) bool {
	switch code := pbxclient.CodeOf(err); code {
	case pbxclient.CodeForbidden:
		return true
	case pbxclient.CodeUnauthorized:
		_, err := l.src.Events(ctx, pbxclient.EventsQuery{Timeout: pbxclient.Some(time.Duration(0)), Limit: 1})
		return err == nil || pbxclient.IsCode(err, pbxclient.CodeForbidden)
	case pbxclient.CodeNotFound, pbxclient.CodeBadRequest:
		return part == refreshMailboxes // somebody without a mailbox is no reason to show nobody
	default:
		return false
	}
}

// into keeps a list where it succeeded.
func into[T any](target **pbxclient.List[T]) func(pbxclient.List[T], error) error {
	return func(list pbxclient.List[T], err error) error {
		if err == nil {
			*target = &list
		}
		return err
	}
}

// onListed takes the answer of a round. Lists carry no sequence number, so the stream is drained once more
// before they are taken: a state that they had already left behind never shows.
func (l *loop) onListed(answer lists) {
	if l.flight == nil {
		return // stopped meanwhile
	}
	switch {
	case answer.noBoxes:
		l.noBoxes++
	case answer.mailboxes != nil:
		l.noBoxes = 0
	}
	if answer.err != nil {
		l.flight = nil
		l.fail("lists", answer.err)
		return
	}
	l.flight.answer, l.flight.arrived, l.flight.took = answer, true, time.Since(l.flight.began)
	if l.state.denied["events"] {
		l.takeLists()
		return
	}
	l.stopPoll()
	l.poll()
}

// takeLists makes the lists, and what the events said since, the truth.
func (l *loop) takeLists() {
	f := l.flight
	l.flight = nil
	l.state.applyLists(&f.answer)
	f.overlay.applyTo(l.state)
	if system := f.answer.system; system != nil {
		l.guessed, _ = dialplan.RegionFor(system.Number, system.TimeZone)
	}
	// Once it may have been the network that took long; the PBX takes long again.
	l.due.list = time.Now().Add(min(max(min(f.took, l.took), listSpacing), maxListSpacing))
	l.took = f.took
	if f.parts != refreshAll {
		return
	}
	l.synced = true
	for _, e := range l.early {
		l.apply(e)
	}
	l.early = nil
	l.takeOver()
	if f.doubts != l.doubts { // what was lost meanwhile these lists may lack, and they are asked for again
		l.conn = Connection{State: Stale, AsOf: cmp.Or(l.conn.AsOf, f.began)}
		return
	}
	others := maxChecks
	if l.state.secretive {
		others = 0
	}
	l.checkCalls(l.state.calls.doubtful(others, l.state.now()), l.goLive)
}

// goLive says that the picture holds, after everything has been listed and the open calls were asked after.
func (l *loop) goLive() {
	l.resyncs++
	l.resume()
	l.heardAt, l.lostAt, l.backRetry = time.Now(), time.Time{}, time.Time{}
	if l.state.denied["events"] {
		// Without events the picture is right only now and then, and says so.
		l.conn = Connection{State: Stale, Err: l.conn.Err, AsOf: l.heardAt}
		return
	}
	l.conn = Connection{State: Live}
}

// stopLists gives up the round under way.
func (l *loop) stopLists() {
	l.stopList()
	if l.flight != nil && !l.flight.arrived {
		<-l.listed // it was told to stop, and the next round needs its place
	}
	l.flight = nil
}
