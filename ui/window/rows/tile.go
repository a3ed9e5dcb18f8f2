package rows

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
)

// Tile is what the operator panel says of a phone.
type Tile struct {
	UUID    string               // of the phone
	Name    string               // whoever has the phone, else the phone; "–" where nothing is known
	Number  string               // that calls it; "" where none is known
	Detail  string               // which phone it is, where Name does not say that
	Marks   [2]presence.Presence // what it does, the more important first; "" for no more
	Word    string               // the same in words, and for how long; "–" while that is not known
	Call    string               // who is on the other side, as far as a call tells; ""
	Rings   bool                 // it waits to be answered
	Failed  bool                 // a transfer of the call failed
	Current bool                 // it is what holds now
	Found   Spans                // in Name
}

// nothing is shown for what is not known.
const nothing = "–"

// Tile says what a phone shows. query is what is searched for.
func (p *Panel) Tile(uuid, query string, e Eyes) Tile {
	i, known := p.at[uuid]
	if !known {
		return Tile{UUID: uuid, Name: nothing, Word: nothing}
	}
	phone := &p.phones[i]
	t := Tile{UUID: uuid, Name: lang.Plain(p.nameOf(phone), maxWho), Current: e.Current}
	if t.Name == "" {
		t.Name = nothing
	}
	t.Found = Matches(t.Name, query)
	user, number := p.Reaches(uuid)
	t.Number = dialplan.Display(number, e.Region)
	if user != nil {
		t.Detail = lang.Plain(phone.Name.Or(""), maxWho)
	}
	said, marks := statusOf(p.status(uuid, user), e.Words)
	copy(t.Marks[:], marks)
	t.Word = since(user, marks, strings.Join(said, " · "), e)
	p.call(&t, e)
	return t
}

// Reaches is what calling a phone means: a user, nil where nobody has it, and the number, "" where none is known.
func (p *Panel) Reaches(uuid string) (user *presence.Contact, number string) {
	i, known := p.at[uuid]
	if !known {
		return nil, ""
	}
	phone := &p.phones[i]
	if len(phone.users) > 0 {
		if user = p.snap.Contacts.Find(phone.users[0]); user != nil {
			return user, user.Extension
		}
	}
	if isExtension(phone.PhoneUsername) {
		number = phone.PhoneUsername
	}
	return nil, number
}

// status is what a phone does, as the picture has it with the user, or with the phones that nobody has for nil.
func (p *Panel) status(uuid string, user *presence.Contact) pbxclient.Opt[int] {
	phones := p.snap.Spare
	if user != nil {
		phones = user.Phones
	}
	if i := slices.IndexFunc(phones, func(p presence.ContactPhone) bool { return p.UUID == uuid }); i >= 0 {
		return phones[i].StatusCode
	}
	return pbxclient.Opt[int]{}
}

// isExtension reports whether the user name of a phone is a number within the office.
func isExtension(name string) bool {
	return len(name) >= 2 && len(name) <= 6 && strings.Trim(name, "0123456789") == ""
}

// The bits of a status code, by how much they matter to whoever looks for somebody.
var statusBits = []struct {
	bit  int
	mark presence.Presence
	word string
}{
	{8, presence.Ringing, "presence_ringing"},
	{1, presence.OnCall, "presence_on_call"},
	{2, presence.OnCall, "tile_busy"},
	{16, presence.OnHold, "presence_on_hold"},
	{4, presence.Unavailable, "tile_unavailable"},
}

// statusOf says all that a status code says, and with which marks.
func statusOf(code pbxclient.Opt[int], w *lang.Words) (said []string, marks []presence.Presence) {
	value, known := code.Get()
	switch {
	case !known || value < -2:
		return []string{nothing}, []presence.Presence{presence.Unknown}
	case value == -2:
		return []string{w.Say("tile_error")}, []presence.Presence{presence.Unknown}
	case value == -1:
		return []string{w.Say("tile_not_found")}, []presence.Presence{presence.Unavailable}
	case value == 0:
		return []string{w.Presence(presence.Available)}, []presence.Presence{presence.Available}
	}
	for _, b := range statusBits {
		if value&b.bit == 0 {
			continue
		}
		said = append(said, w.Say(b.word))
		if !slices.Contains(marks, b.mark) {
			marks = append(marks, b.mark)
		}
	}
	if len(said) == 0 {
		return []string{nothing}, []presence.Presence{presence.Unknown}
	}
	return said, marks
}

// since adds since when a phone does what it does, where that is what its user does.
func since(user *presence.Contact, marks []presence.Presence, word string, e Eyes) string {
	if user == nil || !e.Current || user.Since.IsZero() || user.Presence != marks[0] || user.Presence == presence.Unknown {
		return word
	}
	ago := e.Now.Sub(user.Since)
	switch {
	case !TimeMatters(user.Presence):
		return e.Words.Say("tile_since", lang.With{"State": word, "Time": e.Words.When(user.Since, e.Now)})
	case e.Exact:
		return word + "  " + lang.Clock(ago)
	case ago >= time.Minute:
		return word + "  " + e.Words.Duration(ago.Truncate(time.Minute))
	}
	return word
}

// call says who is on the other side of the phone's call, and what became of a transfer.
func (p *Panel) call(t *Tile, e Eyes) {
	c := p.busy[t.UUID]
	if c == nil {
		return
	}
	who, called := "", slices.Contains(c.Phones, t.UUID)
	if called {
		who = p.callerOf(c, e)
	} else {
		who = p.calledOf(c, e)
	}
	t.Rings, t.Failed = ringsAt(c, t.UUID), c.TransferFailed
	if t.Call = e.Words.Say("tile_calls", lang.With{"Who": who}); !t.Rings || c.TransferFailed {
		t.Call = p.goesOn(c, who, c.Transferred > 0 && !called, e)
	}
	if c.Transferred > 0 && called && !c.TransferFailed {
		t.Call += " · " + e.Words.Say("tile_transferred")
	}
}

// goesOn says with whom a call is that waits for nobody here, or to whom it was sent on, or that it was not.
func (p *Panel) goesOn(c *presence.Call, who string, sent bool, e Eyes) string {
	with := lang.With{"Who": who}
	switch {
	case c.TransferFailed:
		return e.Words.Say("tile_transfer_failed", lang.With{"To": e.number(c.TransferTo, p.snap.Contacts)})
	case sent:
		return e.Words.Say("tile_transferred_to", with)
	case c.State == presence.CallActive:
		return e.Words.Say("tile_with", with)
	}
	return e.Words.Say("tile_calling", with)
}

// callerOf names who calls.
func (p *Panel) callerOf(c *presence.Call, e Eyes) string {
	if c.Role == presence.Caller {
		if me := p.snap.Own(); me != nil {
			return me.Name()
		}
		return nothing
	}
	return p.party(c.PartyUUID, c.Name, cmp.Or(c.Normalized, c.Number), e)
}

// calledOf names whom a phone calls: whoever answered, else who has the phone that rings, else the number.
func (p *Panel) calledOf(c *presence.Call, e Eyes) string {
	if c.Role == presence.Caller {
		return p.party(c.PartyUUID, c.Name, cmp.Or(c.Normalized, c.Number), e)
	}
	if c.Transferred > 0 && c.TransferTo != "" {
		return e.number(c.TransferTo, p.snap.Contacts)
	}
	if len(c.Phones) == 1 {
		if i, known := p.at[c.Phones[0]]; known {
			if name := p.nameOf(&p.phones[i]); name != "" {
				return lang.Plain(name, maxWho)
			}
		}
	}
	if c.AnsweredBy != "" {
		return lang.Plain(c.AnsweredBy, maxWho)
	}
	return cmp.Or(e.number(c.Called, p.snap.Contacts), nothing)
}

// party names one side of a call: the PBX's user, whom the own contacts have for the number, what the PBX said, or the number.
func (p *Panel) party(uuid, name, number string, e Eyes) string {
	if user := p.snap.Contacts.Find(uuid); user != nil {
		return user.Name()
	}
	own := ""
	if e.Names != nil && number != "" {
		own = e.Names(number)
	}
	return cmp.Or(lang.Plain(own, maxWho), lang.Plain(name, maxWho), e.written(number), e.Words.Say("unknown_number"))
}
