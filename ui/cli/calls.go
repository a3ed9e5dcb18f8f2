package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"ringside/pbxclient"
)

// hangupCommand ends a call.
type hangupCommand struct {
	ID string `arg:"" name:"call-id"`
}

// Run ends the call, whoever's it is, if the PBX allows it.
func (c *hangupCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	result, err := client.Hangup(ctx, c.ID)
	switch {
	case err != nil && !pbxclient.IsCode(err, pbxclient.CodeNotHungUp):
		return err
	case j.JSON:
		return errors.Join(j.line(result), err)
	case err != nil:
		return err
	}
	return j.say("hangup_done")
}

// callCommand asks about a call.
type callCommand struct {
	ID string `arg:"" name:"call-id"`
}

// Run prints what the PBX says about the call; with --json that is the PBX's own object.
func (c *callCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	details, err := client.Call(ctx, c.ID)
	if err != nil {
		return err
	}
	if j.JSON {
		var line bytes.Buffer
		if err := json.Compact(&line, details.Raw); err != nil {
			return err
		}
		return j.rawLine(line.String())
	}
	t := j.newTable()
	t.fact("call_id", details.UniqueID)
	t.fact("call_caller", details.Caller.Name)
	t.fact("call_number", details.Caller.Number)
	t.fact("call_normalized", details.Caller.NormalizedNumber)
	t.fact("call_did", details.CalledDID)
	t.fact("call_extension", details.CalledExtension)
	t.fact("call_account", details.AccountCode)
	t.fact("call_tag", details.EventTag)
	t.fact("call_rings", targetList(details.Targets))
	if details.Target != nil {
		t.fact("call_answered", targetList([]pbxclient.Target{*details.Target}))
	}
	return t.flush()
}

// targetList names what a call rings: numbers where they are dialled, else phones.
func targetList(targets []pbxclient.Target) string {
	names := make([]string, 0, len(targets))
	for _, t := range targets {
		for _, name := range []string{t.Number, t.PhoneUUID, t.UserUUID} {
			if name != "" {
				names = append(names, name)
				break
			}
		}
	}
	return strings.Join(names, ", ")
}
