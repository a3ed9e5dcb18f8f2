package share

import (
	"ringside/pbxclient"
	"ringside/presence"
)

// The lines of `watch --json` and `contacts --json`, by the contract of the command line. Scripts depend on their names. Not
// known is null.

// Contact is a user of the PBX.
type Contact struct {
	Kind        string                `json:"kind"` // "contact"
	UUID        string                `json:"uuid"`
	Username    string                `json:"username"`
	FullName    *string               `json:"full_name"`
	Presence    presence.Presence     `json:"presence"`
	DND         pbxclient.Opt[bool]   `json:"dnd"`
	CW          pbxclient.Opt[bool]   `json:"cw"`
	CallForward pbxclient.Opt[string] `json:"call_forward"`
	HotDesk     pbxclient.Opt[string] `json:"hot_desk"`
	Phones      []Phone               `json:"phones"`
}

// Phone is a phone with a status, as seen with its user.
type Phone struct {
	UUID       string             `json:"uuid"`
	Name       *string            `json:"name"`
	StatusCode pbxclient.Opt[int] `json:"status_code"`
}

// Removed is a user, a mailbox or a call that is gone.
type Removed struct {
	Kind string `json:"kind"` // "contact_removed"; on the socket "voicemail_removed" as well
	UUID string `json:"uuid"`
}

// Connection is the state of the way to the PBX.
type Connection struct {
	Kind   string                   `json:"kind"` // "connection"
	State  presence.ConnectionState `json:"state"`
	Detail *string                  `json:"detail"`
}

// Voicemail is a mailbox.
type Voicemail struct {
	Kind   string             `json:"kind,omitempty"` // "voicemail", "" where only mailboxes are listed
	UUID   string             `json:"uuid"`
	Number string             `json:"mailbox_number"`
	New    pbxclient.Opt[int] `json:"new_messages"`
	Old    pbxclient.Opt[int] `json:"old_messages"`
	Urgent pbxclient.Opt[int] `json:"urgent_messages"`
}

// Call is a call as it stands.
type Call struct {
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

// Notice is what a person has to be told.
type Notice struct {
	Kind     string         `json:"kind"` // "notice"
	About    presence.About `json:"about"`
	UniqueID *string        `json:"unique_id"`
	Title    string         `json:"title"`
	Body     string         `json:"body"`
	UUID     *string        `json:"uuid"` // the colleague's, for colleague_free
}

// Synced says that all lines of a full picture have come.
type Synced struct {
	Kind string `json:"kind"` // "synced"
}

// Words makes the sentences that are in some lines.
type Words interface {
	Error(err error) string
	Notice(n presence.Notice, s *presence.Snapshot) (title, body string)
}

// OfContact is the line of a contact.
func OfContact(c *presence.Contact) Contact {
	line := Contact{
		Kind: "contact", UUID: c.UUID, Username: c.Username, FullName: Known(c.FullName), Presence: c.Presence,
		DND: c.DND, CW: c.CW, CallForward: c.CallForward, HotDesk: c.HotDesk, Phones: make([]Phone, len(c.Phones)),
	}
	for i, p := range c.Phones {
		line.Phones[i] = Phone{UUID: p.UUID, Name: Known(p.Name), StatusCode: p.StatusCode}
	}
	return line
}

// OfConnection is the line of a connection.
func OfConnection(c presence.Connection, w Words) Connection {
	return Connection{"connection", c.State, Known(w.Error(c.Err))}
}

// OfMailbox is the line of a mailbox.
func OfMailbox(m pbxclient.Mailbox) Voicemail {
	return Voicemail{Kind: "voicemail", UUID: m.UUID, Number: m.Number, New: m.New, Old: m.Old, Urgent: m.Urgent}
}

// OfCall is the line of a call.
func OfCall(c *presence.Call) Call {
	return Call{
		Kind: "call", UniqueID: Known(c.UniqueID), State: c.State, Direction: c.Direction, Mine: c.Mine(),
		Number: Known(c.Number), Name: Known(c.Name), Normalized: Known(c.Normalized),
		Outcome: Known(string(c.Outcome)), AnsweredBy: Known(c.AnsweredBy),
	}
}

// OfNotice is the line of a notice; s is the picture that it came with.
func OfNotice(n presence.Notice, s *presence.Snapshot, w Words) Notice {
	title, body := w.Notice(n, s)
	line := Notice{Kind: "notice", About: n.About, Title: title, Body: body}
	if n.Call != nil {
		line.UniqueID = Known(n.Call.UniqueID)
	}
	if n.Contact != nil {
		line.UUID = Known(n.Contact.UUID)
	}
	return line
}

// Known is null for a text that is not known.
func Known(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
