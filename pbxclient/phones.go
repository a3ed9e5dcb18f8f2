package pbxclient

import (
	"context"
	"net/url"
)

// Phone is a phone of the PBX ("Phone list"). The fields from StatusCode on come only with a status.
type Phone struct {
	UUID string      `json:"uuid"`
	Name Opt[string] `json:"name,omitzero"`
	Type string      `json:"type"`
	// HotDesk is true where hot-desk users can log in.
	HotDesk       Opt[bool] `json:"hot_desk,omitzero"`
	PhoneUsername string    `json:"phone_username"` // SIP user name
	// MobileLoginsEnabled is obsolete: the same as HotDesk, which it fills where that is missing.
	MobileLoginsEnabled Opt[bool] `json:"mobile_logins_enabled,omitzero"`
	// StatusCode is -2 (error reading it), -1 (not found), 0 (idle), or a mask of 1 in use, 2 busy, 4 unavailable,
	// 8 ringing, 16 on hold.
	StatusCode Opt[int]    `json:"status_code,omitzero"`
	Status     Opt[string] `json:"status,omitzero"` // StatusCode in words
	// HotDeskUser is the UUID of the hot-desk user who is logged in; Null when nobody is.
	HotDeskUser Opt[string] `json:"hot_desk_user,omitzero"`
	// MobileUser is obsolete: the same as HotDeskUser, which it fills where that is missing.
	MobileUser Opt[string] `json:"mobile_user,omitzero"`
}

// Phones lists the phones ("Phone list"). Its options have no AppID.
func (c *Client) Phones(ctx context.Context, o ListOptions) (List[Phone], error) {
	query := url.Values{}
	setFlag(query, "status", o.Status)
	return list(ctx, c, c.list("list phones", query, "phones"), "phones", readPhone)
}

// Phone reads one phone with its status ("Phone status").
func (c *Client) Phone(ctx context.Context, uuid string) (Phone, error) {
	a, err := c.do(ctx, c.get("get phone", nil, "phones", uuid))
	if err != nil {
		return Phone{}, err
	}
	return readOne(a, readPhone)
}

func readPhone(raw []byte, phone *Phone) error {
	err := readObject(raw, phone)
	if err == nil && phone.UUID == "" {
		err = errNoKey
	}
	if phone.HotDesk.IsZero() {
		phone.HotDesk = phone.MobileLoginsEnabled
	}
	if phone.HotDeskUser.IsZero() {
		phone.HotDeskUser = phone.MobileUser
	}
	return err
}
