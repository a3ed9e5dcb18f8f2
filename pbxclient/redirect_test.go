package pbxclient

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// redirected runs one request through the redirects handler: the first address answers with status and location, every
// other one with 200. It returns where the request ended.
func redirected(t *testing.T, method string, status int, location string) (end *http.Request, err error) {
	t.Helper()
	const first = "https://pbx.example/apis/pbx/users?password=hunter2"
	handler := &redirects{next: roundTrip(func(r *http.Request) (*http.Response, error) {
		end = r
		if r.URL.String() == first {
			return respond(status, "moved", "Location", location), nil
		}
		return respond(200, "{}"), nil
	})}
	request := get(t, first)
	request.Method = method
	_, err = handler.RoundTrip(request)
	return end, err
}

func TestRedirects_AreFollowedWithinTheOrigin(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		for location, want := range map[string]string{
			"https://pbx.example/apis/pbx/users/":     "https://pbx.example/apis/pbx/users/",
			"https://PBX.example:443/apis/pbx/users/": "https://PBX.example:443/apis/pbx/users/",
			"/new":   "https://pbx.example/new",
			"users/": "https://pbx.example/apis/pbx/users/",
		} {
			end, err := redirected(t, http.MethodGet, status, location)
			if err != nil {
				t.Errorf("%d to %s: %v", status, location, err)
			} else if got := end.URL.String(); got != want {
				t.Errorf("%d to %s ended at %s", status, location, got)
			}
		}
	}
}

func TestRedirects_ToElsewhereAreRefused(t *testing.T) {
	for location, says := range map[string]string{
		"https://evil.example/users?password=hunter2": "https://evil.example",
		"//evil.example/users?password=hunter2":       "https://evil.example",
		"https://pbx.example:8443/users":              "https://pbx.example:8443",
		"http://pbx.example/users?password=hunter2":   "http://pbx.example",
		"https://hunter2:x@pbx.example/users":         "https://pbx.example",
		"https://pbx.example:hunter2/%zz":             "no valid address",
		"javascript:hunter2":                          "javascript:",
	} {
		end, err := redirected(t, http.MethodGet, 302, location)
		if _, refused := errors.AsType[redirectError](err); !refused {
			t.Errorf("%s: %v", location, err)
			continue
		}
		if end.URL.Host != "pbx.example" || end.URL.Path != "/apis/pbx/users" {
			t.Errorf("%s: a request went to %s", location, end.URL)
		}
		if !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error says %q", location, err)
		}
	}
}

func TestRedirects_NeverMakeAGetOfACommand(t *testing.T) {
	for _, method := range []string{http.MethodPost, http.MethodDelete} {
		for status, follows := range map[int]bool{301: false, 302: false, 303: false, 307: true, 308: true} {
			end, err := redirected(t, method, status, "/new")
			if follows != (err == nil) || end.Method != method {
				t.Errorf("%s, %d: %v, ended as %s %s", method, status, err, end.Method, end.URL)
			}
		}
	}
}

func TestRedirects_SendTheBodyAgainWhereTheMethodStays(t *testing.T) {
	pbx := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/") {
			http.Redirect(w, r, r.URL.Path+"/", http.StatusPermanentRedirect)
			return
		}
		saysJSON(`{"uuid":"u1"}`)(w, r)
	})
	if _, err := pbx.client(t).SetUser(t.Context(), "u1", UserSettings{DND: Some(true)}); err != nil {
		t.Fatal(err)
	}
	pbx.got(t)
	second := pbx.got(t)
	if second.Method != http.MethodPost || second.Path != "users/u1/" || second.Body != `{"dnd":true}` {
		t.Errorf("after the redirect: %+v", second)
	}
	if second.Header.Get("Authorization") == "" || second.Header.Get("Referer") != "" {
		t.Errorf("after the redirect: %v", second.Header)
	}
}

func TestRedirects_InACircleEnd(t *testing.T) {
	count := 0
	handler := &redirects{next: roundTrip(func(*http.Request) (*http.Response, error) {
		count++
		return respond(302, "", "Location", "/again"), nil
	})}
	_, err := handler.RoundTrip(get(t, "https://pbx.example/again"))
	if _, refused := errors.AsType[redirectError](err); !refused || count != maxRedirects+1 {
		t.Errorf("%v after %d requests", err, count)
	}
}

func TestRedirects_CarryNoCredentialsToAnotherServer(t *testing.T) {
	reached := make(chan string, 8)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { reached <- r.Header.Get("Authorization") }))
	defer other.Close()
	client := clientFor(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+r.URL.Path, http.StatusFound)
	})
	_, err := client.Users(t.Context(), ListOptions{})
	if !IsCode(err, CodeRedirect) {
		t.Errorf("got %v", err)
	}
	if len(reached) != 0 {
		t.Errorf("the other server was asked with %q", <-reached)
	}
}

func TestRedirects_FromHTTPSDownToHTTPAreRefused(t *testing.T) {
	reached := make(chan struct{}, 8)
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached <- struct{}{} }))
	defer plain.Close()
	secure := serveTLS(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, plain.URL, http.StatusFound) })
	client := clientOf(t, Config{Base: baseOf(t, secure.URL), UserName: testUser, Secret: testSecret, Pin: Fingerprint(secure.Certificate())})
	if _, err := client.Users(t.Context(), ListOptions{}); !IsCode(err, CodeRedirect) {
		t.Errorf("got %v", err)
	}
	if len(reached) != 0 {
		t.Error("the plain server was asked")
	}
}
