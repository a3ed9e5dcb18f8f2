package share

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestServer_IsNotHarmedByWhatAClientSends has clients send what no client should, beside one that must not notice.
func TestServer_IsNotHarmedByWhatAClientSends(t *testing.T) {
	garbage := make([]byte, 50<<10)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(garbage)
	for name, c := range map[string]struct {
		sends io.Reader
		ends  bool   // the server lets go of it
		hears string // what it is told last, "" for nothing in particular
	}{
		"garbage":             {bytes.NewReader(append(garbage, '\n')), true, `"id":0`},
		"a line of 1 GB":      {io.LimitReader(endless('x'), 1<<30), true, "longer than any request"},
		"1 GB in one string":  {io.MultiReader(strings.NewReader(`{"do":"`), io.LimitReader(endless('x'), 1<<30)), true, "longer than any request"},
		"a number":            {strings.NewReader("7\n"), true, "no JSON object"},
		"a list":              {strings.NewReader(`[{"id":1,"do":"watch"}]` + "\n"), true, "no JSON object"},
		"text for a number":   {strings.NewReader(`{"id":"1","do":"watch"}` + "\n"), true, "no JSON object"},
		"null":                {strings.NewReader("null\n"), false, "no command"},
		"nothing to do":       {strings.NewReader(`{"id":9}` + "\n"), false, `"id":9`},
		"no such command":     {strings.NewReader(`{"id":9,"do":"explode"}` + "\n"), false, "explode"},
		"no such contacts":    {strings.NewReader(`{"id":9,"do":"watch","contacts":"some"}` + "\n"), false, "some"},
		"no request to pass":  {strings.NewReader(`{"id":9,"do":"pbx"}` + "\n"), false, "not passed on"},
		"a cancelled nothing": {strings.NewReader(`{"id":9,"do":"cancel","request":77}` + "\n"), false, `"id":9`},
		"empty lines":         {strings.NewReader("\n\r\n\n" + `{"id":9,"do":"wake"}` + "\r\n"), false, `"id":9`},
		"many depths":         {strings.NewReader(strings.Repeat(`{"more":`, 8000) + "\n"), true, "no JSON object"},
		"half a line":         {strings.NewReader(`{"id":1,"do":"wa`), false, ""},
		"HTTP":                {strings.NewReader("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), true, "no JSON object"},
		"every command twice": {strings.NewReader(strings.Repeat(`{"id":1,"do":"watch"}`+"\n"+`{"id":1,"do":"set"}`+"\n", 20)), false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			offered(t, signIn{}, func(t *testing.T, w *world) {
				other := w.remote(t)
				conn := w.raw(t)
				var last string
				var reading sync.WaitGroup
				ended := false
				reading.Go(func() {
					for lines := bufio.NewReader(conn); ; {
						line, err := lines.ReadString('\n')
						if err != nil {
							ended = err == io.EOF
							return
						}
						last = line
					}
				})
				before := heap()
				_, _ = io.Copy(onlyWriter{conn}, c.sends)
				synctest.Wait()
				if grown := heap() - before; grown > 4<<20 {
					t.Errorf("it costs %d kB", grown>>10)
				}
				if n := len(w.server.clients); (n == 1) != c.ends {
					t.Errorf("%d clients are left", n)
				}
				_ = conn.Close()
				reading.Wait()
				if ended != c.ends || !strings.Contains(last, c.hears) {
					t.Errorf("let go of: %v; told last: %s", ended, last)
				}
				_ = w.pbx.SetPhoneStatus(w.user(t).Phones[0], 8)
				synctest.Wait()
				if diff := unlike(w.engine.Picture(), other.Picture()); diff != "" {
					t.Errorf("the other one sees something else:\n%s", diff)
				}
				if n := len(w.server.clients); n != 1 {
					t.Errorf("%d clients are left when it has gone", n)
				}
			})
		})
	}
}

// endless is a reader of one byte without end.
type endless byte

func (e endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(e)
	}
	return len(b), nil
}

type onlyWriter struct{ io.Writer }

// TestServer_DoesNotHearWhoTakesNoAnswers has a client ask 10,000 things at once and read nothing, then everything.
func TestServer_DoesNotHearWhoTakesNoAnswers(t *testing.T) {
	const questions = 10_000
	offered(t, signIn{}, func(t *testing.T, w *world) {
		other := w.remote(t)
		conn := w.raw(t)
		lines := bufio.NewReader(conn)
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		sent := 0
		var sending sync.WaitGroup
		sending.Go(func() {
			for i := range questions {
				if _, err := fmt.Fprintf(conn, `{"id":%d,"do":"plan","number":"0201234567"}`+"\n", i+1); err != nil {
					return
				}
				sent++
			}
		})
		if synctest.Wait(); sent > 3*maxUnderWay {
			t.Errorf("%d questions were taken and no answer was", sent)
		}
		if err := other.SetFavourite(t.Context(), w.user(t).UUID, true); err != nil {
			t.Errorf("another client: %v", err)
		}
		after(patience / 2)
		answered := map[int64]bool{}
		for len(answered) < questions {
			line, err := lines.ReadBytes('\n')
			var a answer
			if err == nil {
				err = json.Unmarshal(line, &a)
			}
			if err != nil || a.Error != nil && !strings.Contains(a.Error.Text, "too many") || answered[a.ID] {
				t.Fatalf("after %d answers: %v, %s", len(answered), err, line)
			}
			answered[a.ID] = true
		}
		sending.Wait()
	})
}

func TestServer_HasRoomForSoManyAndNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: &looked{}})}
		defer w.server.Close()
		open := 0
		var conns []net.Conn
		for range 1000 {
			conn := w.raw(t)
			conns = append(conns, conn)
			if _, err := bufio.NewReader(conn).ReadString('\n'); err == nil {
				open++
			}
		}
		if open != maxConnections {
			t.Errorf("%d of 1000 are connected", open)
		}
		_ = conns[0].Close()
		if synctest.Wait(); len(w.server.clients) != maxConnections-1 {
			t.Error("who has gone takes up room")
		}
		w.connect(t, nil) // in the room that is free now
	})
}

func TestPush_WaitsForNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		conns := make(chan *Conn, 2)
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: &looked{}, More: func(c *Conn, do string, _ json.RawMessage) (any, bool, error) {
			if do != "hello" {
				return nil, false, nil
			}
			conns <- c
			c.Push(map[string]string{"kind": "before"})
			return map[string]int{"answer": 42}, true, nil
		}})}
		defer w.server.Close()
		var mu sync.Mutex
		var heard []string
		r := w.connect(t, func(kind string, _ []byte) {
			mu.Lock()
			defer mu.Unlock()
			heard = append(heard, kind)
		})
		var result map[string]int
		if err := r.Ask(t.Context(), "hello", nil, &result); err != nil || result["answer"] != 42 {
			t.Errorf("%v, %v", result, err)
		}
		if mu.Lock(); len(heard) != 1 {
			t.Errorf("heard %q before the answer", heard)
		}
		mu.Unlock()
		friend := <-conns
		for range 3 * unread {
			if !friend.Push(map[string]string{"kind": "again"}) {
				t.Fatal("one that reads was let go of")
			}
			synctest.Wait()
		}

		deaf := w.raw(t)
		_, _ = io.WriteString(deaf, `{"do":"hello"}`+"\n")
		synctest.Wait()
		c := <-conns
		begun, n := time.Now(), 0
		for c.Push("x") {
			n++
		}
		if time.Since(begun) > 0 || n > unread {
			t.Errorf("%d lines were taken, in %v", n, time.Since(begun))
		}
		synctest.Wait()
		select {
		case <-c.Gone():
		default:
			t.Error("it is still here")
		}
	})
}

func TestConnect_RefusesWhoIsNoServerOfThisVersion(t *testing.T) {
	for name, c := range map[string]struct {
		says    string
		version int
	}{
		"another version": {`{"kind":"hello","protocol":2,"version":"9"}` + "\n", 2},
		"no version":      {`{"kind":"hello"}` + "\n", 0},
		"garbage":         {"\x00\xff\n", -1},
		"something else":  {`{"jsonrpc":"2.0"}` + "\n", -1},
		"a long line":     {strings.Repeat("x", 1<<20), -1},
		"half a line":     {`{"kind":"hello","pro`, -1},
		"nothing":         {"", -1},
	} {
		synctest.Test(t, func(t *testing.T) {
			near, far := net.Pipe()
			var saying sync.WaitGroup
			saying.Go(func() { _, _ = io.WriteString(far, c.says) })
			begun := time.Now()
			r, err := Connect(t.Context(), near, nil)
			if r != nil || err == nil || time.Since(begun) > greeting {
				t.Errorf("%s: %v after %v", name, err, time.Since(begun))
			}
			if e, ok := errors.AsType[*VersionError](err); ok != (c.version >= 0) || ok && e.Hello.Protocol != c.version {
				t.Errorf("%s: %v", name, err)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%s is told in lines: %v", name, err)
			}
			if _, err := far.Write([]byte("x")); err == nil {
				t.Errorf("%s: the connection is still open", name)
			}
			saying.Wait()
		})
	}
}
