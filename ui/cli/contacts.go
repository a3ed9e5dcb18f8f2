package cli

import (
	"context"
	"slices"
	"strings"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/window/rows"
)

// contactsCommand lists users with their presence.
type contactsCommand struct {
	Query string `arg:"" optional:""`
}

// Run lists whom the people page of the window would show, in the same order, the user included.
func (c *contactsCommand) Run(ctx context.Context, j *job) error {
	mirror, stop, err := j.mirror(ctx, share.AllContacts)
	if err != nil {
		return err
	}
	defer stop()
	s, err := firstPicture(ctx, mirror)
	if err != nil {
		return err
	}
	if slices.Contains(s.Denied, "users") {
		return &pbxclient.Error{Op: "list users", Code: pbxclient.CodeForbidden}
	}
	everybody := *s
	everybody.Me = "" // whom the page leaves out
	found := slices.DeleteFunc(rows.NewIndex(s.Contacts, j.Words.Tag(), nil).People(&everybody, c.Query, false),
		func(p rows.Person) bool { return p.Contact == nil })
	if j.JSON {
		contacts := make([]share.Contact, len(found))
		for i, p := range found {
			contacts[i] = share.OfContact(p.Contact)
		}
		return lines(j, contacts)
	}
	if len(found) == 0 {
		return j.say("contacts_nobody")
	}
	t := j.newTable("presence", "name", "extension", "remarks")
	for _, p := range found {
		c := p.Contact
		t.add(j.presence(c.Presence), c.Name(), c.Extension, j.remarks(c))
	}
	return t.flush()
}

// symbols show a presence to who reads quickly, without any colour.
var symbols = map[presence.Presence]string{
	presence.Available:   "✓",
	presence.Ringing:     "♪",
	presence.OnCall:      "●",
	presence.OnHold:      "◐",
	presence.Unavailable: "–",
	presence.Unknown:     "?",
}

func (j *job) presence(p presence.Presence) string { return symbols[p] + " " + j.Words.Presence(p) }

// remarks are what is shown on top of a presence: do not disturb, and where calls go instead.
func (j *job) remarks(c *presence.Contact) string {
	var said []string
	if c.DND.Or(false) {
		said = append(said, j.Words.Say("remark_dnd"))
	}
	if to := c.Forward(); to != "" {
		said = append(said, j.Words.Say("remark_forward", lang.With{"Number": lang.Plain(to, 30)}))
	}
	return strings.Join(said, ", ")
}
