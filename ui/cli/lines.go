package cli

import (
	"ringside/pbxclient"
	"ringside/presence"
)

// The lines of `watch --json` and `contacts --json`. Scripts depend on their names. Not known is null.

type contactLine struct {
	Kind        string                `json:"kind"` // "contact"
	UUID        string                `json:"uuid"`
	Username    string                `json:"username"`
	FullName    *string               `json:"full_name"`
	Presence    presence.Presence     `json:"presence"`
	DND         pbxclient.Opt[bool]   `json:"dnd"`
	CW          pbxclient.Opt[bool]   `json:"cw"`
	CallForward pbxclient.Opt[string] `json:"call_forward"`
	HotDesk     pbxclient.Opt[string] `json:"hot_desk"`
	Phones      []phoneLine           `json:"phones"`
}

type phoneLine struct {
	UUID       string             `json:"uuid"`
	Name       *string            `json:"name"`
	StatusCode pbxclient.Opt[int] `json:"status_code"`
}

type removedLine struct {
	Kind string `json:"kind"` // "contact_removed"
	UUID string `json:"uuid"`
}

type connectionLine struct {
	Kind   string                   `json:"kind"` // "connection"
	State  presence.ConnectionState `json:"state"`
	Detail *string                  `json:"detail"`
}

type voicemailLine struct {
	Kind   string             `json:"kind,omitempty"` // "voicemail", "" where only mailboxes are listed
	UUID   string             `json:"uuid"`
	Number string             `json:"mailbox_number"`
	New    pbxclient.Opt[int] `json:"new_messages"`
	Old    pbxclient.Opt[int] `json:"old_messages"`
	Urgent pbxclient.Opt[int] `json:"urgent_messages"`
}

type callLine struct {
	Kind       string             `json:"kind"` // "call"
	UniqueID   *string            `json:"unique_id"`
	State      presence.CallState `json:"state"`
	Direction  presence.Direction `json:"direction"`
	Mine       bool               `json:"mine"`
	Number     *string            `json:"number"`
	Name       *string            `json:"name"`
	Normalized *string            `json:"normalized_number"`
	Outcome    *string            `json:"outcome"`
	AnsweredBy *string            `json:"answered_by"`
}

type noticeLine struct {
	Kind     string         `json:"kind"` // "notice"
	About    presence.About `json:"about"`
	UniqueID *string        `json:"unique_id"`
	Title    string         `json:"title"`
	Body     string         `json:"body"`
}

type syncedLine struct {
	Kind string `json:"kind"` // "synced"
}

func lineOfContact(c *presence.Contact) contactLine {
	line := contactLine{
		Kind: "contact", UUID: c.UUID, Username: c.Username, FullName: known(c.FullName), Presence: c.Presence,
		DND: c.DND, CW: c.CW, CallForward: c.CallForward, HotDesk: c.HotDesk, Phones: make([]phoneLine, len(c.Phones)),
	}
	for i, p := range c.Phones {
		line.Phones[i] = phoneLine{UUID: p.UUID, Name: known(p.Name), StatusCode: p.StatusCode}
	}
	return line
}

func lineOfMailbox(m pbxclient.Mailbox) voicemailLine {
	return voicemailLine{UUID: m.UUID, Number: m.Number, New: m.New, Old: m.Old, Urgent: m.Urgent}
}

func lineOfCall(c *presence.Call) callLine {
	return callLine{
		Kind: "call", UniqueID: known(c.UniqueID), State: c.State, Direction: c.Direction, Mine: c.Mine(),
		Number: known(c.Number), Name: known(c.Name), Normalized: known(c.Normalized),
		Outcome: known(string(c.Outcome)), AnsweredBy: known(c.AnsweredBy),
	}
}

// known is null for a text that is not known.
func known(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
