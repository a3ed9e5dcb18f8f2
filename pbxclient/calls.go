package pbxclient

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
)

// CallDetails is what the PBX says of a call ("call information").
type CallDetails struct {
	CallInfo
	Type EventType       // of the event as which it is told; "" if the answer names none
	Raw  json.RawMessage // the PBX's own object
}

// Call asks about a call by its unique_id ("call information"). CodeNotFound means that it is over, CodeForbidden that this
// login may not control it.
func (c *Client) Call(ctx context.Context, id string) (CallDetails, error) {
	a, err := c.do(ctx, c.get("get call", nil, "call", id))
	if err != nil {
		return CallDetails{}, err
	}
	f, err := readOne(a, readObject[callFields])
	if err != nil {
		return CallDetails{}, err
	}
	details := CallDetails{CallInfo: f.info(), Type: EventType(fold(f.EventType)), Raw: a.body}
	if details.UniqueID == "" {
		details.UniqueID = id
	}
	return details, nil
}

// HangupResult is the PBX's answer to a hang-up ("hangup a call").
type HangupResult struct {
	Status  string `json:"status"`  // "success" if the call was ended; "" if the PBX answered without a word
	Message string `json:"message"` // the same in words, one line; may be ""
}

// Hangup ends a call by its unique_id ("hangup a call"). CodeNotFound and CodeForbidden are as for Call; CodeNotHungUp comes with
// the PBX's answer.
func (c *Client) Hangup(ctx context.Context, id string) (HangupResult, error) {
	a, err := c.do(ctx, c.command("hang up", http.MethodDelete, nil, "call", id))
	if err != nil || a.isEmpty() {
		return HangupResult{}, err
	}
	said, err := readOne(a, readObject[HangupResult])
	if err != nil {
		return HangupResult{}, err
	}
	result := HangupResult{Status: oneLine(said.Status, maxMessage), Message: oneLine(said.Message, maxMessage)}
	if result.Status != "" && fold(result.Status) != "success" {
		return result, &Error{Op: "hang up", Code: CodeNotHungUp, Status: a.status, Message: cmp.Or(result.Message, result.Status)}
	}
	return result, nil
}
