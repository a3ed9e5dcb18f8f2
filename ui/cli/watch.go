package cli

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
)

// watchCommand follows changes until it is interrupted.
type watchCommand struct{}

// Run prints every change once, and lives on when the PBX is lost. It ends where nothing can come any more: refused
// credentials, and a reader that has gone.
func (c *watchCommand) Run(ctx context.Context, j *job) error {
	mirror, stop, err := j.mirror(ctx)
	if err != nil {
		return err
	}
	defer stop()
	sub := mirror.Subscribe()
	defer sub.Close()
	w := &watcher{job: j, mirror: mirror, last: &presence.Snapshot{}}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-sub.Changes:
			w.changes()
		case n := <-sub.Notices:
			w.notice(n)
		}
		if err := errors.Join(w.err, j.out.Flush()); err != nil {
			return err
		}
		if conn := w.last.Connection; conn.State == presence.SignedOut {
			return conn.Err
		}
	}
}

// watcher prints what became different since the picture it printed last.
type watcher struct {
	*job
	mirror presence.Mirror
	last   *presence.Snapshot
	err    error // the first failure to print
}

func (w *watcher) changes() {
	old, now := w.last, w.mirror.Picture()
	if old == now {
		return
	}
	w.connection(old.Connection, now.Connection)
	if !now.Synced { // until then nobody is known, and so nobody's calls are
		w.last = &presence.Snapshot{Connection: now.Connection}
		return
	}
	w.last = now
	w.contacts(old.Contacts, now.Contacts)
	w.mailboxes(old.Mailboxes, now.Mailboxes)
	w.calls(old.Calls, now.Calls)
	if now.Resyncs != old.Resyncs {
		w.emit(syncedLine{"synced"}, func() string { return w.Words.Say("watch_synced", lang.With{"Count": now.Contacts.Len()}) })
	}
}

// emit prints one line: v as JSON, or else text after the time.
func (w *watcher) emit(v any, text func() string) {
	var err error
	if w.JSON {
		err = w.line(v)
	} else {
		err = w.print(time.Now().Format("15:04:05") + "  " + text())
	}
	w.err = errors.Join(w.err, err)
}

func (w *watcher) connection(old, now presence.Connection) {
	was, is := w.lineOfConnection(old), w.lineOfConnection(now)
	if !same(was, is) {
		w.emit(is, func() string {
			text := w.Words.Connection(now, time.Now())
			if is.Detail != nil {
				text += " · " + *is.Detail
			}
			return text
		})
	}
}

func (w *watcher) lineOfConnection(c presence.Connection) connectionLine {
	return connectionLine{"connection", c.State, known(w.Words.Error(c.Err))}
}

func (w *watcher) contacts(old, now *presence.Roster) {
	changed, removed := now.Since(old)
	for _, c := range changed {
		is := lineOfContact(c)
		if before := old.Find(c.UUID); before != nil && same(lineOfContact(before), is) {
			continue // what changed is nothing that is printed
		}
		w.emit(is, func() string { return w.contactText(c) })
	}
	for _, uuid := range removed {
		w.emit(removedLine{"contact_removed", uuid}, func() string {
			return w.Words.Say("watch_removed", lang.With{"Name": cellText(old.Find(uuid).Name())})
		})
	}
}

func (w *watcher) contactText(c *presence.Contact) string {
	text := w.presence(c.Presence) + "  " + cellText(c.Name())
	if remarks := w.remarks(c); remarks != "" {
		text += "  (" + remarks + ")"
	}
	return text
}

func (w *watcher) mailboxes(old, now []presence.Mailbox) {
	before := make(map[string]voicemailLine, len(old))
	for _, m := range old {
		before[m.UUID] = lineOfMailbox(m.Mailbox)
	}
	for _, m := range now {
		line := lineOfMailbox(m.Mailbox)
		if was, ok := before[m.UUID]; ok && was == line {
			continue
		}
		line.Kind = "voicemail"
		w.emit(line, func() string { return w.mailboxText(m.Mailbox) })
	}
}

func (w *watcher) mailboxText(m pbxclient.Mailbox) string {
	return w.Words.Say("watch_mailbox", lang.With{
		"Mailbox": cellText(m.Number), "New": count(m.New), "Old": count(m.Old), "Urgent": count(m.Urgent),
	})
}

func (w *watcher) calls(old, now []*presence.Call) {
	before := make(map[uint64]*presence.Call, len(old))
	for _, c := range old {
		before[c.Key] = c
	}
	for _, c := range now {
		was := before[c.Key]
		if was == c || was != nil && same(lineOfCall(was), lineOfCall(c)) {
			continue
		}
		w.emit(lineOfCall(c), func() string { return w.callText(c) })
	}
}

func (w *watcher) callText(c *presence.Call) string {
	who := lang.With{"Direction": w.Words.Say("direction_" + string(c.Direction)), "Who": w.party(c)}
	if c.Running() {
		who["State"] = w.Words.Stage(c)
	} else {
		who["State"] = w.Words.Outcome(c)
	}
	return w.Words.Say("watch_call", who)
}

// party names the other side of a call.
func (j *job) party(c *presence.Call) string {
	switch {
	case c.Name != "" && c.Number != "":
		return cellText(c.Name) + " (" + cellText(c.Number) + ")"
	case c.Name != "" || c.Number != "":
		return cellText(c.Name + c.Number)
	}
	return j.Words.Say("unknown_caller")
}

// notice prints what a person has to be told, after the picture that it belongs to.
func (w *watcher) notice(n presence.Notice) {
	w.changes()
	title, body := w.Words.Notice(n, w.last)
	line := noticeLine{Kind: "notice", About: n.About, Title: title, Body: body}
	if n.Call != nil {
		line.UniqueID = known(n.Call.UniqueID)
	}
	w.emit(line, func() string { return w.Words.Say("watch_notice", lang.With{"Title": title, "Body": body}) })
}

// same compares two lines as they would be printed.
func same[T any](a, b T) bool {
	first, errFirst := json.Marshal(a)
	second, errSecond := json.Marshal(b)
	return errFirst == nil && errSecond == nil && string(first) == string(second)
}
