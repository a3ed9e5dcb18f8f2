package share

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/journal"
)

// keeping runs a test against a quiet office whose mirror keeps a journal and is offered.
func keeping(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	offered(t, signIn{keeps: filepath.Join(t.TempDir(), "journal"), region: "NL"}, func(t *testing.T, w *world) {
		if w.failed != nil {
			t.Fatal(w.failed)
		}
		test(t, w)
	})
}

// missACall has somebody outside call the user until they give up.
func (w *world) missACall(t *testing.T, from pbxsim.Party) {
	t.Helper()
	id, err := w.pbx.Incoming(from, w.user(t).Extension)
	after(time.Second)
	if err = errors.Join(err, w.pbx.Hangup(id)); err != nil {
		t.Fatal(err)
	}
	after(time.Second)
}

func TestRemote_HasTheCallsThatAreKept(t *testing.T) {
	keeping(t, func(t *testing.T, w *world) {
		r := w.remote(t)
		w.missACall(t, pbxsim.Party{Number: "0612345678", Name: "Out \u2028& about"})
		w.missACall(t, pbxsim.Party{Number: "0201234567"})
		if s := r.Picture(); s.MissedUnseen != 2 || s.History == 0 {
			t.Errorf("%d missed, history %d", s.MissedUnseen, s.History)
		}
		for _, q := range []presence.HistoryQuery{
			{}, {Most: 1}, {Missed: true}, {Numbers: []string{"+31612345678"}}, {PartyUUID: "nobody"}, {PartyUUID: "nobody", Numbers: []string{"020 1234567"}},
		} {
			want, wantErr := w.engine.History(t.Context(), q)
			got, err := r.History(t.Context(), q)
			if diff := cmp.Diff(keptSeen(want), keptSeen(got)); diff != "" || err != nil || wantErr != nil {
				t.Errorf("%+v: %v, %v: %s", q, wantErr, err, diff)
			}
		}
		page, _ := r.History(t.Context(), presence.HistoryQuery{Most: 1})
		older, err := r.History(t.Context(), presence.HistoryQuery{Before: page[0].Key})
		if err != nil || len(older) != 1 || older[0].Number != "0612345678" {
			t.Fatalf("before it %+v, %v", older, err)
		}
		before := r.Picture().History
		if err := r.SetCallNote(t.Context(), older[0].Key, "call back"); err != nil || r.Picture().History == before {
			t.Errorf("a note: %v", err)
		}
		if again, _ := r.History(t.Context(), presence.HistoryQuery{Before: page[0].Key}); len(again) != 1 || again[0].Note != "call back" {
			t.Errorf("noted %+v", again)
		}
		if err := r.SetCallNote(t.Context(), "00", "x"); !errors.Is(err, journal.ErrNoCall) {
			t.Errorf("a note of no call: %v", err)
		}
		if err := r.SeenCalls(t.Context()); err != nil || r.Picture().MissedUnseen != 0 {
			t.Errorf("%d are unseen: %v", r.Picture().MissedUnseen, err)
		}
	})
}

func TestRemote_SetsForATimeOnly(t *testing.T) {
	keeping(t, func(t *testing.T, w *world) {
		r := w.remote(t)
		at := time.Now().Add(time.Hour)
		if err := r.SetOwnUntil(t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true), CallForward: pbxclient.Some("204")}, at); err != nil {
			t.Fatal(err)
		}
		s := r.Picture()
		if diff := unlike(w.engine.Picture(), s); diff != "" || s.Until == nil || !s.Until.DND.Equal(at) || len(s.ForwardedTo) != 1 || !s.Own().DND.Or(false) {
			t.Errorf("%+v, %q %s", s.Until, s.ForwardedTo, diff)
		}
		if err := r.SetOwnUntil(t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true)}, time.Time{}); !errors.Is(err, presence.ErrNotUntil) {
			t.Errorf("until never: %v", err)
		}
		after(time.Hour)
		if s := r.Picture(); s.Until != nil || s.Own().DND.Or(true) || s.Own().Forward() != "" {
			t.Errorf("then %+v, %+v", s.Until, s.Own())
		}
	})
}

// slow is a mirror that is asked for what takes its time.
type slow struct {
	presence.Mirror
	given   chan struct{}
	release chan struct{}
	ended   error
}

func (s *slow) SetOwnUntil(ctx context.Context, _ pbxclient.UserSettings, _ time.Time) error {
	close(s.given)
	<-s.release
	s.ended = ctx.Err()
	return nil
}

func TestServer_GoesOnSettingForWhoHasGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mirror := &slow{given: make(chan struct{}), release: make(chan struct{})}
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: mirror})}
		defer w.server.Close()
		r := w.connect(t, nil)
		go func() { _ = r.SetOwnUntil(t.Context(), pbxclient.UserSettings{}, time.Now()) }()
		<-mirror.given
		r.Close()
		synctest.Wait()
		close(mirror.release)
		synctest.Wait()
		if mirror.ended != nil {
			t.Errorf("it was given up: %v", mirror.ended)
		}
	})
}

func TestRemote_IsToldWhenAColleagueIsFree(t *testing.T) {
	keeping(t, func(t *testing.T, w *world) {
		r := w.remote(t)
		sub, original := r.Subscribe(), w.engine.Subscribe()
		defer sub.Close()
		defer original.Close()
		anna := w.pbx.Office().Users[2]
		version := r.Picture().Contacts.Version
		if err := r.SetNote(t.Context(), anna.UUID, "likes tea"); err != nil || r.Picture().Contacts.Find(anna.UUID).Note != "likes tea" {
			t.Errorf("a note: %v", err)
		}
		if r.Picture().Contacts.Version == version {
			t.Error("whoever searches is not told of a note")
		}
		_ = w.pbx.SetPhoneStatus(anna.Phones[0], 1)
		synctest.Wait()
		if err := r.SetTellWhenFree(t.Context(), anna.UUID, true); err != nil || !r.Picture().Contacts.Find(anna.UUID).TellWhenFree {
			t.Errorf("to be told: %v", err)
		}
		_ = w.pbx.SetPhoneStatus(anna.Phones[0], 0)
		synctest.Wait()
		want, got := <-original.Notices, <-sub.Notices
		if diff := cmp.Diff(contactSeen(want.Contact), contactSeen(got.Contact)); diff != "" || got.About != presence.ColleagueFree {
			t.Errorf("told of %s: %s", got.About, diff)
		}
	})
}
