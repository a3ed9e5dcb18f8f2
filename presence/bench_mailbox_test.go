package presence

import (
	"fmt"
	"testing"
	"time"

	"ringside/pbxclient"
)

// BenchmarkMailboxEvent is what a new message costs inside, from its arrival to the published picture and the count that the
// tray and the window take from it. Only an API key is shown the mailboxes of everybody.
func BenchmarkMailboxEvent(b *testing.B) {
	for _, boxes := range []int{25, 1000, largeUsers} {
		b.Run(fmt.Sprintf("mailboxes=%d", boxes), func(b *testing.B) {
			l := loopOf(b, largeUsers)
			var list pbxclient.List[pbxclient.Mailbox]
			for i := range boxes {
				list.Items = append(list.Items, pbxclient.Mailbox{UUID: fmt.Sprint("box", i), Number: fmt.Sprint(10_000 + i)})
			}
			l.state.byKey = true
			l.state.applyLists(&lists{mailboxes: &list})
			l.update()
			b.ReportAllocs()
			seq := int64(0)
			for b.Loop() {
				box := &pbxclient.Mailbox{UUID: fmt.Sprint("box", seq*7919%int64(boxes)), New: pbxclient.Some(int(seq))}
				before := l.Picture()
				l.hears(pbxclient.Event{Seq: seq, Type: pbxclient.EventVoicemail, Timestamp: time.Now(), Mailbox: box})
				seq++
				if now := l.Picture(); now == before {
					b.Fatal("nothing was published")
				} else if n, known := now.NewVoicemail(); known {
					b.Fatal(n, "messages in nobody's mailbox")
				}
			}
		})
	}
}
