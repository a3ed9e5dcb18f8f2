package share

import (
	"bytes"
	"encoding/json"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

// Protocol is the version of what is said on the socket. It grows when a program that knows the one before would
// misunderstand; lines and fields that are only more do not count.
const Protocol = 1

const (
	// maxRequest bounds a line that a client may send.
	maxRequest = 64 << 10
	// maxLine bounds a line that a server may send: a relayed answer of the PBX is the longest.
	maxLine = 96 << 20
	// maxUnderWay bounds the commands that one connection may have running at a time.
	maxUnderWay = 32
)

// Hello is the first line of a connection: who is there.
type Hello struct {
	Kind     string `json:"kind"` // "hello"
	Protocol int    `json:"protocol"`
	Version  string `json:"version"` // of Ringside, for people
	Build    string `json:"build"`   // differs between two programs that are not the same file
	// Account is who is signed in, where; nil while nobody is. It holds no secret.
	Account *account.Account `json:"account"`
	// Demo is true for the built-in PBX.
	Demo bool `json:"demo,omitempty"`
}

// request is a line that a client sends: something to do, with the client's own number for it.
type request struct {
	ID int64  `json:"id"`
	Do string `json:"do"`
	// For "watch": which contacts; [AllContacts] where it says nothing.
	Contacts ContactsWanted `json:"contacts,omitempty"`
	// For "dial" and "plan".
	Number     string `json:"number,omitempty"`
	From       string `json:"from,omitempty"`
	AutoAnswer bool   `json:"auto_answer,omitempty"`
	// For "hangup".
	UniqueID string `json:"unique_id,omitempty"`
	// For "set" and "set_until"; Until is for the latter.
	Settings pbxclient.UserSettings `json:"settings,omitzero"`
	Until    int64                  `json:"until,omitempty"`
	// For "favourite", "extension", "note" and "tell_when_free"; for "history", the party.
	UUID      string `json:"uuid,omitempty"`
	Favourite bool   `json:"favourite,omitempty"`
	Extension string `json:"extension,omitempty"`
	On        bool   `json:"on,omitempty"`
	// For "note" and "call_note"; Key is for the latter.
	Note string `json:"note,omitempty"`
	Key  string `json:"key,omitempty"`
	// For "history": which calls, besides UUID.
	Before  string   `json:"before,omitempty"`
	Most    int      `json:"most,omitempty"`
	Numbers []string `json:"numbers,omitempty"`
	Missed  bool     `json:"missed,omitempty"`
	// For "visible".
	Visible bool `json:"visible,omitempty"`
	// For "cancel": the number of the request that is given up.
	Request int64 `json:"request,omitempty"`
	// For "pbx": a request to the PBX as the one who is signed in.
	PBX *pbxRequest `json:"pbx,omitempty"`
	// For what the owner of a server adds.
	More json.RawMessage `json:"more,omitempty"`
}

// ContactsWanted says of which contacts a connection is told.
type ContactsWanted string

// What may be wanted. Who only follows calls saves the lines of an office of 50,000.
const (
	AllContacts ContactsWanted = "all"
	OwnContact  ContactsWanted = "own"
)

// What can be asked for.
const (
	doWatch        = "watch"
	doPlan         = "plan"
	doDial         = "dial"
	doHangup       = "hangup"
	doSet          = "set"
	doSetUntil     = "set_until"
	doFavourite    = "favourite"
	doExtension    = "extension"
	doNote         = "note"
	doTellWhenFree = "tell_when_free"
	doHistory      = "history"
	doCallNote     = "call_note"
	doSeenCalls    = "seen_calls"
	doVisible      = "visible"
	doRetry        = "retry"
	doWake         = "wake"
	doCancel       = "cancel"
	doPBX          = "pbx"
)

// answer is the line that ends a request: with a result, or with why there is none.
type answer struct {
	ID     int64           `json:"id"`
	Result json.RawMessage `json:"result"`
	Error  *failure        `json:"error"`
}

// answerOut is an answer as it is written.
type answerOut struct {
	Kind   string   `json:"kind"` // "answer"
	ID     int64    `json:"id"`
	Result any      `json:"result,omitempty"`
	Error  *failure `json:"error,omitempty"`
}

// dialed is the result of "dial", in the words of `dial --json` and with what a caller needs besides.
type dialed struct {
	UniqueID *string           `json:"unique_id"`
	Status   pbxclient.Outcome `json:"status"`
	Said     string            `json:"said,omitempty"` // the PBX's own words
	Location *string           `json:"location"`
	Sent     string            `json:"sent_number"`
}

// planned is the result of "plan". It has no reasons: those are for who types a number, and can be had from the rules.
type planned struct {
	Sent          string        `json:"sent_number"`
	Kind          dialplan.Kind `json:"kind"`
	Region        string        `json:"region,omitempty"`
	National      string        `json:"national,omitempty"`
	International string        `json:"international,omitempty"`
	PicksUp       bool          `json:"picks_up"`
	Phones        []phoneOnWire `json:"phones"`
}

// pictured ends the lines that belong together: what came since the last one makes a picture with it.
type pictured struct {
	Kind string `json:"kind"` // "picture"
}

// connectionOnWire is [Connection] with what a window needs besides.
type connectionOnWire struct {
	Connection
	Error   *failure `json:"error,omitempty"`
	AsOf    int64    `json:"as_of,omitempty"`
	RetryAt int64    `json:"retry_at,omitempty"`
}

// login is who is signed in, and what they may do.
type login struct {
	Kind   string                      `json:"kind"` // "login"
	Me     string                      `json:"me"`
	Phones []string                    `json:"phones,omitempty"` // UUIDs of the own phones
	Denied []string                    `json:"denied,omitempty"`
	Region string                      `json:"region,omitempty"`
	Codes  map[string]string           `json:"short_codes,omitempty"`
	System pbxclient.SystemInformation `json:"system"`
}

// spare are the phones that no user has.
type spare struct {
	Kind   string        `json:"kind"` // "spare"
	Phones []phoneOnWire `json:"phones"`
}

// own is what is kept of the user themselves.
type own struct {
	Kind         string   `json:"kind"` // "own"
	History      int      `json:"history,omitempty"`
	MissedUnseen int      `json:"missed_unseen,omitempty"`
	ForwardedTo  []string `json:"forwarded_to,omitempty"`
	Until        *until   `json:"until,omitempty"`
}

// until is what is going to be set back, and when.
type until struct {
	DND         int64                  `json:"dnd,omitempty"`
	CallForward int64                  `json:"call_forward,omitempty"`
	Back        pbxclient.UserSettings `json:"back"`
}

// voicemailOnWire is [Voicemail] with what a window needs besides.
type voicemailOnWire struct {
	Voicemail
	Own bool `json:"own,omitempty"`
}

// callOnWire is [Call] with what a window needs besides.
type callOnWire struct {
	Call
	Key            uint64            `json:"key"`
	Role           presence.Role     `json:"role,omitempty"`
	Stage          presence.Stage    `json:"stage,omitempty"`
	PartyUUID      string            `json:"party_uuid,omitempty"`
	Called         string            `json:"called,omitempty"`
	NotStarted     pbxclient.Outcome `json:"not_started,omitempty"`
	Began          int64             `json:"began,omitempty"`
	PickedUpAt     int64             `json:"picked_up_at,omitempty"`
	AnsweredAt     int64             `json:"answered_at,omitempty"`
	EndedAt        int64             `json:"ended_at,omitempty"`
	Transferred    int               `json:"transferred,omitempty"`
	TransferFailed bool              `json:"transfer_failed,omitempty"`
	TransferTo     string            `json:"transfer_to,omitempty"`
	CallerPhone    string            `json:"caller_phone,omitempty"`
	Phones         []string          `json:"phones,omitempty"`
}

// callRemoved is a call that has been over for a while.
type callRemoved struct {
	Kind string `json:"kind"` // "call_removed"
	Key  uint64 `json:"key"`
}

// callOrder are all calls, oldest first.
type callOrder struct {
	Kind string   `json:"kind"` // "calls"
	Keys []uint64 `json:"keys"`
}

// noticeOnWire is [Notice] with what it is about.
type noticeOnWire struct {
	Notice
	Call    *callOnWire      `json:"call,omitempty"`
	Mailbox *voicemailOnWire `json:"mailbox,omitempty"`
	Phone   *phoneOnWire     `json:"phone,omitempty"`
	Contact json.RawMessage  `json:"contact,omitempty"` // as in its own line
}

// phoneOnWire is [Phone] with what a window needs besides.
type phoneOnWire struct {
	Phone
	HotDesk  bool `json:"hot_desk,omitempty"`
	Personal bool `json:"personal,omitempty"`
}

// lineOf is a value as a line of JSON. Text stays as it is, but for bytes that are no UTF-8.
func lineOf(v any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return line.Bytes(), err
}
