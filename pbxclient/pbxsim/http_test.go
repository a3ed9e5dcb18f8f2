package pbxsim

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHTTP_UnknownPathsAre404AndWrongMethods405(t *testing.T) {
	_, key := quiet(t)
	for _, path := range []string{"", "nothing", "users/", "users/x/y", "acd", "acd/stats/x", "call/", "v1/users"} {
		key.want(http.StatusNotFound, "GET", path, "")
	}
	for _, c := range []struct{ method, path, allow string }{
		{"POST", "users", "GET"},
		{"DELETE", "users/x", "GET, POST"},
		{"POST", "phones", "GET"},
		{"PUT", "phones/x", "GET"},
		{"POST", "voicemail", "GET"},
		{"POST", "events", "GET"},
		{"GET", "call", "POST"},
		{"POST", "call/x", "DELETE, GET"},
		{"DELETE", "switches/x", "GET, POST"},
		{"DELETE", "acd/stats", "GET, POST"},
		{"POST", "system_information", "GET"},
	} {
		w := key.do(c.method, c.path, "{}")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow %q, want %q", c.method, c.path, w.Code, w.Header().Get("Allow"), c.allow)
		}
	}
}

func TestHTTP_JSONSuffixWorksEverywhere(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	for _, path := range []string{
		"system_information", "users", "users/" + o.Users[0].UUID, "phones", "phones/" + o.Phones[0].UUID, "voicemail",
		"voicemail/" + o.Mailboxes[0].UUID, "switches", "switches/" + o.Switches[0].UUID, "acd/stats", "acd/" + o.Queues[0].UUID + "/stats",
	} {
		sameJSON(t, key.get(path+".json"), key.get(path))
	}
	key.get("events.json?timeout=0")
}

func TestHTTP_OnlyXMLIsNotAcceptable(t *testing.T) {
	p, key := quiet(t)
	key.want(http.StatusNotAcceptable, "GET", "users.xml", "")
	for accept, status := range map[string]int{
		"application/xml":                        http.StatusNotAcceptable,
		"text/xml, application/xml;q=0.9":        http.StatusNotAcceptable,
		"application/xml, application/json;q=.1": http.StatusOK,
		"application/xml, */*":                   http.StatusOK,
		"text/html":                              http.StatusOK,
		"":                                       http.StatusOK,
	} {
		r := httptest.NewRequest("GET", "/apis/pbx/users", nil)
		r.Header.Set("Accept", accept)
		r.SetBasicAuth(apiKeyUser, p.APIKey())
		w := httptest.NewRecorder()
		p.Handler().ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("Accept %q: %d, want %d", accept, w.Code, status)
		}
	}
}

func TestHTTP_BodiesMustBeJSONObjects(t *testing.T) {
	p, key := quiet(t)
	user, sw := "users/"+p.Office().Users[0].UUID, "switches/"+p.Office().Switches[0].UUID
	for _, body := range []string{"", "dnd=1", "[]", "null", "17", `{"dnd":true`, `{"dnd":true} x`} {
		key.want(http.StatusBadRequest, "POST", user, body)
		key.want(http.StatusBadRequest, "POST", "call", body)
		key.want(http.StatusBadRequest, "POST", sw, body)
	}
	key.want(http.StatusRequestEntityTooLarge, "POST", user, `{"x":"`+strings.Repeat("x", maxBody)+`"}`)
}

func TestAuth_CredentialsAreAskedForFirst(t *testing.T) {
	p, _ := quiet(t)
	demo := p.Accounts()[0]
	for name, c := range map[string]*client{
		"wrong password": {t, p, demo.UserName, demo.Password + "x"},
		"no password":    {t, p, demo.UserName, ""},
		"unknown user":   {t, p, "nobody", demo.Password},
		"wrong key":      {t, p, apiKeyUser, "0"},
		"key as user":    {t, p, demo.UserName, p.APIKey()},
		"other case":     {t, p, "apikey", p.APIKey()},
	} {
		for _, path := range []string{"users", "nothing"} {
			w := c.do("GET", path, "")
			if w.Code != http.StatusUnauthorized || !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Basic ") {
				t.Errorf("%s: %d, WWW-Authenticate %q", name, w.Code, w.Header().Get("WWW-Authenticate"))
			}
		}
	}
}

func TestAuth_KeyMayComeInTheQuery(t *testing.T) {
	p, _ := quiet(t)
	for path, status := range map[string]int{
		"users?key=" + p.APIKey():                  http.StatusOK,
		"users?key=wrong":                          http.StatusUnauthorized,
		"users?key=":                               http.StatusUnauthorized,
		"users":                                    http.StatusUnauthorized,
		"users?key=" + p.Accounts()[0].Password:    http.StatusUnauthorized,
		"users.json?status=1&key=" + p.APIKey():    http.StatusOK,
		"users?user=apiKey&password=" + p.APIKey(): http.StatusUnauthorized,
	} {
		w := httptest.NewRecorder()
		p.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/apis/pbx/"+path, nil))
		if w.Code != status {
			t.Errorf("%s: %d, want %d", path, w.Code, status)
		}
	}
	r := httptest.NewRequest("GET", "/apis/pbx/users?key="+p.APIKey(), nil)
	r.Header.Set("Authorization", "Bearer "+p.APIKey())
	w := httptest.NewRecorder()
	p.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized {
		t.Errorf("a header of another scheme decides: %d", w.Code)
	}
}

// TestRights holds who may do what. Everything else is in the tests of the resources.
func TestRights(t *testing.T) {
	p, _ := quiet(t)
	o := p.Office()
	demo, other, desk := o.Users[0], o.Users[2], hotDesk(o)
	must(t, p.SetPhoneStatus(other.Phones[0], 4))
	who := map[string]*client{"key": withKey(t, p), "admin": as(t, p, 1), "plain": as(t, p, 0)}
	for _, c := range []struct {
		method, path, body string
		key, admin, plain  int
	}{
		{"GET", "system_information", "", 200, 200, 200},
		{"GET", "users?status=1", "", 200, 200, 200},
		{"GET", "users/" + other.UUID, "", 200, 200, 200},
		{"GET", "phones?status=1", "", 200, 200, 200},
		{"GET", "phones/" + other.Phones[0], "", 200, 200, 200},
		{"GET", "events?timeout=0", "", 200, 200, 200},
		{"POST", "users/" + demo.UUID, `{"dnd":false}`, 200, 200, 200},
		{"POST", "users/" + other.UUID, `{"dnd":false}`, 200, 200, 403},
		{"POST", "users/" + demo.UUID, `{"hot_desk":null}`, 200, 200, 200},
		{"POST", "users/" + demo.UUID, `{"hot_desk":"` + desk.UUID + `"}`, 200, 403, 403},
		{"POST", "users/" + other.UUID, `{"hot_desk":null}`, 200, 200, 403},
		{"GET", "voicemail/" + demo.Mailbox, "", 200, 403, 200},
		{"GET", "voicemail/" + other.Mailbox, "", 200, 403, 403},
		{"GET", "voicemail/" + other.Mailbox + "?password=wrong", "", 200, 403, 403},
		{"GET", "voicemail/" + other.Mailbox + "?password=" + box(o, other.Mailbox).Password, "", 200, 200, 200},
		{"POST", "call", `{"number":"202","user_uuid":"` + other.UUID + `"}`, 503, 503, 403},
		{"POST", "call", `{"number":"202","user_name":"` + other.UserName + `"}`, 503, 503, 403},
		{"POST", "call", `{"number":"202","user_name":"nobody"}`, 400, 400, 403},
		{"POST", "call", `{"number":"202","user_uuid":"` + demo.UUID + `","phone_uuid":"` + other.Phones[0] + `"}`, 503, 403, 403},
		{"GET", "switches?status=1", "", 200, 200, 200},
		{"GET", "switches/" + o.Switches[0].UUID, "", 200, 200, 200},
		{"POST", "switches/" + o.Switches[0].UUID, `{"value":"true"}`, 200, 200, 403},
		{"POST", "switches/" + o.Switches[2].UUID, `{"value":"true"}`, 403, 403, 403},
		{"GET", "acd/stats", "", 200, 200, 403},
		{"POST", "acd/stats", `{"reset":true}`, 200, 200, 403},
		{"GET", "acd/" + o.Queues[0].UUID + "/stats", "", 200, 200, 403},
		{"GET", "acd/x/stats", "", 404, 404, 403},
		{"GET", "call/x", "", 404, 404, 404},
		{"GET", "users/x", "", 404, 404, 404},
		{"POST", "users/x", "{}", 404, 404, 404},
		{"GET", "phones/x", "", 404, 404, 404},
		{"GET", "voicemail/x", "", 404, 404, 404},
		{"GET", "switches/x", "", 404, 404, 404},
		{"POST", "switches/x", `{"value":"true"}`, 404, 404, 404},
	} {
		for name, status := range map[string]int{"key": c.key, "admin": c.admin, "plain": c.plain} {
			if w := who[name].do(c.method, c.path, c.body); w.Code != status {
				t.Errorf("%s: %s %s %s: %d, want %d: %s", name, c.method, c.path, c.body, w.Code, status, w.Body)
			}
		}
	}
}

func hotDesk(o Office) Phone {
	for _, ph := range o.Phones {
		if ph.HotDesk && ph.HotDeskUser == "" {
			return ph
		}
	}
	panic("no free hot desk")
}

func box(o Office, uuid string) Mailbox {
	for _, b := range o.Mailboxes {
		if b.UUID == uuid {
			return b
		}
	}
	panic("no such mailbox")
}
