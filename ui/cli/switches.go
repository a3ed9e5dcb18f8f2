package cli

import (
	"context"
	"strings"

	"ringside/pbxclient"
	"ringside/presence/toggles"
	"ringside/ui/lang"
)

// switchesCommand lists the switches of the dial plan.
type switchesCommand struct{}

// Run asks the PBX once.
func (c *switchesCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	list, err := client.Switches(ctx, true)
	if err != nil {
		return err
	}
	if j.JSON {
		return lines(j, list.Items)
	}
	t := j.newTable("switch", "value", "default", "uuid")
	for _, s := range list.Items {
		t.add(s.Name, j.switchValue(s), onOff(j, s.Default), s.UUID)
	}
	return t.flush()
}

// switchCommand sets a switch.
type switchCommand struct {
	Switch string `arg:"" name:"uuid-or-name"`
	Value  string `arg:"" complete:"on,off"`
}

// Run sets the switch and prints the value that the PBX gives it.
func (c *switchCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	list, err := client.Switches(ctx, true)
	if err != nil {
		return err
	}
	chosen, err := c.find(j, list.Items)
	if err != nil {
		return err
	}
	if !chosen.CanToggle.Or(true) {
		return refused(j.Words.Say("switch_fixed", lang.With{"Name": cellText(chosen.Name)}))
	}
	sent := valueFor(chosen, c.Value)
	now, err := client.SetSwitch(ctx, chosen, pbxclient.Some(sent))
	if err != nil {
		return err
	}
	if j.JSON {
		err = j.line(now)
	} else {
		err = j.print(j.switchValue(now))
	}
	if value, known := now.Value.Get(); err == nil && known && !toggles.Same(value, sent) {
		return j.kept(j.switchValue(now))
	}
	return err
}

// find goes by the UUID, and else by the name, which more than one switch may have.
func (c *switchCommand) find(j *job, switches []pbxclient.Switch) (pbxclient.Switch, error) {
	var named []pbxclient.Switch
	for _, s := range switches {
		if s.UUID == c.Switch {
			return s, nil
		}
		if strings.EqualFold(s.Name, c.Switch) {
			named = append(named, s)
		}
	}
	what := lang.With{"Name": lang.Plain(c.Switch, 60)}
	switch len(named) {
	case 0:
		return pbxclient.Switch{}, refused(j.Words.Say("switch_none", what))
	case 1:
		return named[0], nil
	}
	return pbxclient.Switch{}, refused(j.Words.Say("switch_many", what))
}

// valueFor is the value to send: on and off are written as the switch has them, and as true and false where it has no value yet.
func valueFor(s pbxclient.Switch, typed string) string {
	on := strings.EqualFold(typed, wordOn)
	if _, turns := toggles.IsOn(s.Value.Or("true")); turns && (on || strings.EqualFold(typed, wordOff)) {
		return toggles.Turned(s.Value, on)
	}
	return typed
}

// switchValue is the value as it is typed to set it.
func (j *job) switchValue(s pbxclient.Switch) string {
	switch value := s.Value.Or(""); {
	case s.Value.State != pbxclient.Set:
		return j.Words.Say("value_unknown")
	case value == "true":
		return wordOn
	case value == "false":
		return wordOff
	default:
		return lang.Plain(value, 0)
	}
}
