package presence

import (
	"fmt"
	"testing"
	"time"

	"ringside/pbxclient"
)

// BenchmarkMailboxEvent is what a new message costs inside. Only an API key is shown the mailboxes of everybody.
func BenchmarkMailboxEvent(b *testing.B) {
	for _, boxes := range []int{1, 1000, largeUsers} {
		b.Run(fmt.Sprintf("mailboxes=%d", boxes), func(b *testing.B) {
			l := loopOf(b, largeUsers)
			var list pbxclient.List[pbxclient.Mailbox]
			for i := range boxes {
				list.Items = append(list.Items, pbxclient.Mailbox{UUID: fmt.Sprint("box", i), Number: fmt.Sprint(10_000 + i)})
			}
			l.state.byKey = true
			l.state.applyLists(&lists{mailboxes: &list})
			l.update()
			seq := int64(0)
			for b.Loop() {
				box := &pbxclient.Mailbox{UUID: fmt.Sprint("box", seq*7919%int64(boxes)), New: pbxclient.Some(int(seq%5) + 1)}
				l.hears(pbxclient.Event{Seq: seq, Type: pbxclient.EventVoicemail, Timestamp: time.Now(), Mailbox: box})
				seq++
			}
		})
	}
}
