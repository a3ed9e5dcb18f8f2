package share

import (
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"ringside/pbxclient"
	"ringside/presence"
)

// contactIn is the line of a contact on the socket, as it is read: [Contact] and what a window needs besides. Plain types
// are read in half the time, which counts for an office of 50,000.
type contactIn struct {
	UUID        string            `json:"uuid"`
	Username    string            `json:"username"`
	FullName    string            `json:"full_name"`
	Presence    presence.Presence `json:"presence"`
	DND         *bool             `json:"dnd"`
	CW          *bool             `json:"cw"`
	CallForward *string           `json:"call_forward"`
	HotDesk     *string           `json:"hot_desk"`
	Phones      []phoneIn         `json:"phones"`
	Extension   string            `json:"extension"`
	Favourite   bool              `json:"favourite"`
	Note        string            `json:"note"`
	WhenFree    bool              `json:"tell_when_free"`
	Since       int64             `json:"since"`
	DeskSince   int64             `json:"desk_since"`
	Assigned    []assignedIn      `json:"assigned"`
	NotKnown    []string          `json:"not_known"`
}

type phoneIn struct {
	UUID       string `json:"uuid"`
	Name       string `json:"name"`
	StatusCode *int   `json:"status_code"`
}

type assignedIn struct {
	Type     pbxclient.PhoneType `json:"type"`
	Phone    string              `json:"phone"`
	Number   string              `json:"number"`
	Trunk    string              `json:"trunk"`
	Personal *bool               `json:"personal"`
}

// What null may mean besides "none" in a contact's line; the names stand in not_known then.
const (
	fieldForward = "call_forward"
	fieldDesk    = "hot_desk"
)

// appendContact writes the line of a contact for the socket. It is written by hand since it is what a large office is made
// of: the usual way takes five times as long.
func appendContact(b []byte, c *presence.Contact) []byte {
	b = append(b, `{"kind":"contact","uuid":`...)
	b = appendText(b, c.UUID)
	b = append(b, `,"username":`...)
	b = appendText(b, c.Username)
	b = append(b, `,"full_name":`...)
	b = appendKnown(b, c.FullName)
	b = append(b, `,"presence":`...)
	b = appendText(b, string(c.Presence))
	b = appendBool(append(b, `,"dnd":`...), c.DND)
	b = appendBool(append(b, `,"cw":`...), c.CW)
	b = appendSetting(append(b, `,"call_forward":`...), c.CallForward)
	b = appendSetting(append(b, `,"hot_desk":`...), c.HotDesk)
	b = append(b, `,"phones":[`...)
	for i, p := range c.Phones {
		b = appendPhone(comma(b, i), p)
	}
	b = append(b, ']')
	if c.Extension != "" {
		b = appendText(append(b, `,"extension":`...), c.Extension)
	}
	if c.Favourite {
		b = append(b, `,"favourite":true`...)
	}
	if c.Note != "" {
		b = appendText(append(b, `,"note":`...), c.Note)
	}
	if c.TellWhenFree {
		b = append(b, `,"tell_when_free":true`...)
	}
	if !c.Since.IsZero() {
		b = strconv.AppendInt(append(b, `,"since":`...), c.Since.UnixMilli(), 10)
	}
	if !c.DeskSince.IsZero() {
		b = strconv.AppendInt(append(b, `,"desk_since":`...), c.DeskSince.UnixMilli(), 10)
	}
	if len(c.Assigned) > 0 {
		b = append(b, `,"assigned":[`...)
		for i, a := range c.Assigned {
			b = appendAssigned(comma(b, i), a)
		}
		b = append(b, ']')
	}
	b = appendNotKnown(b, c)
	return append(b, "}\n"...)
}

func appendPhone(b []byte, p presence.ContactPhone) []byte {
	b = appendText(append(b, `{"uuid":`...), p.UUID)
	b = appendKnown(append(b, `,"name":`...), p.Name)
	b = append(b, `,"status_code":`...)
	if code, known := p.StatusCode.Get(); known {
		b = strconv.AppendInt(b, int64(code), 10)
	} else {
		b = append(b, "null"...)
	}
	return append(b, '}')
}

func appendAssigned(b []byte, a pbxclient.AssignedPhone) []byte {
	b = appendText(append(b, `{"type":`...), string(a.Type))
	for _, f := range [...]struct{ name, value string }{{`,"phone":`, a.Phone}, {`,"number":`, a.Number}, {`,"trunk":`, a.Trunk}} {
		if f.value != "" {
			b = appendText(append(b, f.name...), f.value)
		}
	}
	if !a.Personal.IsZero() {
		b = appendBool(append(b, `,"personal":`...), a.Personal)
	}
	return append(b, '}')
}

func appendNotKnown(b []byte, c *presence.Contact) []byte {
	var names []string
	if c.CallForward.IsZero() {
		names = append(names, fieldForward)
	}
	if c.HotDesk.IsZero() {
		names = append(names, fieldDesk)
	}
	for i, name := range names {
		if i == 0 {
			b = append(b, `,"not_known":[`...)
		}
		b = appendText(comma(b, i), name)
	}
	if names != nil {
		b = append(b, ']')
	}
	return b
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

func appendText(b []byte, text string) []byte {
	b, _ = jsontext.AppendQuote(b, text) // bytes that are no UTF-8 are replaced, and reported; the rest is right
	return b
}

func appendKnown(b []byte, text string) []byte {
	if text == "" {
		return append(b, "null"...)
	}
	return appendText(b, text)
}

func appendSetting(b []byte, value pbxclient.Opt[string]) []byte {
	if text, set := value.Get(); set {
		return appendText(b, text)
	}
	return append(b, "null"...)
}

func appendBool(b []byte, value pbxclient.Opt[bool]) []byte {
	if on, set := value.Get(); set {
		return strconv.AppendBool(b, on)
	}
	return append(b, "null"...)
}

// contact makes the contact of a line.
func (in *contactIn) contact() *presence.Contact {
	c := &presence.Contact{
		UUID: in.UUID, Username: in.Username, FullName: in.FullName, Extension: in.Extension, Favourite: in.Favourite,
		Note: in.Note, TellWhenFree: in.WhenFree,
		Presence: in.Presence, Since: clock(in.Since), DeskSince: clock(in.DeskSince), DND: opt(in.DND), CW: opt(in.CW),
		CallForward: in.setting(fieldForward, in.CallForward), HotDesk: in.setting(fieldDesk, in.HotDesk),
	}
	if len(in.Assigned) > 0 {
		c.Assigned = make([]pbxclient.AssignedPhone, len(in.Assigned))
	}
	personal := map[string]bool{}
	for i, a := range in.Assigned {
		c.Assigned[i] = pbxclient.AssignedPhone{Type: a.Type, Phone: a.Phone, Number: a.Number, Trunk: a.Trunk, Personal: opt(a.Personal)}
		if _, twice := personal[a.Phone]; a.Type == pbxclient.AssignedTypePhone && !twice {
			personal[a.Phone] = a.Personal != nil && *a.Personal
		}
	}
	if len(in.Phones) > 0 {
		c.Phones = make([]presence.ContactPhone, len(in.Phones))
	}
	for i, p := range in.Phones {
		mine, assigned := personal[p.UUID]
		c.Phones[i] = presence.ContactPhone{UUID: p.UUID, Name: p.Name, StatusCode: opt(p.StatusCode), HotDesk: !assigned, Personal: mine}
	}
	return c
}

// setting tells a setting that is null from one that is not known.
func (in *contactIn) setting(field string, value *string) pbxclient.Opt[string] {
	switch {
	case value != nil:
		return pbxclient.Some(*value)
	case slices.Contains(in.NotKnown, field):
		return pbxclient.Opt[string]{}
	}
	return pbxclient.NullOpt[string]()
}

// opt is what a value that may be null says; null is not known.
func opt[T any](value *T) pbxclient.Opt[T] {
	if value == nil {
		return pbxclient.Opt[T]{}
	}
	return pbxclient.Some(*value)
}

// stamp is a time on the socket: milliseconds since 1970, 0 for none.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// clock is the time of a stamp.
func clock(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
