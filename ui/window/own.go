package window

import (
	"time"

	"ringside/pbxclient"
	"ringside/ui/window/rows"
)

// mine is the own state as it is shown: what the PBX said last, and what of it is being changed.
func (m *mainScreen) mine() rows.Mine {
	mine := rows.MineOf(m.own, m.words, time.Now(), m.callFrom())
	mine.Changing = m.changing
	return mine
}

// showOwn shows the own state wherever it is to be seen.
func (m *mainScreen) showOwn() {
	if m.own == nil {
		return
	}
	mine := m.mine()
	m.me.Set(mine, m.own.Rules(), !m.settings.PickUpByHand)
	m.more.Set(mine)
	if m.shown == morePage {
		m.showMore()
	}
	m.showFrom()
	if m.shown == settingsPage {
		m.showSettings()
	}
}

// setDND changes do not disturb until a time, zero for good.
func (m *mainScreen) setDND(on bool, until time.Time) {
	m.setOwn(rows.PartDND, pbxclient.UserSettings{DND: pbxclient.Some(on)}, until, nil)
}

// toggleDND asks for the opposite of what the PBX said last.
func (m *mainScreen) toggleDND() {
	if m.own == nil {
		return
	}
	if now := rows.OfOwn(m.own, m.words).DND; now.Known {
		m.setDND(!now.On, time.Time{})
	}
}

func (m *mainScreen) setCallWaiting(on bool) {
	m.setOwn(rows.PartCW, pbxclient.UserSettings{CW: pbxclient.Some(on)}, time.Time{}, nil)
}

// leaveDesk logs out at the hot desk.
func (m *mainScreen) leaveDesk() {
	m.setOwn(rows.PartDesk, pbxclient.UserSettings{HotDesk: pbxclient.NullOpt[string]()}, time.Time{}, nil)
}

// forward has calls go to what was typed, "" for nowhere, until a time, zero for good.
func (m *mainScreen) forward(typed string, until time.Time) {
	to := pbxclient.NullOpt[string]()
	if typed != "" {
		sent, ok := m.do.decide(typed)
		if !ok {
			return
		}
		to = pbxclient.Some(sent)
	}
	m.setOwn(rows.PartForward, pbxclient.UserSettings{CallForward: to}, until, m.me.Forwarded)
}

// setOwn changes a part of the own state, one change of it at a time; done is called once the PBX has it. What it is then shows at
// once, without waiting for the next picture.
func (m *mainScreen) setOwn(part rows.Part, s pbxclient.UserSettings, until time.Time, done func()) {
	if m.changing.Has(part) {
		return
	}
	m.say("")
	m.changing |= part
	m.showOwn()
	m.do.setOwn(s, until, func(err error) {
		m.changing &^= part
		m.own = m.do.mirror.Picture()
		if err == nil && done != nil {
			done()
		}
		m.showOwn()
		m.showDesks()
	})
}
