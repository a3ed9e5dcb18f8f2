package pbxclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"path"
	"time"
)

// originateTimeout is long: the PBX may answer only once the caller's own phone was picked up.
const originateTimeout = 2 * time.Minute

// OriginateRequest is a call to place ("originate a call").
type OriginateRequest struct {
	// UserName or UserUUID is who calls: needed by an API key, optional for a user.
	UserName string `json:"user_name,omitempty"`
	UserUUID string `json:"user_uuid,omitempty"`
	// Number is a local dial string, or E.164 with its +.
	Number string `json:"number"`
	// AutoAnswer lets the caller's phone pick up by itself; the PBX can do that only where a single phone is certain.
	AutoAnswer Opt[bool] `json:"auto_answer,omitzero"`
	// PhoneUUID is the phone to call from; "" leaves it to the PBX.
	PhoneUUID string `json:"phone_uuid,omitempty"`
}

// Outcome is how placing a call went. All outcomes are normal.
type Outcome string

// The outcomes of placing a call, in the API's words where it has one.
const (
	Started          Outcome = "success"
	Busy             Outcome = "busy"              // the caller's own phone is
	NoAnswer         Outcome = "no answer"         // at the caller's own phone
	Failed           Outcome = "failed"            // for any other reason
	PhoneUnavailable Outcome = "phone unavailable" // the caller's own phone is not reachable, e.g. not registered
)

// Originated is what became of an OriginateRequest.
type Originated struct {
	Outcome  Outcome
	Status   string // the PBX's own word or sentence; "" if it said none
	UniqueID string // of the call; "" if none started, or the PBX does not tell
	// Location is the absolute URI of the call; "" if the PBX named none, or one of another origin.
	Location string
}

// Originate places a call ("originate a call"). It may take until the caller's own phone is picked up: seconds to a
// minute. It is never sent twice, since it would ring twice.
func (c *Client) Originate(ctx context.Context, r OriginateRequest) (Originated, error) {
	post := c.command("originate "+oneLine(r.Number, 40), http.MethodPost, r, "call")
	post.timeout = originateTimeout
	a, err := c.do(ctx, post)
	if e, ok := errors.AsType[*Error](err); ok && e.Status == http.StatusServiceUnavailable && e.Snippet == "" {
		return Originated{Outcome: PhoneUnavailable, Status: e.Message}, nil
	}
	if err != nil {
		return Originated{}, err
	}
	var said struct {
		Status   string `json:"status"`
		UniqueID string `json:"unique_id"`
	}
	if err := readObject(a.body, &said); err != nil && a.status != http.StatusCreated && !a.isEmpty() {
		return Originated{}, a.misshapen(err)
	}
	o := Originated{Status: oneLine(said.Status, maxMessage), UniqueID: said.UniqueID}
	location := c.ownLocation(a.header)
	if location != nil {
		o.Location = location.String()
		if o.UniqueID == "" {
			o.UniqueID = lastSegment(location)
		}
	}
	o.Outcome = outcomeOf(a.status, o)
	return o, nil
}

// outcomeOf goes by the status of the answer first: 201 is a call that started, whatever its word.
func outcomeOf(status int, o Originated) Outcome {
	switch word := fold(o.Status); {
	case status == http.StatusCreated, word == fold(string(Started)), word == "" && o.UniqueID != "":
		return Started
	case word == fold(string(Busy)):
		return Busy
	case word == fold(string(NoAnswer)):
		return NoAnswer
	}
	return Failed
}

// ownLocation is the Location of an answer, made absolute; nil if there is none, or it leaves the PBX's origin.
func (c *Client) ownLocation(header http.Header) *url.URL {
	value := header.Get("Location")
	if value == "" {
		return nil
	}
	location, err := c.base.JoinPath("call").Parse(value)
	if err != nil || location.User != nil || !sameOrigin(location, c.base) {
		return nil
	}
	return location
}

// lastSegment is the identifier at the end of a call's URI; "" if there is none.
func lastSegment(location *url.URL) string {
	parent, last := path.Split(path.Clean(location.EscapedPath()))
	if path.Base(parent) != "call" {
		return ""
	}
	id, _ := url.PathUnescape(last)
	return id
}
