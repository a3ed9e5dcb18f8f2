package share

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/pbxclient/pipenet"
)

// wire is a connection that keeps every byte, both ways.
type wire struct {
	net.Conn
	mu  sync.Mutex
	all bytes.Buffer
}

func (w *wire) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	w.keep(b[:n])
	return n, err
}

func (w *wire) Write(b []byte) (int, error) {
	w.keep(b)
	return w.Conn.Write(b)
}

func (w *wire) keep(b []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, _ = w.all.Write(b)
}

// relayed is a client of the PBX whose requests all go through the server, with every byte that it takes.
func (w *world) relayed(t *testing.T) (*pbxclient.Client, *Remote, *wire) {
	t.Helper()
	near, far := net.Pipe()
	tapped := &wire{Conn: near}
	w.server.Serve(far)
	r, err := Connect(t.Context(), tapped, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	if err := r.Watch(t.Context(), AllContacts); err != nil {
		t.Fatal(err)
	}
	client, err := pbxclient.New(pbxclient.Config{Base: base(), UserName: "x", Way: r.Relay(base())})
	if err != nil {
		t.Fatal(err)
	}
	return client, r, tapped
}

// apiCalls are those of a client, with arguments that give an answer and with others.
func apiCalls(o pbxsim.Office) map[string]func(ctx context.Context, c *pbxclient.Client) (any, error) {
	type ctx = context.Context
	options := pbxclient.ListOptions{Status: true}
	users, phones, boxes, switches, queues := o.Users, o.Phones, o.Mailboxes, o.Switches, o.Queues
	return map[string]func(ctx, *pbxclient.Client) (any, error){
		"users":         func(x ctx, c *pbxclient.Client) (any, error) { return c.Users(x, options) },
		"user":          func(x ctx, c *pbxclient.Client) (any, error) { return c.User(x, users[0].UUID, "") },
		"user's data":   func(x ctx, c *pbxclient.Client) (any, error) { return c.User(x, users[0].UUID, "an/app ?") },
		"no user":       func(x ctx, c *pbxclient.Client) (any, error) { return c.User(x, "..phones", "") },
		"no such user":  func(x ctx, c *pbxclient.Client) (any, error) { return c.User(x, "a/b?c#d%2e", "") },
		"no identifier": func(x ctx, c *pbxclient.Client) (any, error) { return c.User(x, "..", "") },
		"set user": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.SetUser(x, users[0].UUID, pbxclient.UserSettings{DND: pbxclient.Some(true), CallForward: pbxclient.NullOpt[string]()})
		},
		"phones":    func(x ctx, c *pbxclient.Client) (any, error) { return c.Phones(x, options) },
		"phone":     func(x ctx, c *pbxclient.Client) (any, error) { return c.Phone(x, phones[0].UUID) },
		"mailboxes": func(x ctx, c *pbxclient.Client) (any, error) { return c.Mailboxes(x, options) },
		"mailbox":   func(x ctx, c *pbxclient.Client) (any, error) { return c.Mailbox(x, boxes[0].UUID, boxes[0].Password) },
		"not your box": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.Mailbox(x, boxes[len(boxes)-1].UUID, "wrong&<")
		},
		"events": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.Events(x, pbxclient.EventsQuery{Timeout: pbxclient.Some(time.Duration(0))})
		},
		"switches": func(x ctx, c *pbxclient.Client) (any, error) { return c.Switches(x, true) },
		"switch":   func(x ctx, c *pbxclient.Client) (any, error) { return c.Switch(x, switches[0].UUID) },
		"set switch": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.SetSwitch(x, pbxclient.Switch{UUID: switches[0].UUID}, pbxclient.Some("1"))
		},
		"queues": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.QueueStats(x, pbxclient.StatsQuery{Agents: true, Calls: true})
		},
		"queue": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.QueueStats(x, pbxclient.StatsQuery{Queue: queues[0].UUID})
		},
		"reset queues": func(x ctx, c *pbxclient.Client) (any, error) { return c.ResetQueueStats(x, pbxclient.StatsQuery{}) },
		"system":       func(x ctx, c *pbxclient.Client) (any, error) { return c.SystemInformation(x) },
		"no such call": func(x ctx, c *pbxclient.Client) (any, error) { return c.Call(x, "1.1") },
		"hang up":      func(x ctx, c *pbxclient.Client) (any, error) { return c.Hangup(x, "1.1") },
		"busy or other": func(x ctx, c *pbxclient.Client) (any, error) {
			return c.Originate(x, pbxclient.OriginateRequest{Number: "nonsense"})
		},
	}
}

// alike compares answers but for the time, and for bytes in text that are no UTF-8.
var alike = cmp.Options{
	cmpopts.EquateComparable(pbxclient.Switch{}), cmpopts.IgnoreTypes(time.Time{}),
	cmp.Comparer(func(a, b json.RawMessage) bool { return valid(string(a)) == valid(string(b)) }),
}

// TestRelay_GivesWhatTheClientItselfWouldBeGiven compares every call with the same one made directly.
func TestRelay_GivesWhatTheClientItselfWouldBeGiven(t *testing.T) {
	page := http.Header{"Content-Type": {"text/html"}}
	faults := map[string]*pbxsim.Fault{
		"well":            nil,
		"401":             {Status: 401, Body: `{"message":"no"}`},
		"a page":          {Status: 200, Header: page, Body: "<html>\"Sign in\" ü \x80"},
		"502":             {Status: 502, Header: page, Body: "<html>"},
		"503":             {Status: 503, Header: http.Header{"Retry-After": {"9"}}},
		"cut off":         {CutBodyAt: 5},
		"odd bytes":       {Body: "{\"uuid\":\"\x80\xff\u2028\",\"value\":\"<&>\"}"},
		"nothing":         {Status: 204},
		"null":            {Body: "null"},
		"larger than all": {Body: `{"x":"` + strings.Repeat("x", 2<<20) + `"}`},
		"elsewhere":       {Status: 302, Header: http.Header{"Location": {"https://else.example/y"}}},
		"in time":         {Delay: time.Hour},
		"hung up":         {Drop: true},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			offered(t, signIn{}, func(t *testing.T, w *world) {
				client, _, tapped := w.relayed(t)
				for call, do := range apiCalls(w.pbx.Office()) {
					try := func(c *pbxclient.Client) (any, error) {
						if fault != nil {
							f := *fault
							f.Match = func(r *http.Request) bool { return !strings.Contains(r.URL.RawQuery, "last=") }
							defer w.pbx.Inject(f)()
						}
						return do(t.Context(), c)
					}
					want, wantErr := try(w.client)
					got, err := try(client)
					if diff := cmp.Diff(want, got, alike); diff != "" && call != "events" {
						t.Errorf("%s: %s", call, diff)
					}
					if diff := cmp.Diff(wrongOf(wantErr), wrongOf(err)); diff != "" && fault != faults["hung up"] {
						t.Errorf("%s: %s", call, diff)
					} else if pbxclient.CodeOf(err) != pbxclient.CodeOf(wantErr) {
						t.Errorf("%s: %v, want %v", call, err, wantErr)
					}
					if errors.Is(err, context.Canceled) != errors.Is(wantErr, context.Canceled) {
						t.Errorf("%s: %v, want %v", call, err, wantErr)
					}
				}
				w.noSecret(t, tapped)
			})
		})
	}
}

// noSecret fails the test if the login's secret was on the wire in any form.
func (w *world) noSecret(t *testing.T, tapped *wire) {
	t.Helper()
	synctest.Wait()
	tapped.mu.Lock()
	defer tapped.mu.Unlock()
	token := base64.StdEncoding.EncodeToString([]byte(w.me.UserName + ":" + w.me.Password))
	for _, secret := range []string{w.me.Password, url.QueryEscape(w.me.Password), token, base64.StdEncoding.EncodeToString([]byte(w.me.Password))} {
		if bytes.Contains(tapped.all.Bytes(), []byte(secret)) {
			t.Errorf("%q was on the wire", secret)
		}
	}
	if tapped.all.Len() == 0 {
		t.Error("nothing was on the wire")
	}
}

// TestRelay_CarriesNoSecretOfAPBXThatRepeatsIt has the PBX quote the whole request, in errors and in redirects.
func TestRelay_CarriesNoSecretOfAPBXThatRepeatsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		me := pbxsim.Account{UserName: "anna", Password: "s3cr3t&<pass>"}
		var status int
		pbx := http.HandlerFunc(func(a http.ResponseWriter, r *http.Request) {
			_, password, _ := r.BasicAuth()
			a.Header().Set("Location", "https://else.example/?"+url.QueryEscape(password))
			a.Header().Set("X-Echo", r.Header.Get("Authorization"))
			a.Header().Set("Set-Cookie", "session="+url.QueryEscape(password))
			a.Header().Set("Content-Type", "text/html")
			a.WriteHeader(status)
			_, _ = fmt.Fprintf(a, "<p>%s %s %q", password, r.Header.Get("Authorization"), password)
		})
		way, err := pbxclient.New(pbxclient.Config{Base: base(), UserName: me.UserName, Secret: me.Password, Way: nil, Dial: serving(t, pbx)})
		if err != nil {
			t.Fatal(err)
		}
		defer way.CloseIdle()
		w := &world{me: me, server: NewServer(Options{Words: plain{}, Mirror: &looked{}, Relay: way})}
		defer w.server.Close()
		near, far := net.Pipe()
		tapped := &wire{Conn: near}
		w.server.Serve(far)
		r, err := Connect(t.Context(), tapped, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		client, _ := pbxclient.New(pbxclient.Config{Base: base(), UserName: "x", Way: r.Relay(base())})
		for _, status = range []int{200, 201, 302, 307, 400, 401, 403, 404, 500, 503} {
			if _, err := client.Users(t.Context(), pbxclient.ListOptions{}); err == nil {
				t.Errorf("%d is no failure", status)
			}
		}
		w.noSecret(t, tapped)
	})
}

// serving is the way to a web server that runs for one test.
func serving(t *testing.T, handler http.Handler) func(ctx context.Context, network, addr string) (net.Conn, error) {
	line := &cable{Listener: pipenet.Listen()}
	server := &http.Server{Handler: handler}
	var running sync.WaitGroup
	running.Go(func() { _ = server.Serve(line) })
	t.Cleanup(func() {
		_ = server.Close()
		running.Wait()
	})
	return line.dial
}

func TestRelay_EndsWithTheRequestAndWithTheServer(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		client, _, _ := w.relayed(t)
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("switches"), Delay: time.Minute})
		defer remove()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.Switches(ctx, true); !pbxclient.IsCode(err, pbxclient.CodeTimeout) {
			t.Errorf("given up: %v", err)
		}
		synctest.Wait()
		for c := range w.server.clients {
			if n := len(c.underWay); n != 0 {
				t.Errorf("%d requests are still under way", n)
			}
		}
		w.server.Close()
		if _, err := client.Switches(t.Context(), true); !pbxclient.IsCode(err, pbxclient.CodeUnreachable) || !errors.Is(err, ErrGone) {
			t.Errorf("once the server has gone: %v", err)
		}
	})
}

func TestRelay_SaysSoWhereAnAnswerIsLongerThanALine(t *testing.T) {
	big := roundTripper(func(r *http.Request) (*http.Response, error) {
		a := httptest.NewRecorder()
		_, _ = a.Body.Write(bytes.Repeat([]byte{0}, maxLine/6+1)) // six bytes each, once escaped
		return a.Result(), nil
	})
	synctest.Test(t, func(t *testing.T) {
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: &looked{}, Relay: big})}
		defer w.server.Close()
		r := w.connect(t, nil)
		err := r.ask(t.Context(), request{Do: doPBX, PBX: &pbxRequest{Method: "GET", Path: "x"}}, nil)
		if !pbxclient.IsCode(err, pbxclient.CodeTooLarge) {
			t.Errorf("it failed with %v", err)
		}
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
