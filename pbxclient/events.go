package pbxclient

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// pollGrace is what an answer to a poll may take on top of what the PBX may wait.
const pollGrace = 15 * time.Second

// EventsQuery asks for events ("event polling").
type EventsQuery struct {
	// Last is the sequence number of the last event received; Missing asks for the recent ones.
	Last Opt[int64]
	// Timeout is how long the PBX may wait for an event, sent in whole seconds, rounded up; 0 asks it not to wait, and
	// Missing leaves it to the PBX.
	Timeout Opt[time.Duration]
	Limit   int // at most so many events; 0 = no bound
}

// Batch is what a poll brought, in the PBX's order. An empty one means that the time ran out.
type Batch struct {
	Events []Event
	// Skipped counts the elements that were no objects or had no sequence number.
	Skipped int
	// At is the server's clock, its Date, when it answered; zero if it sent none.
	At time.Time
}

// Event is one event ("Events"). What belongs to other types of event is empty.
type Event struct {
	Seq       int64
	Type      EventType
	Timestamp time.Time // zero if it cannot be read
	Zoneless  bool      // Timestamp came without a zone: it is a wall clock's time somewhere, written as if that were UTC
	PhoneUUID string    // EventPhoneStatus, EventUserLoggedIn, EventUserLoggedOut
	UserUUID  string    // EventUserLoggedIn, EventUserLoggedOut
	// StatusCode and Status are those of a phone, as in Phone, for EventPhoneStatus.
	StatusCode Opt[int]
	Status     string
	// Mailbox is non-nil for EventVoicemail. The event has no count of urgent messages.
	Mailbox *Mailbox
	// Call is non-nil for the events of calls, and for any other that names a call.
	Call *CallInfo
}

// EventType is the type of an event, folded: in lower case, without spaces, hyphens and underscores. A type that is
// not listed here keeps its folded text.
type EventType string

// The types of event ("Events").
const (
	EventPhoneStatus      EventType = "phonestatusupdate"
	EventUserLoggedIn     EventType = "userloggedin"
	EventUserLoggedOut    EventType = "userloggedout"
	EventUserListChanged  EventType = "userlistchanged"
	EventPhoneListChanged EventType = "phonelistchanged"
	EventIncomingCall     EventType = "incomingcall"
	EventInternalDial     EventType = "internaldial"
	EventCallAnswered     EventType = "callanswered"
	EventCallFinished     EventType = "callfinished"
	EventBlindTransfer    EventType = "blindtransfer"
	EventAttendedTransfer EventType = "attendedtransfer"
	// EventVoicemail is every event with a voicemail_uuid, whatever its type says ("Other events").
	EventVoicemail EventType = "voicemailstatusupdate"
)

var unfolded = strings.NewReplacer(" ", "", "-", "", "_", "")

// fold makes one of the ways in which installations spell the same word.
func fold(word string) string { return unfolded.Replace(strings.ToLower(word)) }

// isCall reports whether events of the type tell of a call.
func (t EventType) isCall() bool {
	switch t {
	case EventIncomingCall, EventInternalDial, EventCallAnswered, EventCallFinished, EventBlindTransfer, EventAttendedTransfer:
		return true
	}
	return false
}

// Events polls for events ("event polling"). It returns when there are some, or when the PBX has waited long enough.
func (c *Client) Events(ctx context.Context, q EventsQuery) (Batch, error) {
	query := url.Values{}
	if last, set := q.Last.Get(); set {
		query.Set("last", strconv.FormatInt(last, 10))
	}
	if q.Limit > 0 {
		query.Set("limit", strconv.Itoa(q.Limit))
	}
	wait := c.timeout
	if timeout, set := q.Timeout.Get(); set {
		seconds := (max(timeout, 0) + time.Second - 1) / time.Second
		query.Set("timeout", strconv.FormatInt(int64(seconds), 10))
		wait = seconds * time.Second
	}
	a, err := c.do(ctx, call{
		op: "poll events", method: http.MethodGet, path: []string{"events"}, query: query, limit: maxEvents, timeout: wait + pollGrace,
	})
	if err != nil || a.isEmpty() {
		return Batch{At: a.at}, err
	}
	events, err := readList(bytes.NewReader(a.body), "events", eventReader())
	if err != nil {
		return Batch{}, a.misshapen(err)
	}
	return Batch{Events: events.Items, Skipped: events.Skipped, At: a.at}, nil
}

// eventFields are the fields of an event as they are sent; those of all types lie side by side.
type eventFields struct {
	callFields
	Seq           Opt[int64] `json:"seq"`
	Timestamp     string     `json:"timestamp"`
	PhoneUUID     string     `json:"phone_uuid"`
	UserUUID      string     `json:"user_uuid"`
	StatusCode    Opt[int]   `json:"status_code"`
	VoicemailUUID string     `json:"voicemail_uuid"`
	MailboxNumber string     `json:"mailbox_number"`
	New           Opt[int]   `json:"new_messages"`
	Old           Opt[int]   `json:"old_messages"`
	Urgent        Opt[int]   `json:"urgent_messages"`
}

// eventReader returns what reads one event after the other. The fields of all types together are large, and so there is one
// place for them.
func eventReader() func(raw []byte, e *Event) error {
	f := new(eventFields)
	return func(raw []byte, e *Event) error {
		*f = eventFields{}
		return f.read(raw, e)
	}
}

func (f *eventFields) read(raw []byte, e *Event) error {
	if err := readObject(raw, f); err != nil {
		return err
	}
	seq, set := f.Seq.Get()
	if !set {
		return errNoKey
	}
	stamp, zoneless := readStamp(f.Timestamp)
	*e = Event{
		Seq: seq, Type: EventType(fold(f.EventType)), Timestamp: stamp, Zoneless: zoneless,
		PhoneUUID: f.PhoneUUID, UserUUID: f.UserUUID, StatusCode: f.StatusCode,
	}
	switch {
	case f.VoicemailUUID != "":
		e.Type = EventVoicemail
		e.Mailbox = &Mailbox{UUID: f.VoicemailUUID, Number: f.MailboxNumber, New: f.New, Old: f.Old, Urgent: f.Urgent}
	case e.Type.isCall() || f.UniqueID != "":
		info := f.info()
		e.Call = &info
	default:
		e.Status = f.Status
	}
	return nil
}

// ReadTime reads an ISO 8601 time with its zone. Without one it is a guess by hours, and so the zero time.
func ReadTime(text string) time.Time {
	t, zoneless := readStamp(text)
	if zoneless {
		return time.Time{}
	}
	return t
}

// readStamp reads an ISO 8601 time. One without a zone is read as if it were UTC.
func readStamp(text string) (t time.Time, zoneless bool) {
	text = strings.Replace(text, " ", "T", 1)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, false
		}
	}
	t, err := time.Parse("2006-01-02T15:04:05", text)
	return t, err == nil
}
