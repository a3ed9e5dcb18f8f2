package pbxclient

import (
	"context"
	"net/http"
	"net/url"
)

// User is a user of the PBX ("User list"). The fields from HotDesk on come only with a status. What the API calls obsolete,
// primary_phone and phone, is not read: an office of 50,000 would have them in memory for nobody.
type User struct {
	UUID     string      `json:"uuid"`
	Username string      `json:"username"`
	FullName Opt[string] `json:"full_name,omitzero"`
	// Phones are what is assigned to the user; may be empty.
	Phones []AssignedPhone `json:"phones"`
	// HotDesk is the UUID of the phone at which a hot-desk user is logged in; Null when at none.
	HotDesk Opt[string] `json:"hot_desk,omitzero"`
	// CallForward is the number to which calls are forwarded; Null when they are not.
	CallForward Opt[string] `json:"call_forward,omitzero"`
	CW          Opt[bool]   `json:"cw,omitzero"`  // call waiting
	DND         Opt[bool]   `json:"dnd,omitzero"` // do not disturb
}

// AssignedPhone is one way in which a user is reached ("User list", phones).
type AssignedPhone struct {
	Type   PhoneType `json:"type"`
	Phone  string    `json:"phone,omitempty"`  // UUID of the phone, for AssignedTypePhone
	Number string    `json:"number,omitempty"` // for AssignedTypeNumber and AssignedTypeTrunkNumber
	Trunk  string    `json:"trunk,omitempty"`  // UUID of the trunk, for AssignedTypeTrunkNumber
	// Personal is true for what normally only this user uses.
	Personal Opt[bool] `json:"personal,omitzero"`
}

// PhoneType is the type of an AssignedPhone.
type PhoneType string

// The types of what is assigned. Only an AssignedTypePhone has a status.
const (
	AssignedTypePhone       PhoneType = "phone"
	AssignedTypeHotDesk     PhoneType = "hot-desk"
	AssignedTypeNumber      PhoneType = "number"
	AssignedTypeTrunkNumber PhoneType = "trunk number"
)

// UserSettings are the settings to change ("Set user settings"): Missing leaves one alone, Null clears it.
type UserSettings struct {
	CallForward Opt[string] `json:"call_forward,omitzero"` // a number
	CW          Opt[bool]   `json:"cw,omitzero"`
	DND         Opt[bool]   `json:"dnd,omitzero"`
	// HotDesk is the UUID of a phone. A user may clear it; setting it takes an API key.
	HotDesk Opt[string] `json:"hot_desk,omitzero"`
}

// Users lists the users ("User list").
func (c *Client) Users(ctx context.Context, o ListOptions) (List[User], error) {
	query := appQuery(o.AppID)
	setFlag(query, "status", o.Status)
	return list(ctx, c, c.list("list users", query, "users"), "users", readUser)
}

// User reads one user with their status ("User status"). appID is as in ListOptions.
func (c *Client) User(ctx context.Context, uuid, appID string) (User, error) {
	a, err := c.do(ctx, c.get("get user", appQuery(appID), "users", uuid))
	if err != nil {
		return User{}, err
	}
	return readOne(a, readUser)
}

// SetUser changes settings and returns the user as they are then ("Set user settings"). It is CodeForbidden to a user
// for other users, and for logging in at a hot desk. A PBX that answers without the user is asked for them.
func (c *Client) SetUser(ctx context.Context, uuid string, s UserSettings) (User, error) {
	a, err := c.do(ctx, c.command("set user", http.MethodPost, s, "users", uuid))
	if err != nil {
		return User{}, err
	}
	if user, err := readOne(a, readUser); err == nil {
		return user, nil
	}
	return c.User(ctx, uuid, "")
}

func readUser(raw []byte, user *User) error {
	err := readObject(raw, user)
	if err == nil && user.UUID == "" {
		err = errNoKey
	}
	return err
}

func appQuery(appID string) url.Values {
	query := url.Values{}
	if appID != "" {
		query.Set("appid", appID)
	}
	return query
}

// setFlag adds a parameter of the kind that is there or not.
func setFlag(query url.Values, name string, set bool) {
	if set {
		query.Set(name, "1")
	}
}
