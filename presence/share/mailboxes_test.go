package share

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"testing"

	"ringside/pbxclient"
	"ringside/presence"
)

// across writes pictures one after the other, and returns them as they are read.
func across(pictures ...*presence.Snapshot) (read []*presence.Snapshot) {
	var lines bytes.Buffer
	w := newWriter(bufio.NewWriter(&lines), plain{})
	board := presence.NewBoard(presence.Blank(""))
	r := newReader(board)
	for _, s := range pictures {
		w.picture(s)
		_ = w.flush()
		for line := range bytes.Lines(lines.Bytes()) {
			r.take(line)
		}
		lines.Reset()
		read = append(read, board.Picture())
	}
	return read
}

func TestReader_AMailboxThatChangesLeavesTheOthersAsTheyWere(t *testing.T) {
	var boxes []*presence.Mailbox
	for i := range 600 {
		boxes = append(boxes, &presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: fmt.Sprint("box", i), New: pbxclient.Some(1)}, Own: i == 1})
	}
	box := func(i, messages int, own bool) *presence.Mailbox {
		return &presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: fmt.Sprint("box", i), New: pbxclient.Some(messages)}, Own: own}
	}
	first := newHeld(3).Picture()
	next := func(s *presence.Snapshot, m *presence.Mailboxes) *presence.Snapshot {
		changed := *s
		changed.OwnPhones = s.Own().Phones
		changed.SetMailboxes(m)
		return &changed
	}
	original := []*presence.Snapshot{next(first, presence.NewMailboxes(boxes...))}
	for _, change := range []struct {
		changed []*presence.Mailbox
		removed []string
	}{
		{[]*presence.Mailbox{box(300, 2, false)}, nil},
		{[]*presence.Mailbox{box(1, 1, false), box(2, 7, true)}, nil},
		{[]*presence.Mailbox{box(600, 3, false)}, []string{"box5", "box2"}},
	} {
		was := original[len(original)-1]
		original = append(original, next(was, was.Mailboxes.With(change.changed, change.removed, 0)))
	}
	read := across(original...)
	for i, is := range read {
		if diff := unlike(original[i], is); diff != "" {
			t.Errorf("picture %d: %s", i, diff)
		}
		order := slices.EqualFunc(slices.Collect(original[i].Mailboxes.All()), slices.Collect(is.Mailboxes.All()),
			func(a, b *presence.Mailbox) bool { return a.UUID == b.UUID })
		if !order {
			t.Errorf("picture %d: the mailboxes are in another order", i)
		}
		if i == 0 {
			continue
		}
		told, gone := original[i].Mailboxes.Since(original[i-1].Mailboxes)
		changed, removed := is.Mailboxes.Since(read[i-1].Mailboxes)
		if len(changed) != len(told) || !slices.Equal(removed, gone) {
			t.Errorf("picture %d: changed %v, removed %v", i, changed, removed)
		}
	}
}
