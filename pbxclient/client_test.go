package pbxclient

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient/pipenet"
)

func TestNew_RefusesWhatCannotWork(t *testing.T) {
	base := &url.URL{Scheme: "https", Host: "pbx.example", Path: "/apis/pbx/"}
	good := Config{Base: base, UserName: "anna", Secret: "hunter2"}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	tests := map[string]func(*Config){
		"no base":      func(c *Config) { c.Base = nil },
		"no host":      func(c *Config) { c.Base = &url.URL{Scheme: "https"} },
		"other scheme": func(c *Config) { c.Base = &url.URL{Scheme: "ftp", Host: "pbx.example"} },
		"credentials in it": func(c *Config) {
			c.Base = &url.URL{Scheme: "https", Host: "pbx.example", User: url.UserPassword("a", "hunter2")}
		},
		"no user name":           func(c *Config) { c.UserName = "" },
		"colon in the user name": func(c *Config) { c.UserName = "anna:hunter2" },
		"line break":             func(c *Config) { c.Secret = "hunter2\r\nX: y" },
		"odd pin":                func(c *Config) { c.Pin = "hunter2" },
	}
	for name, spoil := range tests {
		cfg := good
		spoil(&cfg)
		if _, err := New(cfg); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestClient_TellsWhoAndWhereButNoSecret(t *testing.T) {
	base := &url.URL{Scheme: "https", Host: "pbx.example", Path: "/office/apis/pbx", RawQuery: "key=hunter2", Fragment: "hunter2"}
	client := clientOf(t, Config{Base: base, UserName: APIKeyUser, Secret: "hunter2"})
	if client.UserName() != "apiKey" || !client.UsesAPIKey() {
		t.Errorf("user name %q", client.UserName())
	}
	got := client.Base()
	if got.String() != "https://pbx.example/office/apis/pbx/" {
		t.Errorf("base %s", got)
	}
	got.Host = "evil.example"
	if client.Base().Host != "pbx.example" {
		t.Error("the base can be changed from outside")
	}
	if text := sprintf("%v %+v", client, *client); strings.Contains(text, "hunter2") {
		t.Errorf("a secret shows: %s", text)
	}
}

func TestNew_TakesABaseInAnyForm(t *testing.T) {
	for base, want := range map[string]string{
		"https://pbx.example":                         "https://pbx.example/",
		"https://pbx.example/apis/pbx":                "https://pbx.example/apis/pbx/",
		"https://pbx.example/Head%2FOffice/apis/pbx/": "https://pbx.example/Head%2FOffice/apis/pbx/",
	} {
		parsed, err := url.Parse(base)
		if err != nil {
			t.Fatal(err)
		}
		got := clientOf(t, Config{Base: parsed, UserName: "anna"}).Base()
		if got.String() != want || !strings.HasPrefix(got.Path, "/") {
			t.Errorf("%s became %s", base, got)
		}
	}
}

// A server that never answers, asked with the clock of a bubble: how long does each request wait?
func TestClient_EveryRequestHasADeadline(t *testing.T) {
	users := func(ctx context.Context, c *Client) error { _, err := c.Users(ctx, ListOptions{}); return err }
	user := func(ctx context.Context, c *Client) error { _, err := c.User(ctx, "u1", ""); return err }
	events := func(q EventsQuery) func(context.Context, *Client) error {
		return func(ctx context.Context, c *Client) error { _, err := c.Events(ctx, q); return err }
	}
	originate := func(ctx context.Context, c *Client) error {
		_, err := c.Originate(ctx, OriginateRequest{Number: "203"})
		return err
	}
	tests := map[string]struct {
		timeout time.Duration
		request func(context.Context, *Client) error
		want    time.Duration
	}{
		"one":                   {0, user, 30 * time.Second},
		"a list":                {0, users, 60 * time.Second},
		"one, set":              {5 * time.Second, user, 5 * time.Second},
		"a list, set":           {5 * time.Second, users, 10 * time.Second},
		"events, 25 s":          {5 * time.Second, events(EventsQuery{Timeout: Some(25 * time.Second)}), 40 * time.Second},
		"events, at once":       {0, events(EventsQuery{Timeout: Some(time.Duration(0))}), 15 * time.Second},
		"events, the PBX's way": {0, events(EventsQuery{}), 45 * time.Second},
		"originate":             {5 * time.Second, originate, 2 * time.Minute},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, stop := inMemory(t, test.timeout, neverAnswers)
				defer stop()
				began := time.Now()
				err := test.request(t.Context(), client)
				if waited := time.Since(began); waited != test.want {
					t.Errorf("waited %v, want %v", waited, test.want)
				}
				if !IsCode(err, CodeTimeout) || !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

func TestClient_ADeadlineCoversTheBodyToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, stop := inMemory(t, 0, func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write([]byte(`[{"uuid":"u1"},`))
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		})
		defer stop()
		if _, err := client.Users(t.Context(), ListOptions{}); !IsCode(err, CodeTimeout) {
			t.Errorf("got %v", err)
		}
	})
}

func TestClient_CancellingEndsARequestAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, stop := inMemory(t, 0, neverAnswers)
		defer stop()
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(3*time.Second, func() { cancel(errors.New("the window was closed")) })
		began := time.Now()
		_, err := client.Originate(ctx, OriginateRequest{Number: "203"})
		if !IsCode(err, CodeCancelled) || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if waited := time.Since(began); waited != 3*time.Second {
			t.Errorf("it took %v", waited)
		}
	})
}

func TestClient_TheCallersDeadlineIsATimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, stop := inMemory(t, 0, neverAnswers)
		defer stop()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.User(ctx, "u1", ""); !IsCode(err, CodeTimeout) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

// neverAnswers is a handler that waits until its client has gone, which a server sees only when it has read the body.
func neverAnswers(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// inMemory runs a server behind a pipe, and a client for it, within a bubble. stop ends both before the bubble does.
func inMemory(t *testing.T, timeout time.Duration, handler http.HandlerFunc) (client *Client, stop func()) {
	t.Helper()
	listener := pipenet.Listen()
	server := &http.Server{Handler: handler}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	client, err := New(Config{Base: baseOf(t, "http://pbx.test"), UserName: testUser, Secret: testSecret, Dial: listener.Dial, RequestTimeout: timeout})
	if err != nil {
		t.Fatal(err)
	}
	return client, func() {
		client.CloseIdle()
		_ = server.Close()
		<-done
	}
}
