package share

import (
	"bufio"
	"io"
	"net"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ringside/presence"
)

func TestServer_LeavesNoGapBetweenThePictureAndItsChanges(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		phones := w.pbx.Office().Phones
		over := make(chan struct{})
		var storm sync.WaitGroup
		storm.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-over:
					return
				case <-time.After(time.Millisecond):
					_ = w.pbx.SetPhoneStatus(phones[i%len(phones)].UUID, pick(codes, i/len(phones)+i))
				}
			}
		})
		var remotes []*Remote
		for range 20 {
			remotes = append(remotes, w.remote(t))
			time.Sleep(7 * time.Millisecond)
		}
		close(over)
		storm.Wait()
		after(time.Minute)
		for i, r := range remotes {
			if diff := unlike(w.engine.Picture(), r.Picture()); diff != "" {
				t.Fatalf("number %d sees something else:\n%s", i, diff)
			}
		}
	})
}

func TestRemote_ReadsNumbersWithTheSameShortCodes(t *testing.T) {
	offered(t, signIn{region: "NL"}, func(t *testing.T, w *world) {
		r := w.remote(t)
		for _, codes := range []map[string]string{{"12": "+31207947000"}, {"12": "203"}, nil} {
			w.engine.SetShortCodes(codes)
			after(time.Second)
			if diff := unlike(w.engine.Picture(), r.Picture()); diff != "" {
				t.Error(diff)
			}
			want, _ := w.engine.Picture().Rules().Decide("12")
			if got, err := r.Picture().Rules().Decide("12"); err != nil || got.Sent != want.Sent || len(codes) > 0 && got.Sent != codes["12"] {
				t.Errorf("with %v it would send %q, %v", codes, got.Sent, err)
			}
		}
	})
}

func TestRemote_HasThePictureWhenWatchReturns(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		for range 50 {
			r := w.connect(t, nil)
			if err := r.Watch(t.Context(), AllContacts); err != nil {
				t.Fatal(err)
			}
			if diff := unlike(w.engine.Picture(), r.Picture()); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestRemote_ThatWantsItsOwnContactHasNobodyElseTold(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.connect(t, nil)
		if err := r.Watch(t.Context(), OwnContact); err != nil {
			t.Fatal(err)
		}
		look := func(what string) {
			t.Helper()
			synctest.Wait()
			full, own := w.engine.Picture(), r.Picture()
			if own.Contacts.Len() != 1 || own.Own() == nil {
				t.Fatalf("%s: %d contacts", what, own.Contacts.Len())
			}
			few := *full
			few.Spare, few.Contacts = nil, presence.NewRoster([]*presence.Contact{full.Own()}, 0)
			if diff := unlike(&few, own); diff != "" {
				t.Fatalf("%s: %s", what, diff)
			}
		}
		look("at first")
		_ = w.pbx.SetPhoneStatus(w.user(t).Phones[0], 8)
		look("the own phone rings")
		changes := r.Subscribe()
		defer changes.Close()
		<-changes.Changes
		if err := r.Watch(t.Context(), OwnContact); err == nil {
			t.Error("a second watch began")
		}
		if err := r.SetFavourite(t.Context(), "nobody", true); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if len(changes.Changes) > 0 {
			t.Error("nothing changed, and a picture came")
		}
	})
}

// TestServer_ShowsASlowReaderTheNewest has one read a byte a second, which takes it hours for the first picture, and lets it
// catch up after a day.
func TestServer_ShowsASlowReaderTheNewest(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		other := w.remote(t)
		near, far := net.Pipe()
		w.server.Serve(far)
		slow := &trickle{Conn: near, pause: time.Second, fast: make(chan struct{})}
		var r *Remote
		connected := make(chan struct{})
		go func() {
			defer close(connected)
			hello := bufio.NewReader(near)
			_, _ = hello.ReadString('\n') // a greeting does not wait so long
			r = &Remote{Board: presence.NewBoard(presence.Blank("")), conn: slow, ended: make(chan struct{}), waiting: map[int64]chan answer{}}
			go r.read(bufio.NewReader(slow))
			_ = r.send(request{ID: 1, Do: doWatch})
		}()
		<-connected
		phones := w.pbx.Office().Phones
		before := heap()
		for i := range 24 * 60 {
			for k := range 20 {
				_ = w.pbx.SetPhoneStatus(phones[(i+k)%len(phones)].UUID, pick(codes, i+k))
			}
			time.Sleep(time.Minute)
		}
		synctest.Wait()
		if grown := heap() - before; grown > 8<<20 {
			t.Errorf("a reader of a byte a second costs %d kB", grown>>10)
		}
		if diff := unlike(w.engine.Picture(), other.Picture()); diff != "" {
			t.Errorf("the others see something else:\n%s", diff)
		}
		select {
		case <-r.Gone():
			t.Fatal("a reader was let go of although it reads")
		default:
		}
		if n := slow.count(); n < 23*3600 || n > 25*3600 {
			t.Fatalf("it read %d bytes in a day", n)
		}
		close(slow.fast)
		after(time.Second)
		if diff := unlike(w.engine.Picture(), r.Picture()); diff != "" {
			t.Errorf("it reads again, and sees something else:\n%s", diff)
		}
		r.Close()
	})
}

// trickle reads a byte at a time, until it is told to be fast.
type trickle struct {
	net.Conn
	pause time.Duration
	fast  chan struct{}
	mu    sync.Mutex
	bytes int
}

func (t *trickle) Read(b []byte) (int, error) {
	select {
	case <-t.fast:
		return t.Conn.Read(b)
	case <-time.After(t.pause):
	}
	t.mu.Lock()
	t.bytes++
	t.mu.Unlock()
	return t.Conn.Read(b[:1])
}

func (t *trickle) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.bytes
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestServer_LetsGoOfWhoReadsNothing(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		other := w.remote(t)
		deaf := w.raw(t)
		_, _ = bufio.NewReaderSize(deaf, 16).ReadString('\n')
		_, _ = io.WriteString(deaf, `{"id":1,"do":"watch"}`+"\n"+`{"do":"visible","visible":true}`+"\n")
		if after(patience - time.Second); len(w.server.clients) != 2 {
			t.Fatal("it was let go of too early")
		}
		_ = w.pbx.SetPhoneStatus(w.user(t).Phones[0], 8)
		if after(2 * time.Second); len(w.server.clients) != 1 {
			t.Fatal("it was not let go of")
		}
		if diff := unlike(w.engine.Picture(), other.Picture()); diff != "" {
			t.Error(diff)
		}
	})
}
