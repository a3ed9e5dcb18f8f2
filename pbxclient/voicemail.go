package pbxclient

import (
	"context"
	"net/url"
)

// Mailbox is a voice mailbox ("Mailbox list"). The numbers of messages come only with a status.
type Mailbox struct {
	UUID   string   `json:"uuid"`
	Number string   `json:"mailbox_number"` // as people know it
	New    Opt[int] `json:"new_messages,omitzero"`
	Old    Opt[int] `json:"old_messages,omitzero"`
	Urgent Opt[int] `json:"urgent_messages,omitzero"`
}

// Waiting is how many messages are new; known is false if no count is known. Urgent ones are taken to be among the new ones, as the
// API does not say that they are others.
func (m Mailbox) Waiting() (messages int, known bool) {
	fresh, counted := m.New.Get()
	urgent := m.Urgent.Or(0)
	return max(fresh, urgent), counted || urgent > 0
}

// Mailboxes lists the mailboxes ("Mailbox list"): all of them for an API key, the own one for a user. Its options have
// no AppID.
func (c *Client) Mailboxes(ctx context.Context, o ListOptions) (List[Mailbox], error) {
	query := url.Values{}
	setFlag(query, "status", o.Status)
	return list(ctx, c, c.list("list mailboxes", query, "voicemail"), "voicemail", readMailbox)
}

// Mailbox reads one mailbox with its messages counted ("Voice mailbox status"). password is the mailbox's own, which a
// user needs for another one than theirs; "" sends none. The API has it in the query; no error and no log shows it.
func (c *Client) Mailbox(ctx context.Context, uuid, password string) (Mailbox, error) {
	query := url.Values{}
	if password != "" {
		query.Set("password", password)
	}
	a, err := c.do(ctx, c.get("get mailbox", query, "voicemail", uuid))
	if err != nil {
		return Mailbox{}, err
	}
	return readOne(a, readMailbox)
}

func readMailbox(raw []byte, mailbox *Mailbox) error {
	err := readObject(raw, mailbox)
	if err == nil && mailbox.UUID == "" {
		err = errNoKey
	}
	return err
}
