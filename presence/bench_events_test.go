package presence

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"ringside/pbxclient"
)

// BenchmarkEvent is what one event costs inside, from its arrival to the published picture: as much in a large office as in
// a small one.
func BenchmarkEvent(b *testing.B) {
	for _, users := range []int{25, 1000, largeUsers} {
		b.Run(fmt.Sprintf("users=%d", users), func(b *testing.B) {
			l := loopOf(b, users)
			events := make([]pbxclient.Event, 1024)
			for i := range events {
				events[i] = pbxclient.Event{
					Type: pbxclient.EventPhoneStatus, PhoneUUID: fmt.Sprint("phone", i*7919%users), Timestamp: time.Now(),
				}
			}
			b.ReportAllocs()
			seq := int64(0)
			for b.Loop() {
				event := events[seq%1024]
				event.Seq, event.StatusCode = seq, pbxclient.Some(int(seq/1024)%2)
				seq++
				before := l.Picture()
				l.hears(event)
				if seq > 1024 && users > 1024 && l.Picture() == before {
					b.Fatal("nothing was published")
				}
			}
		})
	}
}

// BenchmarkCallEvent is the same for a call that teaches a colleague's number.
func BenchmarkCallEvent(b *testing.B) {
	for _, users := range []int{25, 1000, largeUsers} {
		b.Run(fmt.Sprintf("users=%d", users), func(b *testing.B) {
			l := loopOf(b, users)
			b.ReportAllocs()
			seq := int64(0)
			for b.Loop() {
				call := &pbxclient.CallInfo{
					UniqueID: fmt.Sprint(seq), CalledExtension: fmt.Sprint(1000 + seq%7000),
					Caller: pbxclient.Caller{UserUUID: fmt.Sprint("uuid", seq*7919%int64(users)), Number: fmt.Sprint(10_000 + seq%9973)},
				}
				for _, kind := range []pbxclient.EventType{pbxclient.EventIncomingCall, pbxclient.EventCallFinished} {
					l.hears(pbxclient.Event{Seq: seq, Type: kind, Timestamp: time.Now(), Call: call})
					seq++
				}
				l.state.calls.sweep(time.Now().Add(time.Hour))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(seq), "ns/event")
		})
	}
}

// hears has the loop take events, up to the published picture.
func (l *loop) hears(events ...pbxclient.Event) {
	l.heard(pollResult{batch: pbxclient.Batch{Events: events}, waited: true, asked: time.Now()})
	l.update()
}

// loopOf is the loop of an engine that is live with an office, and has nobody to ask.
func loopOf(b *testing.B, users int) *loop {
	book, err := newBook(nil)
	if err != nil {
		b.Fatal(err)
	}
	l := newLoop(b.Context(), New(nil, Options{UserName: "user0"}), book)
	l.state.applyLists(listsOf(users))
	l.synced, l.conn, l.cursor.drained = true, Connection{State: Live}, true
	l.update()
	return l
}

func listsOf(count int) *lists {
	var users pbxclient.List[pbxclient.User]
	var phones pbxclient.List[pbxclient.Phone]
	for i := range count {
		phone := fmt.Sprint("phone", i)
		phones.Items = append(phones.Items, pbxclient.Phone{UUID: phone, StatusCode: pbxclient.Some(0)})
		users.Items = append(users.Items, pbxclient.User{
			UUID: fmt.Sprint("uuid", i), Username: fmt.Sprint("user", i),
			Phones: []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypePhone, Phone: phone}},
		})
	}
	return &lists{users: &users, phones: &phones}
}

// BenchmarkBatch is a batch of 1000 events in a large office, from the request to the published picture. Its floor is to
// receive the same bytes and to read them into plain structs.
func BenchmarkBatch(b *testing.B) {
	const size = 1000
	var body []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	}))
	b.Cleanup(server.Close)
	base, _ := url.Parse(server.URL + "/apis/pbx/")
	client, err := pbxclient.New(pbxclient.Config{Base: base, UserName: "user0", Secret: "secret"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdle)
	l := loopOf(b, largeUsers)
	var floor, took, applied time.Duration
	seq := int64(0)
	for b.Loop() {
		body = batchOf(size, seq)
		begun := time.Now()
		if n := plainEvents(b, server.URL); n != size {
			b.Fatal(n, "events")
		}
		floor += time.Since(begun)

		before := l.Picture()
		begun = time.Now()
		batch, err := client.Events(context.Background(), pbxclient.EventsQuery{})
		if err != nil || len(batch.Events) != size {
			b.Fatal(len(batch.Events), err)
		}
		decoded := time.Now()
		l.hears(batch.Events...)
		took += time.Since(begun)
		applied += time.Since(decoded)
		if l.Picture() == before || l.conn.State != Live {
			b.Fatal("it is not in the picture")
		}
		seq += size
	}
	rounds := float64(seq / size)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took.Seconds()*1000/rounds, "ms")
	b.ReportMetric(floor.Seconds()*1000/rounds, "floor-ms")
	b.ReportMetric(took.Seconds()/floor.Seconds(), "times-floor")
	b.ReportMetric(applied.Seconds()*1000/rounds, "of-which-engine-ms")
}

// batchOf writes events of as many phones, which ring and fall silent by turns.
func batchOf(size int, seq int64) []byte {
	body := []byte("[")
	for i := range size {
		n := seq + int64(i)
		code, word := 8, "Ringing"
		if n/largeUsers%2 == 1 {
			code, word = 0, "Idle"
		}
		body = fmt.Appendf(body, `{"event_type":"phone status update","seq":%d,"timestamp":"%s","phone_uuid":"phone%d","status_code":%d,"status":"%s"},`,
			n, time.Now().Format("2006-01-02T15:04:05.000000-07:00"), n*7919%largeUsers, code, word)
	}
	body[len(body)-1] = ']'
	return body
}

// plainEvents receives a batch and has encoding/json read it into plain structs.
func plainEvents(b *testing.B, server string) int {
	answer, err := http.Get(server)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.Fatal(err)
	}
	var events []struct {
		EventType  string    `json:"event_type"`
		Seq        int64     `json:"seq"`
		Timestamp  time.Time `json:"timestamp"`
		PhoneUUID  string    `json:"phone_uuid"`
		StatusCode int       `json:"status_code"`
		Status     string    `json:"status"`
	}
	if err := json.Unmarshal(body, &events); err != nil {
		b.Fatal(err)
	}
	return len(events)
}
