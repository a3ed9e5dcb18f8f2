package share

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
)

// TestServer_TellsEveryNoticeInOrderAfterItsPicture has a burst of calls and messages told to several.
func TestServer_TellsEveryNoticeInOrderAfterItsPicture(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		const calls = 60
		original := w.engine.Subscribe()
		defer original.Close()
		type reader struct {
			*Remote
			sub  *presence.Subscription
			told []presence.Notice
		}
		var readers []*reader
		var reading sync.WaitGroup
		for range 3 {
			r := &reader{Remote: w.remote(t)}
			r.sub = r.Subscribe()
			readers = append(readers, r)
			reading.Go(func() {
				for n := range r.sub.Notices {
					if n.Call != nil && !slices.ContainsFunc(r.Picture().Calls, func(c *presence.Call) bool { return c.Key == n.Call.Key }) {
						t.Errorf("%s was told before its call was in the picture", n.Call.UniqueID)
					}
					r.told = append(r.told, n)
				}
			})
		}
		me := w.user(t)
		for i := range calls {
			id, err := w.pbx.Incoming(pbxsim.Party{Number: fmt.Sprint("02012345", i)}, me.Extension)
			if err != nil {
				t.Fatal(err)
			}
			if i%3 == 0 {
				_ = w.pbx.LeaveVoicemail(me.Mailbox)
			}
			after(50 * time.Millisecond) // at its own pace the engine asks for events
			_ = w.pbx.Hangup(id)
			after(50 * time.Millisecond)
		}
		var want []presence.Notice
		for len(original.Notices) > 0 {
			want = append(want, noticeSeen(<-original.Notices))
		}
		if len(want) < calls {
			t.Fatalf("%d notices of %d calls", len(want), calls)
		}
		for _, r := range readers {
			r.sub.Close()
		}
		reading.Wait()
		for _, r := range readers {
			var got []presence.Notice
			for _, n := range r.told {
				got = append(got, noticeSeen(n))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func noticeSeen(n presence.Notice) presence.Notice {
	if n.Call != nil {
		call := callSeen(n.Call)
		n.Call = &call
	}
	n.Mailbox.Urgent, n.Phone.StatusCode = unknown(n.Mailbox.Urgent), unknown(n.Phone.StatusCode)
	return n
}

func TestServer_WritesANoticeAsWatchDoesAndMore(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		conn := w.raw(t)
		lines := bufio.NewScanner(conn)
		lines.Scan()
		_, _ = io.WriteString(conn, `{"id":1,"do":"watch","contacts":"own"}`+"\n")
		for lines.Scan() && !strings.Contains(lines.Text(), `"answer"`) {
		}
		go func() {
			_, _ = w.pbx.Incoming(pbxsim.Party{Number: "0201234567", Name: "Out"}, w.user(t).Extension)
		}()
		var before []string
		for lines.Scan() && !strings.Contains(lines.Text(), `"notice"`) {
			before = append(before, lines.Text())
		}
		var got struct {
			Notice
			Call struct {
				Key    uint64  `json:"key"`
				Number *string `json:"number"`
			} `json:"call"`
		}
		if err := json.Unmarshal(lines.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.About != presence.IncomingCall || got.Title != "incoming_call" || got.Body != "0201234567" || got.UniqueID == nil || got.Call.Key == 0 {
			t.Errorf("the notice is %s", lines.Text())
		}
		if len(before) == 0 || before[len(before)-1] != `{"kind":"picture"}` || !strings.Contains(strings.Join(before, ""), *got.UniqueID) {
			t.Errorf("it came after\n%s", strings.Join(before, "\n"))
		}
	})
}

func TestRemote_LetsGoOfASubscriberThatReadsNoNotices(t *testing.T) {
	board := presence.NewBoard(presence.Blank(""))
	p := newReader(board)
	sub := board.Subscribe()
	line, _ := lineOf(noticeOut(presence.Notice{About: presence.Voicemail, Mailbox: pbxclient.Mailbox{UUID: "b"}}, board.Picture(), plain{}))
	for range 1000 {
		p.take(line)
	}
	n := 0
	for range sub.Notices {
		n++
	}
	if n != 256 {
		t.Errorf("%d notices were kept", n)
	}
}

func TestWriter_PutsThePictureBeforeItsNotice(t *testing.T) {
	var out strings.Builder
	w := newWriter(bufio.NewWriter(&out), plain{})
	w.want = AllContacts
	mirror := newHeld(1)
	w.picture(mirror.Picture())
	mirror.change("user0", func(c *presence.Contact) { c.Presence = presence.Ringing })
	w.notice(presence.Notice{About: presence.PhoneRinging}, mirror.Picture())
	_ = w.flush()
	lines := strings.Split(out.String(), "\n")
	last := lines[len(lines)-4:]
	if !strings.Contains(last[0], `"ringing"`) || last[1] != `{"kind":"picture"}` || !strings.Contains(last[2], `"notice"`) {
		t.Errorf("the last lines are\n%s", strings.Join(last, "\n"))
	}
}
