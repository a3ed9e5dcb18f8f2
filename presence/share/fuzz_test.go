package share

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/journal"
)

// held is a mirror in memory: a picture that commands change, and no PBX.
type held struct{ *presence.Board }

func newHeld(people int) *held {
	first := presence.Blank("NL")
	first.Connection.State, first.Synced, first.Resyncs, first.Me = presence.Live, true, 1, "user0"
	first.Contacts = presence.NewRoster(crowd(people), 1)
	first.Calls = []*presence.Call{{Key: 1, UniqueID: "1.1", State: presence.CallActive}}
	first.SetMailboxes(presence.NewMailboxes(&presence.Mailbox{Mailbox: pbxclient.Mailbox{UUID: "box"}, Own: true}))
	return &held{presence.NewBoard(first)}
}

func (h *held) Plan(_ context.Context, r presence.DialRequest) (presence.DialPlan, error) {
	d, err := h.Picture().Rules().Decide(r.Typed)
	return presence.DialPlan{Decision: d}, err
}

func (h *held) Dial(ctx context.Context, r presence.DialRequest) (presence.DialResult, error) {
	plan, err := h.Plan(ctx, r)
	return presence.DialResult{Sent: plan.Sent}, err
}

func (h *held) Hangup(context.Context, string) error {
	return &pbxclient.Error{Op: "hang up", Code: pbxclient.CodeNotFound, Status: http.StatusNotFound}
}

func (h *held) SetOwn(_ context.Context, s pbxclient.UserSettings) error {
	h.change(h.Picture().Me, func(c *presence.Contact) {
		c.DND, c.CW, c.CallForward, c.HotDesk = s.DND, s.CW, s.CallForward, s.HotDesk
	})
	return nil
}

func (h *held) SetFavourite(_ context.Context, uuid string, yes bool) error {
	h.change(uuid, func(c *presence.Contact) { c.Favourite = yes })
	return nil
}

func (h *held) SetExtension(_ context.Context, uuid, extension string) error {
	if extension == "" {
		return &dialplan.RefusedError{Reason: dialplan.Empty}
	}
	h.change(uuid, func(c *presence.Contact) { c.Extension = extension })
	return nil
}

func (h *held) SetOwnUntil(ctx context.Context, s pbxclient.UserSettings, until time.Time) error {
	next := *h.Picture()
	next.Until = &presence.Until{DND: until, Back: pbxclient.UserSettings{DND: pbxclient.Some(false)}}
	h.Publish(&next)
	return h.SetOwn(ctx, s)
}

func (h *held) SetNote(_ context.Context, uuid, note string) error {
	h.change(uuid, func(c *presence.Contact) { c.Note = note })
	return nil
}

func (h *held) SetTellWhenFree(_ context.Context, uuid string, on bool) error {
	h.change(uuid, func(c *presence.Contact) { c.TellWhenFree = on })
	if c := h.Picture().Contacts.Find(uuid); c != nil {
		h.Publish(h.Picture(), presence.Notice{About: presence.ColleagueFree, Contact: c})
	}
	return nil
}

func (h *held) History(_ context.Context, q presence.HistoryQuery) ([]journal.Call, error) {
	return []journal.Call{{Key: q.Before, Number: q.PartyUUID, Placed: q.Missed}}, nil
}

func (h *held) SetCallNote(_ context.Context, _, _ string) error { return journal.ErrNoCall }

func (h *held) SeenCalls(context.Context) error {
	next := *h.Picture()
	next.History, next.MissedUnseen, next.ForwardedTo = next.History+1, 0, []string{"203"}
	h.Publish(&next)
	return nil
}

func (h *held) SetVisible(bool) {}
func (h *held) Retry()          { h.Publish(h.Picture(), presence.Notice{About: presence.Voicemail}) }
func (h *held) Wake()           {}

// change changes a contact, if there is such a one.
func (h *held) change(uuid string, what func(*presence.Contact)) {
	next := *h.Picture()
	if old := next.Contacts.Find(uuid); old != nil {
		c := *old
		what(&c)
		next.Contacts = next.Contacts.With([]*presence.Contact{&c}, nil, next.Contacts.Version+1)
		h.Publish(&next)
	}
}

// FuzzServer sends a stream of bytes to a server. Whatever they are, every line that comes back is an object with a kind,
// another client can do its work, and nothing is left when both have gone.
func FuzzServer(f *testing.F) {
	for _, seed := range []string{
		`{"id":1,"do":"watch"}`, `{"id":1,"do":"watch","contacts":"own"}` + "\n" + `{"id":2,"do":"set","settings":{"dnd":true}}`,
		`{"id":1,"do":"dial","number":"020 1234567","auto_answer":true}` + "\n" + `{"do":"cancel","request":1}`, `{"id":1,"do":"plan","number":"x"}`,
		`{"id":1,"do":"favourite","uuid":"user1","favourite":true}` + "\n" + `{"id":1,"do":"extension","uuid":"user1"}`,
		`{"id":1,"do":"history","before":"00","most":-1,"uuid":"a","numbers":["203"],"missed":true}` + "\n" + `{"id":2,"do":"seen_calls"}`,
		`{"id":1,"do":"set_until","settings":{"dnd":true},"until":-9223372036854775808}` + "\n" + `{"id":2,"do":"call_note","key":"x","note":"y"}`,
		`{"id":1,"do":"watch"}` + "\n" + `{"do":"note","uuid":"user1","note":"x"}` + "\n" + `{"do":"tell_when_free","uuid":"user1","on":true}`,
		`{"do":"visible","visible":true}` + "\n" + `{"do":"retry"}` + "\n" + `{"id":3,"do":"hangup","unique_id":"1.1"}`,
		`{"id":1,"do":"pbx","pbx":{"method":"GET","path":"users/..%2f","query":"a=b"}}`, "\x00\xff", `{"id":-1}`, "null\n[]",
	} {
		f.Add([]byte(seed))
	}
	way := roundTripper(func(r *http.Request) (*http.Response, error) {
		if r.URL.IsAbs() || r.URL.Host != "" || bytes.Contains([]byte("/"+r.URL.Path+"/"), []byte("/../")) {
			panic("it leads elsewhere: " + r.URL.String())
		}
		return httptest.NewRecorder().Result(), nil
	})
	f.Fuzz(func(t *testing.T, sent []byte) {
		server := NewServer(Options{Mirror: newHeld(3), Words: plain{}, Relay: way})
		near, far := net.Pipe()
		server.Serve(far)
		var working sync.WaitGroup
		working.Go(func() {
			_, _ = near.Write(slices.Concat(sent, []byte("\n"+`{"id":12345,"do":"wake"}`+"\n"))) // answered last, or never
		})
		for lines := bufio.NewScanner(near); lines.Scan(); {
			var line struct {
				Kind string `json:"kind"`
				ID   int64  `json:"id"`
			}
			if err := json.Unmarshal(lines.Bytes(), &line); err != nil || line.Kind == "" {
				t.Errorf("%v: %s", err, lines.Bytes())
			}
			if line.ID == 12345 {
				break
			}
		}
		_ = near.Close()
		working.Wait()
		near, far = net.Pipe()
		server.Serve(far)
		r, err := Connect(context.Background(), near, nil)
		if err == nil {
			if err = r.Watch(context.Background(), AllContacts); r.Picture().Contacts.Len() != 3 {
				t.Errorf("another client sees %d contacts", r.Picture().Contacts.Len())
			}
			r.Close()
		}
		if err != nil {
			t.Errorf("another client: %v", err)
		}
		server.Close()
	})
}

// FuzzRemote has a server say a stream of bytes. Whatever they are, the picture can be looked at, and somebody who asked is
// answered or told that nobody does.
func FuzzRemote(f *testing.F) {
	var whole bytes.Buffer
	w := newWriter(bufio.NewWriter(&whole), plain{})
	w.want = AllContacts
	w.picture(newHeld(2).Picture())
	w.notice(presence.Notice{About: presence.MissedCall, Call: &presence.Call{Key: 1}}, newHeld(2).Picture())
	_ = w.flush()
	for line := range bytes.Lines(whole.Bytes()) { // one by one: what is long takes the fuzzer minutes to make short
		f.Add(append(line, `{"kind":"picture"}`...))
	}
	for _, seed := range []string{
		`{"kind":"answer","id":1}`, `{"kind":"answer","id":1,"error":{"text":"x","known":"timeout"}}`, `{"kind":"answer","id":1,"result":7}`,
		`{"kind":"answer","id":1,"error":{"text":"x","pbx":{"code":"not found","cause":"y","cause_kind":"refused"}}}`, `{"kind":"contact","uuid":"a"}` + "\n" + `{"kind":"picture"}`,
		`{"kind":"calls","keys":[2,1]}` + "\n" + `{"kind":"call","key":2}`, `{"kind":"news"}`, "\xff\n{}\nnull", `{"kind":"login","me":"a","system":{}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, said []byte) {
		near, far := net.Pipe()
		_ = far.Close()
		answers := make(chan answer, 1)
		r := &Remote{
			Board: presence.NewBoard(presence.Blank("")), conn: near, pushed: func(string, []byte) {}, ended: make(chan struct{}),
			waiting: map[int64]chan answer{1: answers},
		}
		r.read(bufio.NewReader(bytes.NewReader(said))) // without goroutines: what happens follows from the bytes alone
		a, open := <-answers
		var result dialed
		_ = a.take(open, &result)
		s := r.Picture()
		_ = see(s)
		if s.Fresh() {
			t.Error("what nobody keeps current counts as fresh")
		}
		for i := range s.Contacts.Len() {
			if c := s.Contacts.At(i); s.Contacts.Find(c.UUID) != c {
				t.Errorf("%q is not where it is", c.UUID)
			}
		}
	})
}
