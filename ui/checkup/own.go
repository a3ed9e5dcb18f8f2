package checkup

import (
	"context"
	"slices"
	"strings"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/settings"
)

// ownAmong finds the user that is signed in or acted for; nil if there is none.
func (v *visit) ownAmong(users []pbxclient.User) *pbxclient.User {
	var own *pbxclient.User
	for i := range users {
		if u := &users[i]; v.Account.UserName != "" && u.Username == v.Account.UserName {
			return u
		} else if own == nil && v.Account.UserName != "" && strings.EqualFold(u.Username, v.Account.UserName) {
			own = u
		}
	}
	return own
}

// ownUser looks whether there is a phone to call from, and one that is certain: only that can pick up by itself.
func (v *visit) ownUser(context.Context) Result {
	if why, ok := v.outside(); !ok {
		return why
	}
	if v.Account.APIKey && v.Account.UserName == "" {
		return found(ownKey, nil)
	}
	known := v.reads()
	if known.calls["users"] != allowed {
		return found(skippedDenied, nil)
	}
	facts := Facts{"user_name": v.Account.UserName}
	own := v.ownAmong(known.users)
	if own == nil {
		return found(ownMissing, facts)
	}
	contact := contactOf(own)
	facts["phones"] = len(contact.Phones)
	facts["mailbox"] = slices.ContainsFunc(v.enter().mailboxes, func(m pbxclient.Mailbox) bool { return v.ownMailbox(m, own) })
	set, err := settings.Load(v.Folder)
	from, _ := set.Phone(v.Account.ID())
	chosen := err == nil && slices.ContainsFunc(contact.Phones, func(p presence.ContactPhone) bool { return p.UUID == from.UUID })
	_, certain := contact.CertainPhone()
	facts["certain_phone"] = certain || chosen
	switch {
	case len(contact.Phones) == 0:
		return found(ownNoPhone, facts)
	case !certain && !chosen:
		return found(ownChoice, facts)
	}
	return found(ownReady, facts)
}

// contactOf is a user with the phones that a call can start at.
func contactOf(u *pbxclient.User) *presence.Contact {
	c := &presence.Contact{UUID: u.UUID, Username: u.Username, Assigned: u.Phones}
	for _, p := range u.Phones {
		if p.Type == pbxclient.AssignedTypePhone && p.Phone != "" {
			c.Phones = append(c.Phones, presence.ContactPhone{UUID: p.Phone, Personal: p.Personal.Or(false)})
		}
	}
	if desk := u.HotDesk.Or(""); desk != "" {
		c.Phones = append(c.Phones, presence.ContactPhone{UUID: desk, HotDesk: true})
	}
	return c
}

// ownMailbox reports whether a mailbox is the user's: a user is told of no other, and an API key of all.
func (v *visit) ownMailbox(m pbxclient.Mailbox, own *pbxclient.User) bool {
	return !v.Account.APIKey || m.Number != "" && (m.Number == own.Username ||
		slices.ContainsFunc(own.Phones, func(p pbxclient.AssignedPhone) bool { return p.Number == m.Number }))
}

// region looks which country's numbers are meant where none is named, and how that is known.
func (v *visit) region(context.Context) Result {
	if v.Account.Region != "" {
		return found(regionSet, Facts{"region": v.Account.Region})
	}
	if why, ok := v.outside(); !ok {
		return why
	}
	system := v.system()
	region, from := dialplan.RegionFor(system.Number, system.TimeZone)
	switch from {
	case dialplan.FromNumber:
		return found(regionNumber, Facts{"region": region})
	case dialplan.FromTimeZone:
		return found(regionTimeZone, Facts{"region": region, "time_zone": system.TimeZone})
	}
	return found(regionUnknown, nil)
}
