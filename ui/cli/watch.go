package cli

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// watchCommand follows changes until it is interrupted.
type watchCommand struct{}

// Run prints every change once, and lives on when the PBX is lost. It ends where nothing can come any more: refused
// credentials, the end of the Ringside that runs, and a reader that has gone.
func (c *watchCommand) Run(ctx context.Context, j *job) error {
	mirror, stop, err := j.mirror(ctx, share.AllContacts)
	if err != nil {
		return err
	}
	defer stop()
	sub := mirror.Subscribe()
	defer sub.Close()
	w := &watcher{job: j, mirror: mirror, last: &presence.Snapshot{}}
	for {
		open := true
		var n presence.Notice
		select {
		case <-ctx.Done():
			return nil
		case _, open = <-sub.Changes:
			w.changes()
		case n, open = <-sub.Notices:
			if open {
				w.notice(n)
			}
		}
		if err := errors.Join(w.err, j.out.Flush()); err != nil {
			return err
		}
		if conn := w.last.Connection; conn.State == presence.SignedOut {
			return conn.Err
		}
		if !open {
			return share.ErrGone
		}
	}
}

// watcher prints what became different since the picture it printed last. It is a share.Visitor.
type watcher struct {
	*job
	mirror presence.Mirror
	last   *presence.Snapshot
	now    *presence.Snapshot // the picture that is being printed
	err    error              // the first failure to print
}

func (w *watcher) changes() {
	w.now = w.mirror.Picture()
	w.last = share.Walk(w.last, w.now, w)
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

// Synced implements share.Visitor.
func (w *watcher) Synced(now *presence.Snapshot) {
	w.emit(share.Synced{Kind: "synced"}, func() string {
		return w.Words.Say("watch_synced", lang.With{"Count": now.Contacts.Len()})
	})
}

// Connection implements share.Visitor.
func (w *watcher) Connection(old, now presence.Connection) {
	was, is := share.OfConnection(old, w.Words), share.OfConnection(now, w.Words)
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

// Contact implements share.Visitor. What changed may be nothing that is printed.
func (w *watcher) Contact(was, is *presence.Contact) {
	if was == nil || !same(share.OfContact(was), share.OfContact(is)) {
		w.emit(share.OfContact(is), func() string { return w.contactText(is) })
	}
}

// ContactRemoved implements share.Visitor.
func (w *watcher) ContactRemoved(was *presence.Contact) {
	w.emit(share.Removed{Kind: "contact_removed", UUID: was.UUID}, func() string {
		return w.Words.Say("watch_removed", lang.With{"Name": cellText(was.Name())})
	})
}

func (w *watcher) contactText(c *presence.Contact) string {
	text := w.presence(c.Presence) + "  " + cellText(c.Name())
	if remarks := w.remarks(c); remarks != "" {
		text += "  (" + remarks + ")"
	}
	return text
}

// Mailbox implements share.Visitor.
func (w *watcher) Mailbox(was, is *presence.Mailbox) {
	line := share.OfMailbox(is.Mailbox)
	if was == nil || share.OfMailbox(was.Mailbox) != line {
		w.emit(line, func() string { return w.mailboxText(is.Mailbox) })
	}
}

// MailboxRemoved implements share.Visitor. The contract has no line for it.
func (w *watcher) MailboxRemoved(*presence.Mailbox) {}

func (w *watcher) mailboxText(m pbxclient.Mailbox) string {
	return w.Words.Say("watch_mailbox", lang.With{
		"Mailbox": cellText(m.Number), "New": count(m.New), "Old": count(m.Old), "Urgent": count(m.Urgent),
	})
}

// Call implements share.Visitor.
func (w *watcher) Call(was, is *presence.Call) {
	if was == nil || !same(share.OfCall(was), share.OfCall(is)) {
		w.emit(share.OfCall(is), func() string { return w.callText(is) })
	}
}

// CallRemoved implements share.Visitor: it was over, and that was printed.
func (w *watcher) CallRemoved(*presence.Call) {}

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
	line := share.OfNotice(n, w.last, w.Words)
	w.emit(line, func() string { return w.Words.Say("watch_notice", lang.With{"Title": line.Title, "Body": line.Body}) })
}

// same compares two lines as they would be printed.
func same[T any](a, b T) bool {
	first, errFirst := json.Marshal(a)
	second, errSecond := json.Marshal(b)
	return errFirst == nil && errSecond == nil && string(first) == string(second)
}
