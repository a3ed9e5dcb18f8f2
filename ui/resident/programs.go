package resident

import (
	"ringside/presence"
	"ringside/ui/hooks"
	"ringside/ui/settings"
)

// tellPrograms tells other programs of a notice about a call: nobody is asked whether it is quiet, since they disturb nobody.
func (f *follower) tellPrograms(n presence.Notice, s *presence.Snapshot) {
	switch n.About {
	case presence.IncomingCall:
		f.tellProgram(hooks.Ring, n.Call, s)
	case presence.MissedCall:
		f.tellProgram(hooks.Miss, n.Call, s)
	}
}

// tellConnected tells other programs of each call once the user is connected. Calls of the first picture are left out: they were
// answered before anybody looked.
func (f *follower) tellConnected(s *presence.Snapshot) {
	if !s.Synced {
		return
	}
	now := map[uint64]bool{}
	for _, c := range s.Calls {
		if c.AnsweredAt.IsZero() || !c.Mine() || c.Outcome == presence.Elsewhere {
			continue
		}
		if now[c.Key] = true; f.connected != nil && !f.connected[c.Key] {
			f.tellProgram(hooks.Answer, c, s)
		}
	}
	f.connected = now
}

func (f *follower) tellProgram(m hooks.Moment, c *presence.Call, s *presence.Snapshot) {
	r := f.resident
	set := r.settings.get().Programs
	if set == (settings.Programs{}) {
		return
	}
	if r.contacts != nil {
		c = named(c, r.contacts.Book())
	}
	r.programs.Tell(r.life, set, hooks.Of(c, m, s.Rules()))
}
