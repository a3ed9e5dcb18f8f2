package cli

import (
	"context"
	"strconv"
	"time"

	"ringside/pbxclient"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// voicemailCommand lists the mailboxes the login may read, with their messages.
type voicemailCommand struct{}

// Run asks the PBX once.
func (c *voicemailCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	list, err := client.Mailboxes(ctx, pbxclient.ListOptions{Status: true})
	if err != nil {
		return err
	}
	if j.JSON {
		boxes := make([]share.Voicemail, len(list.Items))
		for i, m := range list.Items {
			boxes[i] = share.OfMailbox(m)
			boxes[i].Kind = "" // they are all there is
		}
		return lines(j, boxes)
	}
	t := j.newTable("mailbox", "new", "urgent", "old")
	for _, m := range list.Items {
		t.add(m.Number, count(m.New), count(m.Urgent), count(m.Old))
	}
	return t.flush()
}

// phonesCommand lists the phones of the PBX.
type phonesCommand struct{}

// Run asks the PBX once.
func (c *phonesCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	list, err := client.Phones(ctx, pbxclient.ListOptions{Status: true})
	if err != nil {
		return err
	}
	if j.JSON {
		return lines(j, list.Items)
	}
	t := j.newTable("phone", "sip_user", "status", "hot_desk", "uuid")
	for _, p := range list.Items {
		desk := ""
		switch {
		case p.HotDeskUser.Or("") != "":
			desk = j.Words.Say("desk_taken")
		case p.HotDesk.Or(false):
			desk = j.Words.Say("desk_free")
		}
		t.add(p.Name.Or(""), p.PhoneUsername, p.Status.Or(count(p.StatusCode)), desk, p.UUID)
	}
	return t.flush()
}

// infoCommand prints what the PBX says of itself.
type infoCommand struct{}

// Run asks the PBX once. One older than 4.1.10 has no answer.
func (c *infoCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	system, err := client.SystemInformation(ctx)
	if err != nil {
		return err
	}
	if j.JSON {
		return j.line(system)
	}
	t := j.newTable()
	t.fact("info_hostname", system.Hostname)
	t.fact("info_version", system.Version)
	t.fact("info_number", system.Number)
	t.fact("info_time_zone", system.TimeZone)
	t.fact("info_language", system.Language)
	t.fact("info_address", system.ExternalIPAddr)
	t.fact("info_uuid", system.UUID)
	return t.flush()
}

// count is a number for people, "?" where it is not known.
func count(n pbxclient.Opt[int]) string {
	if value, isKnown := n.Get(); isKnown {
		return strconv.Itoa(value)
	}
	return "?"
}

// seconds is a duration in seconds for people, "?" where it is not known.
func seconds(n pbxclient.Opt[int]) string {
	if value, isKnown := n.Get(); isKnown {
		return lang.Clock(time.Duration(value) * time.Second)
	}
	return "?"
}
