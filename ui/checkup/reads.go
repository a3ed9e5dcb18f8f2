package checkup

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"ringside/pbxclient"
)

// What an answer tells of a call of the API.
const (
	allowed  = "allowed"
	denied   = "denied"
	notThere = "not_there" // this PBX has no such call
	broken   = "failed"
)

// reads is what the login may read, and what was read.
type reads struct {
	calls map[string]string // call of the API → allowed, denied, …; what could not be tried is not in it
	users []pbxclient.User
}

// about is what the PBX says of itself, or why it does not.
type about struct {
	pbxclient.SystemInformation
	err error
}

func (v *visit) systemNow(ctx context.Context) about {
	system, err := v.Client.SystemInformation(ctx)
	return about{system, err}
}

// readsAtOnce is how many requests are under way at a time: a check-up is no load for the PBX.
const readsAtOnce = 3

// readNow tries every call of the API that only reads. A list is asked for without a status, which is quicker for the PBX;
// the calls for one thing are tried with the first that a list has.
func (v *visit) readNow(ctx context.Context) reads {
	r := reads{calls: map[string]string{"voicemail": verdict(v.enter().err)}}
	var mu sync.Mutex
	note := func(call string, err error) bool {
		mu.Lock()
		defer mu.Unlock()
		r.calls[call] = verdict(err)
		return err == nil
	}
	var g errgroup.Group
	g.SetLimit(readsAtOnce)
	try := func(work func()) { g.Go(func() error { work(); return nil }) }
	try(func() { note("system_information", v.system().err) })
	try(func() { v.readUsers(ctx, &r, note) })
	try(func() {
		phones, err := v.Client.Phones(ctx, pbxclient.ListOptions{})
		if note("phones", err) && len(phones.Items) > 0 {
			_, err := v.Client.Phone(ctx, phones.Items[0].UUID)
			note("phone", err)
		}
	})
	try(func() {
		if boxes := v.enter().mailboxes; len(boxes) > 0 {
			_, err := v.Client.Mailbox(ctx, boxes[0].UUID, "")
			note("mailbox", err)
		}
	})
	try(func() {
		_, err := v.Client.Events(ctx, pbxclient.EventsQuery{Timeout: noWait, Limit: 1})
		note("events", err)
	})
	try(func() {
		_, err := v.Client.Call(ctx, "ringside-check-up") // which is none: to be told so is to be allowed to ask
		if pbxclient.IsCode(err, pbxclient.CodeNotFound) {
			err = nil
		}
		note("call", err)
	})
	try(func() {
		switches, err := v.Client.Switches(ctx, false)
		if note("switches", err) && len(switches.Items) > 0 {
			_, err := v.Client.Switch(ctx, switches.Items[0].UUID)
			note("switch", err)
		}
	})
	try(func() {
		queues, err := v.Client.QueueStats(ctx, pbxclient.StatsQuery{})
		if note("queues", err) && len(queues.Items) > 0 && queues.Items[0].UUID != "" {
			_, err := v.Client.QueueStats(ctx, pbxclient.StatsQuery{Queue: queues.Items[0].UUID})
			note("queue", err)
		}
	})
	_ = g.Wait() // each error stands with its call
	return r
}

// readUsers reads who works there, and the own user with what only a status has.
func (v *visit) readUsers(ctx context.Context, r *reads, note func(string, error) bool) {
	users, err := v.Client.Users(ctx, pbxclient.ListOptions{})
	r.users = users.Items
	if !note("users", err) || len(users.Items) == 0 {
		return
	}
	own := v.ownAmong(users.Items)
	if own == nil {
		own = &users.Items[0]
	}
	user, err := v.Client.User(ctx, own.UUID, "")
	if note("user", err) {
		*own = user
	}
}

// verdict is what the outcome of a call tells of it.
func verdict(err error) string {
	switch pbxclient.CodeOf(err) {
	case "":
		return allowed
	case pbxclient.CodeForbidden, pbxclient.CodeUnauthorized: // the login itself holds
		return denied
	case pbxclient.CodeNotFound:
		return notThere
	}
	return broken
}
