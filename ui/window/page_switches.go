package window

import (
	"context"
	"slices"
	"time"

	"ringside/pbxclient"
	"ringside/presence/pace"
	"ringside/presence/toggles"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// switchesEvery is how often the switches are read while they are to be seen.
const switchesEvery = 15 * time.Second

// switchboard is what the screen knows of the switches of the PBX.
type switchboard struct {
	page   *pages.Switches
	poller *pace.Poller[[]toggles.Switch] // nil where there is no way to the PBX
	// read is what the PBX said last, with what it said since when something was set.
	read     pace.Reading[[]toggles.Switch]
	changing map[string]bool
	refused  map[string]bool // this login may not change them
}

// switchesPlace has the page of the switches of the PBX.
func (m *mainScreen) switchesPlace() place {
	m.switches = switchboard{changing: map[string]bool{}, refused: map[string]bool{}}
	s := &m.switches
	s.page = pages.NewSwitches(m.words, m.switchActs())
	s.page.OnSearch = m.showSwitches
	s.poller = openRoom(m, switchesPage, switchesEvery, m.readSwitches, m.tookSwitches)
	return place{
		name: m.words.Say("page_switches"), icon: look.Switch, main: s.page.Content, closed: true, focus: s.page.Focus,
		seen: m.lookAtSwitches,
	}
}

// switchActs is what a person can do about a switch.
func (m *mainScreen) switchActs() pages.SwitchActs {
	return pages.SwitchActs{
		Turn: func(uuid string, on bool) {
			m.setSwitch(uuid, func(sw toggles.Switch) string { return toggles.Turned(sw.Value, on) })
		},
		Write: func(uuid, value string) { m.setSwitch(uuid, func(toggles.Switch) string { return value }) },
		Favourite: func(uuid string) {
			account := m.acts.account.ID()
			m.change(func(s *settings.Settings) {
				s.StarSwitch(account, uuid, !slices.Contains(s.StarredSwitches(account), uuid))
			})
			m.showSwitches()
		},
	}
}

// lookAtSwitches has the switches read while somebody looks at them.
func (m *mainScreen) lookAtSwitches(bool) {
	if m.switches.poller != nil {
		m.switches.poller.Look(m.switchesSeen())
	}
}

// switchesSeen reports whether switches are to be seen: on their own page or, the favourites, beside the own state.
func (m *mainScreen) switchesSeen() bool {
	return m.places[switchesPage].isSeen || m.places[mePage].isSeen && len(m.starred()) > 0
}

// starred are the UUIDs of the favourites.
func (m *mainScreen) starred() []string { return m.settings.StarredSwitches(m.acts.account.ID()) }

// readSwitches reads the switches, on the poller's goroutine.
func (m *mainScreen) readSwitches(ctx context.Context) ([]toggles.Switch, error) {
	asked := time.Now()
	list, err := m.acts.client.Switches(ctx, true)
	if err != nil {
		return nil, err
	}
	return m.acts.toggles.Saw(list.Items, asked), nil
}

// tookSwitches takes what came of reading them.
func (m *mainScreen) tookSwitches(r pace.Reading[[]toggles.Switch]) {
	m.switches.read = r
	m.refuseSwitches()
	m.showSwitches()
}

// refuseSwitches marks those that the PBX did not let this login change, whatever it says of them.
func (m *mainScreen) refuseSwitches() {
	for i, sw := range m.switches.read.Value {
		if m.switches.refused[sw.UUID] {
			m.switches.read.Value[i].CanToggle = pbxclient.Some(false)
		}
	}
}

// showSwitches shows the switches as they were read last.
func (m *mainScreen) showSwitches() {
	s, now := &m.switches, time.Now()
	if !s.read.Known {
		return
	}
	note := ""
	if s.read.Err != nil {
		note = m.words.Say("switches_as_of", lang.With{"Reason": m.words.Error(s.read.Err), "When": m.words.When(s.read.At, now)})
	}
	s.page.Set(m.switchStates(rows.Switches(s.read.Value, s.page.Query(), now, m.words)), len(s.read.Value), note)
	starred := m.switchStates(rows.Switches(s.read.Value, "", now, m.words))
	m.me.SetSwitches(slices.DeleteFunc(starred, func(sw pages.SwitchState) bool { return s.read.Denied || !sw.Favourite }), note)
	m.lookAtSwitches(true)
}

// switchStates are switches with what is being done about them.
func (m *mainScreen) switchStates(found []rows.Switch) []pages.SwitchState {
	starred, states := m.starred(), make([]pages.SwitchState, len(found))
	for i, row := range found {
		states[i] = pages.SwitchState{Switch: row, Changing: m.switches.changing[row.UUID], Favourite: slices.Contains(starred, row.UUID)}
	}
	return states
}

// setSwitch gives a switch the value that is made of how it stands, one change of it at a time.
func (m *mainScreen) setSwitch(uuid string, to func(toggles.Switch) string) {
	s := &m.switches
	at := slices.IndexFunc(s.read.Value, func(sw toggles.Switch) bool { return sw.UUID == uuid })
	if at < 0 || s.changing[uuid] || m.acts.client == nil {
		return
	}
	m.say("")
	before := s.read.Value[at]
	value := to(before)
	s.changing[uuid] = true
	m.showSwitches()
	var now toggles.Switch
	m.do.command(func(ctx context.Context) error {
		read, err := m.acts.client.SetSwitch(ctx, before.Switch, pbxclient.Some(value))
		if err == nil {
			now = m.acts.toggles.Set(read)
		}
		return err
	}, func(err error) {
		delete(s.changing, uuid)
		m.switchSet(before, now, value, err)
		m.showSwitches()
	})
}

// switchSet takes what came of setting a switch. All are read again, since what the PBX answers to that is no more than a word.
func (m *mainScreen) switchSet(before, now toggles.Switch, value string, err error) {
	s := &m.switches
	s.poller.Again()
	switch {
	case pbxclient.IsCode(err, pbxclient.CodeForbidden):
		s.refused[before.UUID] = true
		m.refuseSwitches()
	case err == nil:
		for i, sw := range s.read.Value {
			if sw.UUID == now.UUID {
				s.read.Value[i] = now
			}
		}
		if !toggles.Same(now.Value.Or(""), value) {
			m.tell(m.words.Say("switch_not_taken", lang.With{"Name": rows.OfSwitch(now, time.Now(), m.words).Name}))
		}
	}
}
