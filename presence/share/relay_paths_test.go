package share

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"ringside/pbxclient"
)

// TestRelay_LeadsNowhereElse asks for paths out of the API, by every spelling, of the server and of its way to the PBX.
func TestRelay_LeadsNowhereElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var asked []string
		web := http.HandlerFunc(func(a http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			asked = append(asked, r.Method+" "+r.Host+r.RequestURI)
			_, _ = io.WriteString(a, "{}")
		})
		way, err := pbxclient.New(pbxclient.Config{Base: base(), UserName: "anna", Secret: "secret", Dial: serving(t, web)})
		if err != nil {
			t.Fatal(err)
		}
		defer way.CloseIdle()
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: &looked{}, Relay: way})}
		defer w.server.Close()
		r := w.connect(t, nil)
		ask := func(method, path string) error {
			return r.ask(t.Context(), request{Do: doPBX, PBX: &pbxRequest{Method: method, Path: path}}, nil)
		}
		for _, path := range []string{
			"../", "..", "../../admin", "users/../../x", "users/..", "%2e%2e/x", "..%2fx", "users/%2E%2E/%2e%2E/x", "/etc", "/apis/pbx/users", "//evil.example/x",
			"http://evil.example/", "https://pbx.example.org/apis/pbx/users", "http:users", "mailto:x", "\\\\evil.example/x", "..\\x/..", "a\x00b", "%zz", "http://pbx.example.org@evil.example/",
		} {
			_ = ask("GET", path)
			if u, err := url.Parse(path); err == nil {
				if answer, err := way.RoundTrip((&http.Request{Method: "GET", URL: u, Host: "evil.example"}).WithContext(t.Context())); err == nil {
					_ = answer.Body.Close()
				}
			}
		}
		for _, method := range []string{"CONNECT", "TRACE", "GET / HTTP/1.1\r\nX: y\r\n\r\n", "", "get"} {
			if err := ask(method, "users"); err == nil {
				t.Errorf("%q was passed on", method)
			}
		}
		if err := ask("GET", "users"); err != nil {
			t.Error(err)
		}
		if err := ask("GET", "users/a%2Fb/..%20"); err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, a := range asked {
			below, _ := strings.CutPrefix(a, "GET pbx.example.org/apis/pbx/")
			if path, err := url.PathUnescape(below); err != nil || below == a || strings.Contains("/"+path+"/", "/../") {
				t.Errorf("asked for %s", a)
			}
		}
		if len(asked) < 2 {
			t.Error("nothing was asked for")
		}
	})
}
