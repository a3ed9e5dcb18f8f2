package window

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence/pace"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

const (
	// desksEvery is how often the phones are read while the desks are to be seen: who sits where is told by events.
	desksEvery = 5 * time.Minute
	// desksFresh is for how long what was read is good for somebody who comes to look.
	desksFresh = 30 * time.Second
)

// desks is what the screen knows of the phones that people log in at.
type desks struct {
	page    *pages.Desks
	poller  *pace.Poller[[]pbxclient.Phone] // nil where there is no way to the PBX
	read    pace.Reading[[]pbxclient.Phone]
	resyncs int             // full pictures that had come when it was asked for
	busy    map[string]bool // desks about which something is under way
}

// mostSitters is how many people are listed to be logged in at a desk.
const mostSitters = 20

// desksPlace has the page of the phones that people log in at.
func (m *mainScreen) desksPlace() place {
	m.desks = desks{busy: map[string]bool{}}
	d := &m.desks
	d.page = pages.NewDesks(m.words, pages.DeskActs{Leave: m.askLeaveDesk, LogIn: m.askSitter, Sit: m.sitDown})
	d.page.OnSearch = m.showDesks
	d.page.OnCode = func() { m.call(m.deskCode()) }
	d.poller = openRoom(m, desksPage, desksEvery, func(ctx context.Context) ([]pbxclient.Phone, error) {
		list, err := m.acts.client.Phones(ctx, pbxclient.ListOptions{Status: true})
		return rows.DesksOf(list.Items, m.words), err
	}, m.tookDesks)
	return place{
		name: m.words.Say("page_desks"), icon: look.Desk, main: d.page.Content, closed: true, focus: d.page.Focus, seen: m.lookAtDesks,
	}
}

// lookAtDesks has the phones read while somebody looks at the desks.
func (m *mainScreen) lookAtDesks(seen bool) {
	d := &m.desks
	if d.poller == nil {
		return
	}
	d.poller.Look(seen)
	if seen && time.Since(d.read.At) > desksFresh {
		d.poller.Again()
	}
	if seen {
		m.showDesks()
	}
}

// tookDesks takes what came of reading the phones. An office without desks has no page for them.
func (m *mainScreen) tookDesks(r pace.Reading[[]pbxclient.Phone]) {
	m.desks.read = r
	if m.snap != nil {
		m.offer(desksPage, r.Known && !r.Denied && rows.AnyDesk(r.Value, m.snap))
	}
	m.showDesks()
}

// showDesks shows who sits where, if anybody looks.
func (m *mainScreen) showDesks() {
	d, now := &m.desks, time.Now()
	if m.snap == nil || !d.read.Known || !m.places[desksPage].isSeen {
		return
	}
	if m.snap.Resyncs != d.resyncs { // events were missed: phones may have come, or gone
		if d.resyncs != 0 {
			d.poller.Again()
		}
		d.resyncs = m.snap.Resyncs
	}
	all := rows.Desks(d.read.Value, m.snap, "", m.eyes())
	found := all
	if query := d.page.Query(); query != "" {
		found = rows.Desks(d.read.Value, m.snap, query, m.eyes())
	}
	state := pages.DesksState{Found: m.deskStates(found), All: len(all), How: m.words.Say("desks_how_user")}
	switch code := m.deskCode(); {
	case m.acts.account.APIKey:
		state.How = m.words.Say("desks_how_key")
	case code != "":
		state.How, state.Code = m.words.Say("desks_how_code", lang.With{"Code": code}), code
	}
	if slices.ContainsFunc(all, func(d rows.Desk) bool { return d.Taken && d.Since == "" }) {
		state.Untimed = m.words.Say("desks_since_unseen")
	}
	if d.read.Err != nil {
		state.Note = m.words.Say("desks_as_of", lang.With{"Reason": m.words.Error(d.read.Err), "When": m.words.When(d.read.At, now)})
	}
	d.page.Set(state)
}

// deskCode is what the user has called to log in at a desk; "" where nobody set it.
func (m *mainScreen) deskCode() string { return m.settings.DeskCode(m.acts.account.ID()) }

// deskStates are desks with what this login may do about them: an API key everything, a user only leave, and come by a code to
// a phone that calls can be started at.
func (m *mainScreen) deskStates(all []rows.Desk) []pages.DeskState {
	states := make([]pages.DeskState, len(all))
	byKey, code := m.acts.account.APIKey, m.deskCode()
	for i, d := range all {
		states[i] = pages.DeskState{
			Desk: d, Leave: d.Mine || byKey && d.UserUUID != "", LogIn: byKey && d.Known && !d.Taken,
			Sit:  !byKey && code != "" && d.Own && d.Known && !d.Taken,
			Busy: m.desks.busy[d.UUID] || d.Mine && m.changing.Has(rows.PartDesk),
		}
	}
	return states
}

// askLeaveDesk logs the user out at a desk, or asks whether somebody else shall be.
func (m *mainScreen) askLeaveDesk(d rows.Desk) {
	if d.Mine {
		m.leaveDesk()
		m.showDesks()
		return
	}
	who := m.snap.Contacts.Find(d.UserUUID)
	if who == nil {
		return
	}
	sure := widget.NewButton(m.words.Say("desk_leave"), func() {
		m.say("")
		m.seat(d, d.UserUUID, pbxclient.NullOpt[string](), "")
	})
	m.say(m.words.Say("desks_ask_leave", lang.With{"Name": who.Name(), "Desk": d.Name}), sure, widget.NewButton(m.words.Say("cancel"), func() { m.say("") }))
	m.canvas.Focus(sure)
}

// askSitter asks who shall be logged in at a desk, and does that.
func (m *mainScreen) askSitter(d rows.Desk) {
	m.desks.page.Ask(d, func(query string) []rows.Choice {
		return m.index.Sitters(m.snap, query, mostSitters, m.eyes())
	}, func(userUUID string) {
		if who := m.snap.Contacts.Find(userUUID); who != nil {
			m.seat(d, userUUID, pbxclient.Some(d.UUID), m.words.Say("desks_logged_in", lang.With{"Name": who.Name(), "Desk": d.Name}))
		}
	})
}

// seat has somebody log in at a desk, or out with null, and says so once it is done; it takes an API key. Where they sit then
// comes as an event.
func (m *mainScreen) seat(d rows.Desk, userUUID string, at pbxclient.Opt[string], done string) {
	if m.desks.busy[d.UUID] || m.acts.client == nil {
		return
	}
	m.desks.busy[d.UUID] = true
	m.showDesks()
	m.do.command(func(ctx context.Context) error {
		_, err := m.acts.client.SetUser(ctx, userUUID, pbxclient.UserSettings{HotDesk: at})
		return err
	}, func(err error) {
		delete(m.desks.busy, d.UUID)
		if err == nil && done != "" {
			m.report(done)
		}
		m.showDesks()
	})
}

// sitDown has the PBX's code called from a desk that is one of the user's own phones.
func (m *mainScreen) sitDown(d rows.Desk) {
	m.say("")
	m.do.dial(m.deskCode(), d.UUID, !m.settings.PickUpByHand)
}
