package pbxclient

import (
	"context"
	"encoding/base64"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A server that fails in every way, and repeats in every way what it was sent, must not get a secret into an error.
func TestErrors_NeverHoldASecret(t *testing.T) {
	const secret, password = "hunter2&more", "mailbox<4711"
	echo := func(r *http.Request) string {
		user, pass, _ := r.BasicAuth()
		return strings.Join([]string{user, pass, r.URL.String(), r.URL.Query().Get("password"), html.EscapeString(pass), r.Header.Get("Authorization")}, " ")
	}
	failures := map[string]http.HandlerFunc{
		"cut off": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, `{"message":"`+echo(r))
		},
		"hung up": func(w http.ResponseWriter, _ *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			_ = conn.Close()
		},
		"no HTTP": func(w http.ResponseWriter, r *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			_, _ = io.WriteString(conn, "HTTP/1.1 "+strings.ReplaceAll(echo(r), " ", "_")+"\r\n\r\n")
			_ = conn.Close()
		},
		"redirected elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example/"+url.PathEscape(echo(r))+"?"+r.URL.RawQuery, http.StatusFound)
		},
		"redirected to itself": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) },
		"odd redirect": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "https://[::"+r.URL.Query().Get("password"))
			w.WriteHeader(http.StatusFound)
		},
	}
	for _, status := range []int{200, 201, 302, 400, 401, 403, 404, 405, 429, 500, 502, 503} {
		failures["page "+http.StatusText(status)] = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; x="+url.QueryEscape(r.URL.Query().Get("password")))
			w.WriteHeader(status)
			_, _ = io.WriteString(w, "<p>"+echo(r))
		}
		failures["JSON "+http.StatusText(status)] = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, `{"message":"`+strings.ReplaceAll(echo(r), "<", `\u003c`)+`"}`)
		}
	}
	servers := map[string]string{"refused": "http://127.0.0.1:1", "no such host": "http://pbx.invalid"}
	for name, handler := range failures {
		servers[name] = serve(t, handler).URL
	}
	servers["untrusted"] = serveTLS(t, saysJSON(`{}`)).URL

	for name, server := range servers {
		client := clientOf(t, Config{Base: baseOf(t, server), UserName: testUser, Secret: secret, Dial: noNames})
		if _, err := client.Mailbox(t.Context(), "m1", password); err == nil {
			t.Errorf("%s: no error", name)
		}
		for op, err := range everyRequest(t.Context(), client, password) {
			for ; err != nil; err = errors.Unwrap(err) {
				text := err.Error() + sprintf("%+v", err)
				for _, leak := range []string{
					"hunter2", "4711", password, base64.StdEncoding.EncodeToString([]byte(testUser + ":" + secret)), "password=",
				} {
					if strings.Contains(strings.ReplaceAll(text, "password=•••", ""), leak) {
						t.Errorf("%s, %s: the error holds %q: %s", name, op, leak, text)
					}
				}
			}
		}
	}
}

// everyRequest makes each request of the API once and returns their errors.
func everyRequest(ctx context.Context, c *Client, password string) map[string]error {
	errs := map[string]error{}
	_, errs["SystemInformation"] = c.SystemInformation(ctx)
	_, errs["Users"] = c.Users(ctx, ListOptions{Status: true, AppID: "x"})
	_, errs["User"] = c.User(ctx, "u1", "x")
	_, errs["SetUser"] = c.SetUser(ctx, "u1", UserSettings{DND: Some(true)})
	_, errs["Phones"] = c.Phones(ctx, ListOptions{Status: true})
	_, errs["Phone"] = c.Phone(ctx, "p1")
	_, errs["Mailboxes"] = c.Mailboxes(ctx, ListOptions{Status: true})
	_, errs["Mailbox"] = c.Mailbox(ctx, "m1", password)
	_, errs["Events"] = c.Events(ctx, EventsQuery{Last: Some[int64](7)})
	_, errs["Originate"] = c.Originate(ctx, OriginateRequest{Number: "203"})
	_, errs["Call"] = c.Call(ctx, "c1")
	_, errs["Hangup"] = c.Hangup(ctx, "c1")
	_, errs["Switches"] = c.Switches(ctx, true)
	_, errs["Switch"] = c.Switch(ctx, "s1")
	_, errs["SetSwitch"] = c.SetSwitch(ctx, Switch{UUID: "s1"}, Some("1"))
	_, errs["QueueStats"] = c.QueueStats(ctx, StatsQuery{Queue: "q1"})
	_, errs["ResetQueueStats"] = c.ResetQueueStats(ctx, StatsQuery{})
	return errs
}

func TestRequests_SignInByBasicAndAskForJSON(t *testing.T) {
	pbx := serve(t, says(403, "application/json", "{}"))
	ops := everyRequest(t.Context(), pbx.client(t), "4711")
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte(testUser+":"+testSecret))
	for range ops {
		r := pbx.got(t)
		if got := r.Header.Get("Authorization"); got != want {
			t.Errorf("%s %s: Authorization %q", r.Method, r.Path, got)
		}
		if got := r.Header.Get("Accept"); got != "application/json" {
			t.Errorf("%s %s: Accept %q", r.Method, r.Path, got)
		}
		if got := r.Header.Get("Content-Type"); (got == "application/json") != (r.Body != "") {
			t.Errorf("%s %s: Content-Type %q for body %q", r.Method, r.Path, got, r.Body)
		}
		if query, _ := url.ParseQuery(r.Query); query.Has("key") || strings.Contains(r.Query, "s3cr3t") {
			t.Errorf("%s %s?%s", r.Method, r.Path, r.Query)
		}
		if r.Query != "" && strings.Contains(r.Query, "4711") && r.Path != "voicemail/m1" {
			t.Errorf("the mailbox's password went to %s", r.Path)
		}
	}
	pbx.gotNothing(t) // nothing that was refused is tried again
}
