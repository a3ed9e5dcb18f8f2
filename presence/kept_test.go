package presence

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

// missACall has somebody outside call the user until they give up.
func (w *world) missACall(from pbxsim.Party) {
	w.t.Helper()
	id, err := w.pbx.Incoming(from, w.office.Users[0].Extension)
	w.do(err)
	w.after(2 * time.Second)
	w.do(w.pbx.Hangup(id))
}

// history is what is kept, as "number outcome", newest first.
func (w *world) history(q HistoryQuery) string {
	w.t.Helper()
	list, err := w.History(context.Background(), q)
	if err != nil {
		w.t.Fatal(err)
	}
	var all []string
	for _, c := range list {
		all = append(all, c.Number+" "+c.Outcome)
	}
	return strings.Join(all, ", ")
}

func TestHistory_IsGivenAsSoonAsThePictureSaysThatItChanged(t *testing.T) {
	lives(t, func(w *world) {
		if got := w.history(HistoryQuery{}); got != "" {
			t.Errorf("at first %q", got)
		}
		before := w.Picture().History
		id := w.rung()
		ringing := w.Picture().History
		if got := w.history(HistoryQuery{}); got != outside.Number+" " || ringing == before {
			t.Errorf("while it rings %q, %d then %d", got, before, ringing)
		}
		w.do(w.pbx.Hangup(id))
		if got := w.history(HistoryQuery{}); got != outside.Number+" missed" || w.Picture().History == ringing {
			t.Errorf("then %q", got)
		}
		still := w.Picture().History
		w.do(w.pbx.SetPhoneStatus(w.office.Users[5].Phones[0], 1))
		if w.Picture().History != still {
			t.Error("what is no call of the user's changes their history")
		}
	})
}

func TestHistory_ChoosesByPartyHoweverTheyAreWritten(t *testing.T) {
	in := login{region: "NL"}
	livesAs(t, in, func(w *world) {
		colleague := w.office.Users[2]
		w.missACall(pbxsim.Party{Number: "0612345678"})
		w.missACall(pbxsim.Party{Number: "+31612345678"})
		w.missACall(pbxsim.Party{Number: "0201234567"})
		id, err := w.pbx.Dial(colleague.UUID, w.office.Users[0].Extension)
		w.do(err)
		w.do(w.pbx.Answer(id, w.office.Users[0].Phones[0]))
		w.do(w.pbx.Hangup(id))
		mobile := "+31612345678 missed, 0612345678 missed"
		for want, q := range map[string]HistoryQuery{
			mobile:                              {Numbers: []string{"00 31 6 12345678"}},
			colleague.Extension + " answered":   {PartyUUID: colleague.UUID},
			"0201234567 missed, " + mobile:      {Missed: true},
			"0201234567 missed":                 {Missed: true, Most: 1},
			"":                                  {Numbers: []string{"112"}},
			colleague.Extension + " answered, ": {PartyUUID: colleague.UUID, Numbers: []string{"+31 20 1234567"}, Most: 1},
		} {
			if got := w.history(q); got != strings.TrimSuffix(want, ", ") {
				t.Errorf("%+v chooses %q, want %q", q, got, want)
			}
		}
		if got := w.history(HistoryQuery{PartyUUID: colleague.UUID, Numbers: []string{"+31 20 1234567"}}); got != colleague.Extension+" answered, 0201234567 missed" {
			t.Errorf("one party with a number outside has %q", got)
		}
	})
}

func TestHistory_ChoosesByTheNumberThatThePBXNormalised(t *testing.T) {
	q := HistoryQuery{Numbers: []string{"06 12345678"}}
	if wanted := q.chooser("NL"); !wanted(&journal.Call{Number: "mobile", Normalized: "+31612345678"}) || wanted(&journal.Call{Number: "mobile"}) {
		t.Error("it goes by what cannot be read")
	}
}

// pages is a mirror that only has kept calls, the newest under the highest number.
type pages struct {
	Commands
	calls int
	asked int
}

func (p *pages) History(_ context.Context, q HistoryQuery) (page []journal.Call, err error) {
	if p.asked++; p.asked > 5 {
		return nil, errors.New("asked too often")
	}
	from := p.calls
	if q.Before != "" {
		_, _ = fmt.Sscan(q.Before, &from)
	}
	for n := from - 1; n >= 0 && len(page) < 3; n-- {
		page = append(page, journal.Call{Key: fmt.Sprint(n)})
	}
	return page, nil
}

func TestAllHistory_PagesToTheOldestCall(t *testing.T) {
	var got []string
	for c, err := range AllHistory(t.Context(), &pages{calls: 7}, HistoryQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.Key)
	}
	if !slices.Equal(got, []string{"6", "5", "4", "3", "2", "1", "0"}) {
		t.Errorf("walked %q", got)
	}
	for range AllHistory(t.Context(), &pages{calls: 7}, HistoryQuery{}) {
		break
	}
	failed := error(nil)
	for _, err := range AllHistory(t.Context(), &pages{calls: 100}, HistoryQuery{}) {
		failed = err
	}
	if failed == nil {
		t.Error("an error is not told")
	}
}

func TestSetCallNote_IsInTheHistoryThatThePictureSaysChanged(t *testing.T) {
	kept := lives(t, func(w *world) {
		w.missACall(outside)
		list, _ := w.History(w.t.Context(), HistoryQuery{})
		before := w.Picture().History
		w.do(w.SetCallNote(w.t.Context(), list[0].Key, "call back"))
		if list, _ = w.History(w.t.Context(), HistoryQuery{}); list[0].Note != "call back" || w.Picture().History == before {
			t.Errorf("noted %+v", list)
		}
		if err := w.SetCallNote(w.t.Context(), list[0].Key, strings.Repeat("é", MaxNote+1)); !errors.Is(err, ErrLongNote) {
			t.Errorf("a long one: %v", err)
		}
		w.do(w.SetCallNote(w.t.Context(), list[0].Key, strings.Repeat("é", MaxNote)))
		w.do(w.SetCallNote(w.t.Context(), list[0].Key, "call back"))
	}, func(w *world) { w.after(time.Minute) }) // the PBX tells of the call again
	if len(kept) != 1 || kept[0].Note != "call back" {
		t.Errorf("kept %+v", kept)
	}
}

func TestHistory_IsEmptyWhereNothingIsKept(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.missACall(outside)
		if got := w.history(HistoryQuery{}); got != "" {
			t.Errorf("kept %q", got)
		}
		if err := w.SetCallNote(w.t.Context(), "00", "x"); !errors.Is(err, journal.ErrNoCall) {
			t.Errorf("a note: %v", err)
		}
		if n := w.Picture().MissedUnseen; n != 1 {
			t.Errorf("%d missed", n)
		}
	})
}

// wantUnseen checks how many missed calls nobody has looked at.
func (w *world) wantUnseen(want int) {
	w.t.Helper()
	if got := w.Picture().MissedUnseen; got != want {
		w.t.Errorf("%d missed calls are unseen, want %d", got, want)
	}
}

func TestMissedUnseen_CountsUntilSomebodyLooksAndOverRestarts(t *testing.T) {
	lives(t, func(w *world) {
		w.wantUnseen(0)
		w.missACall(outside)
		w.missACall(outside)
		w.wantUnseen(2)
		id := w.talking()
		w.do(w.pbx.Hangup(id))
		w.do(w.Hangup(w.t.Context(), w.rung())) // what the user declined they know of
		w.wantUnseen(2)
	}, func(w *world) {
		w.wantUnseen(2) // although the PBX tells of all of them again
		w.do(w.SeenCalls(w.t.Context()))
		w.wantUnseen(0)
		w.missACall(outside)
		w.wantUnseen(1)
		w.stop()
		<-w.ended
		w.missACall(outside) // while Ringside is away
		w.after(time.Hour)
	}, func(w *world) {
		w.wantUnseen(2)
		w.do(w.SeenCalls(w.t.Context()))
	}, func(w *world) {
		w.wantUnseen(0)
	})
}

func TestMissedUnseen_CountsNothingThatWasBeforeTheFirstStart(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.missACall(outside)
		w.after(time.Minute)
		j, _, err := journal.Open(filepath.Join(t.TempDir(), "journal"))
		if err != nil {
			t.Fatal(err)
		}
		j.KeepCall(journal.Call{ID: "old", Began: time.Now().Add(-time.Hour), Ended: time.Now().Add(-time.Hour), Outcome: string(Missed)})
		next := newWorld(t, w.pbx, login{journal: j})
		next.run()
		next.wantUnseen(0)
		if got := next.history(HistoryQuery{Missed: true}); got != outside.Number+" missed,  missed" {
			t.Errorf("the PBX told of %q", got)
		}
		next.stop()
		<-next.ended
		_ = j.Close()
		forgetful := newWorld(t, w.pbx, login{})
		forgetful.run()
		forgetful.wantUnseen(0)
	})
}
