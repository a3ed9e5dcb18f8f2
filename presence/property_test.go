package presence

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"ringside/pbxclient/pbxsim"
)

const (
	// noticed is how long the loss of contact may go unnoticed, and so how old a picture may be that counts as fresh.
	noticed = 30 * time.Second
	// settled is how long a healthy PBX's change of a list may take to show.
	settled = 2500 * time.Millisecond
)

// TestEngine_IsNeverWrongForLong holds what the engine is for. After any history of changes, calls, losses and faults,
// once the PBX answers again, the picture equals what the PBX holds within 5 s; a picture that counts as fresh is never
// older than the time in which a loss is noticed; nothing is told twice; and no ring, missed call or message goes untold
// that happened while connected, or while an engine that was connected made way for the next.
func TestEngine_IsNeverWrongForLong(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		script := rapid.Custom(drawScript).Draw(rt, "script")
		var s *storm
		synctest.Test(t, func(t *testing.T) {
			s = newStorm(script, script.journal(folder))
			s.play(script.steps)
			s.stop()
		})
		if s.problem != "" {
			rt.Fatalf("%s\n%s", s.problem, strings.Join(s.log, "\n"))
		}
	})
}

// script is a history to play.
type script struct {
	key, tls bool
	steps    []step
}

// step is one thing that happens. What it happens to follows from a, b and c.
type step struct {
	act     string
	a, b, c int
}

func drawScript(rt *rapid.T) script {
	one := rapid.Custom(func(rt *rapid.T) step {
		act := rapid.SampledFrom(actNames).Draw(rt, "act")
		number := rapid.IntRange(0, 99)
		return step{act, number.Draw(rt, "a"), number.Draw(rt, "b"), number.Draw(rt, "c")}
	})
	return script{
		key: rapid.Bool().Draw(rt, "key"), tls: rapid.IntRange(0, 3).Draw(rt, "tls") == 3,
		steps: rapid.SliceOfN(one, 1, 40).Draw(rt, "steps"),
	}
}

// journal is a new file where the script has engines follow each other; the others keep nothing.
func (x script) journal(folder string) string {
	if !slices.ContainsFunc(x.steps, func(s step) bool { return s.act == "update" }) {
		return ""
	}
	path := filepath.Join(folder, "journal")
	_ = os.Remove(path)
	return path
}

// look compares the picture, if it counts as fresh, with what has been true for a while.
func (s *storm) look(grace time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	snap := s.Picture()
	box := s.me.Mailbox
	if s.opts.ByKey {
		box = ""
	}
	now, holds := time.Now(), truth(s.pbx.Office(), box)
	for k, v := range holds {
		if s.holds[k] != v {
			s.changed[k] = now
		}
	}
	for k := range s.holds {
		if _, still := holds[k]; !still {
			s.changed[k] = now
		}
	}
	shows := shown(snap)
	for k, v := range shows {
		if s.shows[k] != v { // there and back in an instant, as with a queue that rings the next round, nobody sees at the PBX
			s.changed[k] = now
		}
	}
	s.holds, s.shows = holds, shows
	if !snap.Fresh() {
		return
	}
	if diff := differences(holds, shows, s.changed, now.Add(-grace)); diff != "" {
		s.wrong("shown as fresh, after %v:\n%s", grace, diff)
	}
}

// connected reports that the engine has been in contact since the weather was last foul, so that it has to know everything.
func (s *storm) connected() bool {
	snap := s.Picture()
	if !s.weather.fair() {
		s.disturb()
		return false
	}
	return snap.Fresh() && (snap.Resyncs > s.resyncs || time.Since(s.foulAt) > noticed)
}

func (s *storm) play(steps []step) {
	s.after(time.Second)
	for _, x := range steps {
		before := s.connected()
		rang := s.ringsMe()
		s.note("%s %d %d %d", x.act, x.a, x.b, x.c)
		s.acting.Store(true)
		acts[x.act](s, x)
		s.after(pick([]time.Duration{0, 200 * time.Millisecond}, x.c))
		if s.connected() && before {
			s.after(settled) // what a slow but healthy network may take
			s.mustKnow(rang)
		} else {
			s.disturb()
		}
		if s.problem != "" {
			return
		}
	}
	s.heal()
}

// ringsMe are the calls that ring a phone of the user's.
func (s *storm) ringsMe() map[string]bool {
	o := s.pbx.Office()
	i := slices.IndexFunc(o.Users, func(u pbxsim.User) bool { return u.UUID == s.me.UUID })
	if i >= 0 {
		s.me = o.Users[i]
	}
	rings := map[string]bool{}
	for _, c := range o.Calls {
		for _, p := range c.Ringing {
			if slices.Contains(s.me.Phones, p) && len(s.me.Phones) == 1 && c.CallerUser != s.me.UUID {
				rings[c.ID] = true
			}
		}
	}
	return rings
}

// mustKnow holds what the engine owes while it is connected: every call in the picture, every ring told, every miss told.
func (s *storm) mustKnow(rangBefore map[string]bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	snap := s.Picture()
	shown := map[string]*Call{}
	for _, c := range snap.Calls {
		if c.Running() {
			shown[c.UniqueID] = c
		}
	}
	running := map[string]bool{}
	for _, c := range s.pbx.Office().Calls {
		running[c.ID] = true
		switch known := shown[c.ID]; {
		case known == nil && s.follows[c.ID]:
			s.wrong("call %s is not shown any more", c.ID)
		case known != nil:
			s.follows[c.ID] = true
			if c.AnsweredBy != "" && known.State != CallActive {
				s.wrong("call %s was answered and is shown as %s", c.ID, known.State)
			}
		}
	}
	for id := range shown {
		if !running[id] && id != "" {
			s.wrong("call %s is over and shown as %s", id, shown[id].State)
		}
	}
	for id := range s.follows {
		if !running[id] {
			delete(s.follows, id)
		}
	}
	rings := s.ringsMe()
	for id := range rings {
		if !rangBefore[id] {
			if n := s.told["incoming_call "+id]; n == 0 || n > 1+s.transfers {
				s.wrong("call %s rings and was told %d times", id, s.told["incoming_call "+id])
			}
			s.expected[id] = true
		}
	}
	for id := range s.expected {
		if rings[id] || running[id] {
			continue
		}
		delete(s.expected, id)
		for _, c := range snap.Calls {
			if c.UniqueID == id && c.Outcome == Missed && s.told["missed_call "+id] != 1 {
				s.wrong("call %s was missed and told %d times", id, s.told["missed_call "+id])
			}
		}
	}
}

// heal ends all that is wrong, and expects the truth within 5 s of the PBX's first answer.
func (s *storm) heal() {
	s.weather.clear()
	if s.refused || s.Picture().Connection.State == SignedOut {
		s.Retry() // nobody but a person tries a refused password again
	}
	s.note("heal")
	_, before := s.weather.counts()
	for range 120 { // the longest backoff, and what was under way
		s.after(time.Second)
		if _, served := s.weather.counts(); served > before {
			break
		}
	}
	s.after(5 * time.Second)
	s.note("settled")
	snap := s.Picture()
	if !snap.Fresh() {
		s.fail("the PBX answers, and the picture is %s (%v), next attempt in %v", snap.Connection.State, snap.Connection.Err, time.Until(snap.Connection.RetryAt))
		return
	}
	s.look(settled)
	s.callsAreReal()
	s.urgentIsRight()
	s.SetVisible(true)
	s.after(usersEvery + 5*time.Second)
	s.note("looked at")
	if diff := differences(settings(s.pbx.Office()), shownSettings(s.Picture()), nil, time.Now()); diff != "" {
		s.fail("settings:\n%s", diff)
	}
	s.look(settled)
	s.callsAreReal()
	s.urgentIsRight()
}

// callsAreReal holds that no call is shown that the PBX has not.
func (s *storm) callsAreReal() {
	running := map[string]pbxsim.Call{}
	for _, c := range s.pbx.Office().Calls {
		running[c.ID] = c
	}
	for _, c := range s.Picture().Calls {
		real, exists := running[c.UniqueID]
		switch {
		case !c.Running() || c.UniqueID == "":
		case !exists:
			s.fail("call %s is over and shown as %s", c.UniqueID, c.State)
		case real.AnsweredBy != "" && c.State != CallActive:
			s.fail("call %s was answered and is shown as %s", c.UniqueID, c.State)
		}
	}
}

// urgentIsRight holds that a count of urgent messages, where one is shown, is the PBX's.
func (s *storm) urgentIsRight() {
	urgent := map[string]int{}
	for _, b := range s.pbx.Office().Mailboxes {
		urgent[b.UUID] = b.Urgent
	}
	for m := range s.Picture().Mailboxes.All() {
		if n, known := m.Urgent.Get(); known && n != urgent[m.UUID] {
			s.fail("%d urgent messages are shown of %d", n, urgent[m.UUID])
		}
	}
}
