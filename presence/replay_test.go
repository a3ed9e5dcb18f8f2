package presence

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/pace"
)

// replayed plays a script of TestEngine_IsNeverWrongForLong often enough for chance to have its way.
func replayed(t *testing.T, in script) {
	t.Helper()
	folder := t.TempDir()
	for range 20 {
		var s *storm
		synctest.Test(t, func(t *testing.T) {
			s = newStorm(in, in.journal(folder))
			s.play(in.steps)
			s.stop()
		})
		if s.problem != "" {
			t.Fatalf("%s\n%s", s.problem, strings.Join(s.log, "\n"))
		}
	}
}

func TestEngine_ACallOfWhichAFailedTransferIsTheFirstNewsIsAnswered(t *testing.T) {
	replayed(t, script{steps: []step{
		{"restart", 16, 26, 75},
		{"incoming", 68, 30, 29},
		{"answer", 8, 86, 56},
		{"call", 32, 75, 53},
		{"attended", 40, 4, 17},
	}})
}

func TestEngine_ACallSentBackToWhomItCameFromIsAnswered(t *testing.T) {
	replayed(t, script{key: true, steps: []step{
		{"call", 5, 22, 83},
		{"reset", 55, 1, 81},
		{"answer", 6, 1, 65},
		{"attended", 1, 63, 4},
	}})
}

func TestEngine_ListsAgainAtOnceWhenOneTookLongInABadNetwork(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Times: 1, Delay: 26 * time.Second}) // nothing gets through
		w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
		w.after(25 * time.Second)
		w.state(Stale)
		w.after(2*time.Second + listSpacing)
		w.state(Live)
		w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Another One"))
		w.after(2 * listSpacing)
		if got := w.contact(w.office.Users[3].UUID).Name(); got != "Another One" {
			t.Errorf("%q is shown", got)
		}
	})
}

func TestEngine_ListsOfALargePBXAreNotTheOnlyThingItDoes(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 5 * time.Second})
		before := len(w.requests("/users"))
		for range 120 {
			w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
			w.after(time.Second)
		}
		if n := len(w.requests("/users")) - before; n > 14 {
			t.Errorf("%d lists of 5 s in two minutes", n)
		}
	})
}

func TestEngine_ListsAtOnceAfterAnOutageHoweverLongTheLastListTook(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		slow := w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 8 * time.Second})
		for range 2 {
			w.after(10 * time.Second)
			w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
			w.after(9 * time.Second)
		}
		slow()
		w.pbx.Restart()
		w.after(3 * time.Second)
		w.state(Live)
	})
}

func TestEngine_WhatHappenedBeforeItBeganIsHistoryThoughAtFirstNothingCouldBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		if _, err := w.client.Events(t.Context(), pbxclient.EventsQuery{Timeout: pbxclient.Some(time.Duration(0))}); err != nil {
			t.Fatal(err) // from now on it gathers
		}
		w.do(w.pbx.Hangup(w.rung()))
		clear := w.pbx.Inject(pbxsim.Fault{
			Match: to("events"), Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: "[[]]",
		})
		w.run()
		w.after(10 * time.Second)
		clear()
		w.after(pace.Least + pace.Longest) // however long the next attempt waits
		w.state(Live)
		w.wantTold()
		w.do(w.pbx.Hangup(w.rung()))
		w.wantTold(IncomingCall, MissedCall)
	})
}

func TestEngine_AnAnswerOfWhichNothingCanBeReadDoesNotMakeThePictureCurrent(t *testing.T) {
	replayed(t, script{steps: []step{
		{"restart", 1, 40, 71},
		{"fault", 8, 43, 77}, // events without numbers
		{"add phone", 27, 81, 25},
		{"wait", 5, 86, 81},
		{"restart", 71, 76, 80},
		{"rename", 6, 60, 25},
	}})
}
