package presence

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
)

var quietLog = log.New(io.Discard, "", 0)

// The certificates that the weather shows, made once: the first is the one that clients pin.
var certificates, pins = func() (list [2]tls.Certificate, pins [2]string) {
	for i := range list {
		var err error
		if list[i], pins[i], err = certificate(); err != nil {
			panic(err)
		}
	}
	return list, pins
}()

// acts are the things that can happen. What is impossible at that moment does nothing.
var acts = map[string]func(s *storm, x step){
	"wait":       func(s *storm, x step) { s.after(pick(waits, x.a)) },
	"wait a bit": func(s *storm, x step) { s.after(time.Duration(x.a) * 20 * time.Millisecond) },

	"phone status": func(s *storm, x step) { s.status(x.a, x.b) },
	"own phone": func(s *storm, x step) {
		if len(s.me.Phones) > 0 {
			_ = s.pbx.SetPhoneStatus(s.me.Phones[0], pick(codes, x.a))
		}
	},
	"log in": func(s *storm, x step) {
		o := s.pbx.Office()
		_ = s.pbx.LogIn(pick(o.Users, x.a).UUID, pick(o.Phones, x.b).UUID)
	},
	"log out":  func(s *storm, x step) { _ = s.pbx.LogOut(pick(s.pbx.Office().Users, x.a).UUID) },
	"add user": func(s *storm, x step) { _, _ = s.pbx.AddUser(fmt.Sprint("new", len(s.log)), "New Person", "") },
	"add phone": func(s *storm, x step) {
		u := pick(s.pbx.Office().Users, x.a)
		_, _ = s.pbx.AddPhone(u.UUID, "new", fmt.Sprint("sip", len(s.log)), x.b%2 == 0)
	},
	"remove user": func(s *storm, x step) {
		if u := pick(s.pbx.Office().Users, x.a); u.UUID != s.me.UUID {
			_ = s.pbx.RemoveUser(u.UUID)
		}
	},
	"remove phone": func(s *storm, x step) { _ = s.pbx.RemovePhone(pick(s.pbx.Office().Phones, x.a).UUID) },
	"rename": func(s *storm, x step) {
		_ = s.pbx.RenameUser(pick(s.pbx.Office().Users, x.a).UUID, fmt.Sprint("Name ", x.b))
	},
	"settings": func(s *storm, x step) {
		u := pick(s.pbx.Office().Users, x.a)
		_ = s.pbx.SetDND(u.UUID, x.b%2 == 0)
		_ = s.pbx.SetCallWaiting(u.UUID, x.b%3 == 0)
		_ = s.pbx.SetForward(u.UUID, pick([]string{"", "203", "+31201234567"}, x.c))
	},
	"roster storm": func(s *storm, x step) {
		for range 50 {
			s.pbx.EmitRaw(`{"event_type":"user list changed"}`)
		}
	},

	"voicemail":   func(s *storm, x step) { s.leave(x, s.pbx.LeaveVoicemail) },
	"urgent mail": func(s *storm, x step) { s.leave(x, s.pbx.LeaveUrgentVoicemail) },
	"hear": func(s *storm, x step) {
		if boxes := s.pbx.Office().Mailboxes; len(boxes) > 0 {
			_ = s.pbx.HearVoicemail(pick(boxes, x.a).UUID)
		}
	},

	"incoming": func(s *storm, x step) {
		_, _ = s.pbx.Incoming(pbxsim.Party{Number: "0201234567", Name: "Outside"}, pick(s.extensions(), x.a))
	},
	"incoming for me": func(s *storm, x step) {
		_, _ = s.pbx.Incoming(pbxsim.Party{Number: "0207654321"}, s.me.Extension)
	},
	"dial": func(s *storm, x step) {
		_, _ = s.pbx.Dial(pick(s.pbx.Office().Users, x.a).UUID, pick(s.extensions(), x.b))
	},
	"answer": func(s *storm, x step) {
		if c, ok := s.call(x); ok && len(c.Ringing) > 0 {
			_ = s.pbx.PickUp(pick(c.Ringing, x.b))
		}
	},
	"hang up": func(s *storm, x step) { s.steer(x, s.pbx.Hangup) },
	"expire":  func(s *storm, x step) { s.steer(x, s.pbx.Expire) },
	"hold":    func(s *storm, x step) { s.steer(x, s.pbx.Hold) },
	"resume":  func(s *storm, x step) { s.steer(x, s.pbx.Resume) },
	"blind": func(s *storm, x step) {
		s.transfer(x, s.pbx.BlindTransfer)
	},
	"attended": func(s *storm, x step) {
		s.transfer(x, s.pbx.AttendedTransfer)
	},

	"lose events": func(s *storm, x step) {
		if !s.connected() {
			return // they would be the next ones that somebody reads
		}
		s.disturb()
		s.pbx.LoseEvents(1 + x.c%4)
		for i := range 5 {
			s.status(x.a+i, x.b+i)
		}
		for range 5 {
			s.pbx.EmitRaw(`{"event_type":"next"}`) // a loss shows by what comes after it
		}
	},
	"overflow": func(s *storm, x step) {
		s.disturb()
		for i := range 1200 {
			s.status(x.a+i, x.b+i/13)
		}
		s.flicker()
	},
	"reset": func(s *storm, x step) { // happens only while nobody reads
		s.lose()
		s.pbx.ResetBuffer()
		for i := range x.c % 9 {
			s.status(x.a+i, x.b+i)
		}
	},
	"restart": func(s *storm, x step) { s.disturb(); s.pbx.Restart(); s.weather.cut() },
	"restart that overtakes": func(s *storm, x step) {
		s.lose()
		s.pbx.Restart()
		s.pbxReads()
		for i := range 60 {
			s.status(x.a+i, x.b+i)
		}
	},
	"unknown events": func(s *storm, x step) {
		for _, raw := range []string{`{"event_type":"coffee ready","cups":[1,2]}`, `{"event_type":7}`, `{}`, `{"event_type":"phone_status_update","phone_uuid":"nobody's","status_code":"8"}`} {
			s.pbx.EmitRaw(raw)
		}
	},

	"cut":      func(s *storm, x step) { s.disturb(); s.weather.cut() },
	"refuse":   func(s *storm, x step) { s.lose() },
	"name":     func(s *storm, x step) { s.weather.refuse(errNameGone); s.weather.cut() },
	"hush":     func(s *storm, x step) { s.weather.hush() },
	"swap":     func(s *storm, x step) { s.disturb(); s.weather.swap() },
	"clear up": func(s *storm, x step) { s.weather.clear(); s.connected() },
	"fault": func(s *storm, x step) {
		f := pick(faults, x.a*7+x.b)
		s.log[len(s.log)-1] += " " + f.name + " " + f.part
		s.weather.blow(f)
		s.refused = s.refused || f.refuses
	},

	"update": func(s *storm, x step) { s.update(x) },

	"sleep": func(s *storm, x step) {
		s.disturb()
		s.tell(func(l *loop) { l.due.lastTick = l.due.lastTick.Add(-time.Hour) })
	},
	"retry": func(s *storm, x step) { s.disturb(); s.Retry() },
	"look":  func(s *storm, x step) { s.SetVisible(x.a%2 == 0) },
	"call": func(s *storm, x step) {
		number := pick(s.extensions(), x.a)
		s.wg.Go(func() { _, _ = s.Dial(s.ctx, DialRequest{Typed: number, AutoAnswer: x.b%2 == 0}) })
	},
	"give up": func(s *storm, x step) {
		clear(s.expected) // what the user hangs up is no missed call
		for _, c := range s.Picture().Calls {
			if c.Mine() && c.Running() && c.UniqueID != "" {
				ctx, cancel := context.WithTimeout(s.ctx, 5*time.Second)
				_ = s.Hangup(ctx, c.UniqueID)
				cancel()
			}
		}
	},
	"set own": func(s *storm, x step) {
		s.wg.Go(func() { _ = s.SetOwn(s.ctx, pbxclient.UserSettings{DND: pbxclient.Some(x.a%2 == 0)}) })
	},
}

var (
	actNames = slices.Sorted(maps.Keys(acts))
	waits    = []time.Duration{100 * time.Millisecond, time.Second, 7 * time.Second, 25 * time.Second, 40 * time.Second, 3 * time.Minute}
	codes    = []int{0, 1, 2, 4, 8, 9, 16, 17, -1, -2}
)

func pick[T any](list []T, i int) T { return list[i%len(list)] }

// disturb notes that what was followed may be lost sight of.
func (s *storm) disturb() {
	s.foulAt, s.resyncs = time.Now(), s.Picture().Resyncs
	clear(s.follows)
	clear(s.expected)
}

// flicker notes that everything may have been something else for a moment, which events under way still tell.
func (s *storm) flicker() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for fact := range s.holds {
		s.changed[fact] = time.Now()
	}
}

// lose breaks the connection for as long as nobody clears up.
func (s *storm) lose() {
	s.weather.refuse(errRefused)
	s.weather.cut()
	synctest.Wait()
}

// pbxReads has somebody else read events, so that the PBX gathers them.
func (s *storm) pbxReads() {
	r := httptest.NewRequest(http.MethodGet, "/apis/pbx/events?timeout=0", nil)
	r.SetBasicAuth(pbxclient.APIKeyUser, s.pbx.APIKey())
	s.pbx.Handler().ServeHTTP(httptest.NewRecorder(), r)
}

func (s *storm) status(phone, code int) {
	_ = s.pbx.SetPhoneStatus(pick(s.pbx.Office().Phones, phone).UUID, pick(codes, code))
}

// extensions are what can be called, the user's own first.
func (s *storm) extensions() []string {
	o := s.pbx.Office()
	list := []string{s.me.Extension}
	for _, u := range o.Users {
		if u.Extension != "" && u.UUID != s.me.UUID {
			list = append(list, u.Extension)
		}
	}
	for _, g := range o.Groups {
		list = append(list, g.Extension)
	}
	for _, q := range o.Queues {
		list = append(list, q.Extension)
	}
	return list
}

func (s *storm) call(x step) (pbxsim.Call, bool) {
	calls := s.pbx.Office().Calls
	if len(calls) == 0 {
		return pbxsim.Call{}, false
	}
	return pick(calls, x.a), true
}

func (s *storm) steer(x step, do func(id string) error) {
	if c, ok := s.call(x); ok {
		_ = do(c.ID)
	}
}

func (s *storm) transfer(x step, do func(id, extension string) error) {
	s.mu.Lock()
	s.transfers++
	s.mu.Unlock()
	s.steer(x, func(id string) error { return do(id, pick(s.extensions(), x.b)) })
}

// leave leaves a message, for the user every other time.
func (s *storm) leave(x step, leave func(box string) error) {
	boxes := s.pbx.Office().Mailboxes
	if len(boxes) == 0 {
		return
	}
	box := pick(boxes, x.b).UUID
	if x.a%2 == 0 && s.me.Mailbox != "" {
		box = s.me.Mailbox
	}
	_ = leave(box)
}
