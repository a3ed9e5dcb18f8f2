package presence

import (
	"context"
	"maps"
	"slices"
	"time"

	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

// begin starts an engine on the journal that the one before has left, if there is one to keep.
func (s *storm) begin() {
	if s.path != "" {
		var aside string
		var err error
		if s.options.Journal, aside, err = journal.Open(s.path); err != nil || aside != "" {
			panic(err)
		}
	}
	s.Engine = New(s.client, s.options)
	ctx, cancel := context.WithCancel(s.ctx)
	ran, watched := make(chan struct{}), make(chan struct{})
	sub := s.Subscribe()
	go func() { defer close(ran); s.Run(ctx) }()
	go func() { defer close(watched); s.watch(sub) }()
	s.end = func() {
		cancel()
		<-ran
		<-watched
		if s.options.Journal == nil {
			return
		}
		if err := s.options.Journal.Close(); err != nil {
			s.fail("the journal: %v", err)
		}
	}
}

// meanwhile is what can happen while no engine is there.
var meanwhile = []func(s *storm, x step){
	func(*storm, step) {},
	func(s *storm, _ step) { s.callMe() },
	func(s *storm, _ step) { _ = s.pbx.Hangup(s.callMe()) },
	func(s *storm, x step) { s.steer(x, s.pbx.Hangup) },
	func(s *storm, x step) { s.callMe(); s.steer(x, s.pbx.Hangup); s.callMe() },
	func(s *storm, x step) {
		s.leave(x, s.pbx.LeaveVoicemail)
		s.leave(x, s.pbx.LeaveVoicemail)
	},
	func(s *storm, x step) { s.leave(x, s.pbx.LeaveUrgentVoicemail) },
	func(s *storm, x step) { s.leave(x, s.pbx.LeaveVoicemail); _ = s.pbx.HearVoicemail(s.me.Mailbox) },
	func(s *storm, x step) {
		for i := range 9 {
			s.status(x.a+i, x.b+i)
		}
	},
}

func (s *storm) callMe() (id string) {
	id, _ = s.pbx.Incoming(pbxsim.Party{Number: "0207654321"}, s.me.Extension)
	return id
}

// update has the engine end and another one begin. Where the one was connected, the other owes what the first would have told.
func (s *storm) update(x step) {
	connected, knowsBox := s.connected(), s.knowsOwnBox()
	owed := maps.Clone(s.expected)
	s.end()
	rang := s.ringsMe()
	told, left := maps.Clone(s.told), s.ownMessages()
	s.after(pick([]time.Duration{0, time.Millisecond, 900 * time.Millisecond}, x.a))
	before := s.ringsMe()
	s.log[len(s.log)-1] += " meanwhile"
	pick(meanwhile, x.b)(s, x)
	missed := s.gone(before)
	s.after(pick([]time.Duration{0, 10 * time.Millisecond, 2 * time.Second}, x.c))
	s.begin()
	s.resyncs = 0
	clear(s.follows) // calls of others, which the PBX need not tell a new engine of
	if !connected {
		s.disturb()
		return
	}
	s.after(settled)
	if !s.connected() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range missed {
		if owed[id] && rang[id] && s.transfers == 0 && s.told["missed_call "+id] != 1 {
			s.wrong("call %s was missed meanwhile and told %d times", id, s.told["missed_call "+id])
		}
	}
	if knowsBox && s.ownMessages() > left && s.told["voicemail"] == told["voicemail"] {
		s.wrong("%d messages were left meanwhile and none was told", s.ownMessages()-left)
	}
}

// knowsOwnBox reports whether the engine knows which mailbox is the user's. With an API key that follows from their extension,
// which nothing tells once their phone is removed.
func (s *storm) knowsOwnBox() bool {
	return len(s.Picture().OwnMailboxes) > 0
}

// gone are the calls of these that are no more.
func (s *storm) gone(ids map[string]bool) []string {
	runs := map[string]bool{}
	for _, c := range s.pbx.Office().Calls {
		runs[c.ID] = true
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(ids)), func(id string) bool { return runs[id] })
}
