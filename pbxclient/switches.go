package pbxclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
)

// Switch is a switch of the dial plan ("Switches").
type Switch struct {
	UUID    string    `json:"uuid"`
	Name    string    `json:"name"`
	Default Opt[bool] `json:"default,omitzero"`
	// Value comes only with a status. It is "true" or "false" where the PBX writes a boolean.
	Value Opt[string] `json:"value,omitzero"`
	// CanToggle is false for a switch that is not to be changed; not every PBX sends it.
	CanToggle Opt[bool] `json:"can_toggle,omitzero"`

	boolean bool // the PBX writes the value as a JSON boolean, and gets it as one
}

// Switches lists the switches, with their values if status is true, which is slower.
func (c *Client) Switches(ctx context.Context, status bool) (List[Switch], error) {
	query := url.Values{}
	setFlag(query, "status", status)
	return list(ctx, c, c.list("list switches", query, "switches"), "switches", readSwitch)
}

// Switch reads one switch with its value ("Get switch status").
func (c *Client) Switch(ctx context.Context, uuid string) (Switch, error) {
	a, err := c.do(ctx, c.get("get switch", nil, "switches", uuid))
	if err != nil {
		return Switch{}, err
	}
	return readOne(a, readSwitch)
}

// SetSwitch changes the value of a switch ("Set switch status") and returns the switch as it is then. sw is the switch as it
// was read with its value: the new one is sent in the same form. Null is sent as null; Missing is refused.
func (c *Client) SetSwitch(ctx context.Context, sw Switch, value Opt[string]) (Switch, error) {
	post := c.command("set switch", http.MethodPost, nil, "switches", sw.UUID)
	if value.State == Missing {
		return Switch{}, &Error{Op: post.op, Code: CodeBadRequest, Err: errors.New("there is no value to set")}
	}
	var sent struct {
		Value any `json:"value"`
	}
	// The API does not say whether the parameter goes into the body or the query.
	post.query = url.Values{}
	if text, set := value.Get(); set {
		sent.Value = text
		if on, isBool := readBool([]byte(text)); isBool && sw.boolean {
			sent.Value, text = on, strconv.FormatBool(on)
		}
		post.query.Set("value", text)
	}
	post.body = sent
	a, err := c.do(ctx, post)
	if err != nil {
		return Switch{}, err
	}
	if now, err := readOne(a, readSwitch); err == nil && now.Value.State != Missing {
		return now, nil
	}
	return c.Switch(ctx, sw.UUID)
}

func readSwitch(raw []byte, sw *Switch) error {
	if err := readObject(raw, sw); err != nil {
		return err
	}
	if sw.UUID == "" {
		return errNoKey
	}
	var written struct {
		Value json.RawMessage `json:"value"`
	}
	err := readObject(raw, &written)
	if bytes.Equal(written.Value, []byte("true")) || bytes.Equal(written.Value, []byte("false")) {
		sw.Value, sw.boolean = Some(string(written.Value)), true
	}
	return err
}
