package carddav

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"ringside/presence/addressbook"
)

// odd is a server that keeps to the letter of the standards, and whose answers a test can change.
type odd struct {
	*httptest.Server
	t *testing.T

	mu      sync.Mutex
	cards   map[string]string // by path
	etags   map[string]string
	tokens  bool   // it keeps tokens
	token   string // the one it knows
	ctag    string
	step    int                                               // how many changes it tells at once; 0 for all
	instead func(w http.ResponseWriter, r *http.Request) bool // answers in its place
	asked   []string
}

func newOdd(t *testing.T, start func(http.Handler) *httptest.Server) *odd {
	o := &odd{t: t, cards: map[string]string{}, etags: map[string]string{}, token: "t1", ctag: "c1"}
	o.Server = start(o)
	t.Cleanup(o.Close)
	return o
}

func (o *odd) account() Account {
	return Account{Address: o.URL, UserName: userName, PlainHTTP: strings.HasPrefix(o.URL, "http://")}
}

func (o *odd) put(path, etag string, lines ...string) {
	o.cards[path] = "BEGIN:VCARD\r\nVERSION:3.0\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCARD\r\n"
	o.etags[path] = etag
}

func (o *odd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	o.asked = append(o.asked, r.Method+" "+r.URL.Path+" "+rootOf(string(body)))
	if o.instead != nil && o.instead(w, r) {
		return
	}
	if name, password, _ := r.BasicAuth(); name != userName || password != secret {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	switch {
	case r.URL.Path == "/.well-known/carddav":
		http.Redirect(w, r, "/dav/", http.StatusMovedPermanently)
	case r.Method == "PROPFIND" && r.URL.Path == "/dav/":
		o.status(w, part("/dav/", "<current-user-principal><href>/dav/who/</href></current-user-principal>"))
	case r.Method == "PROPFIND" && r.URL.Path == "/dav/who/":
		o.status(w, part("/dav/who/", "<C:addressbook-home-set><href>/dav/home/</href></C:addressbook-home-set>"))
	case r.Method == "PROPFIND" && r.URL.Path == "/dav/home/":
		token := ""
		if o.tokens {
			token = "<sync-token>" + o.token + "</sync-token>"
		}
		o.status(w, part("/dav/home/", "<resourcetype><collection/></resourcetype>"),
			part("/dav/home/b/", "<resourcetype><collection/><C:addressbook/></resourcetype><displayname>Büro</displayname><S:getctag>"+o.ctag+"</S:getctag>"+token))
	case r.Method == "PROPFIND" && r.URL.Path == "/dav/home/b/" && r.Header.Get("Depth") == "1":
		parts := []string{part("/dav/home/b/", "<resourcetype><collection/></resourcetype>")}
		for path, etag := range o.etags {
			parts = append(parts, part(path, "<getetag>"+etag+"</getetag><resourcetype/>"))
		}
		o.status(w, parts...)
	case r.Method == "REPORT" && strings.Contains(string(body), "<sync-collection"):
		o.report(w, string(body))
	case r.Method == "REPORT" && strings.Contains(string(body), "addressbook-multiget"):
		var parts []string
		for path, card := range o.cards {
			if strings.Contains(string(body), "<href>"+path+"</href>") {
				parts = append(parts, part(path, "<getetag>"+o.etags[path]+"</getetag><C:address-data>"+quoted(card)+"</C:address-data>"))
			}
		}
		o.status(w, parts...)
	default:
		http.Error(w, "<html>no such thing", http.StatusNotFound)
	}
}

// report tells all there is, or that a token is not known.
func (o *odd) report(w http.ResponseWriter, body string) {
	known := ""
	if _, after, ok := strings.Cut(body, "<sync-token>"); ok {
		known, _, _ = strings.Cut(after, "</sync-token>")
	}
	var parts []string
	from := 0
	switch n, err := fmt.Sscanf(known, "step%d", &from); {
	case n == 1 && err == nil, known == "":
	default:
		w.WriteHeader(http.StatusForbidden) // as RFC 6578 has it
		return
	}
	told := 0
	for i := range len(o.cards) {
		path := fmt.Sprintf("/dav/home/b/%d.vcf", i)
		if i < from || o.step > 0 && told == o.step {
			continue
		}
		told++
		parts = append(parts, part(path, "<getetag>"+o.etags[path]+"</getetag>"))
	}
	token := o.token
	if from+told < len(o.cards) {
		token = fmt.Sprint("step", from+told)
		parts = append(parts, "<response><href>/dav/home/b/</href><status>HTTP/1.1 507 Insufficient Storage</status></response>")
	}
	o.status(w, append(parts, "<sync-token>"+token+"</sync-token>")...)
}

func (o *odd) status(w http.ResponseWriter, parts ...string) {
	w.WriteHeader(http.StatusMultiStatus)
	_, _ = io.WriteString(w, `<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav" xmlns:S="http://calendarserver.org/ns/">`+strings.Join(parts, "")+"</multistatus>")
}

func part(href, props string) string {
	return "<response><href>" + href + "</href><propstat><prop>" + props + "</prop><status>HTTP/1.1 200 OK</status></propstat>" +
		"<propstat><prop><displayname/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>"
}

// rootOf is what a request is about.
func rootOf(body string) string {
	for _, name := range []string{"sync-collection", "addressbook-multiget", "propfind"} {
		if strings.Contains(body, name) {
			return name
		}
	}
	return ""
}

// count is how often the server was asked for something.
func (o *odd) count(what string) (n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, a := range o.asked {
		if strings.Contains(a, what) {
			n++
		}
	}
	o.asked = nil
	return n
}

func TestSync_FollowsAServerWithoutTokensByItsCTagAndETags(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.put("/dav/home/b/0.vcf", "e0", "FN:Ann", "TEL:1")
	o.put("/dav/home/b/1.vcf", "e1", "FN:Bob", "TEL:2")
	o.put("/dav/home/b/2.vcf", "e2", "this is", "no card")
	s := newSyncer(t, "")
	added(t, s, o.account())
	s.must(t, "Ann", "Bob")
	o.count("")
	s.must(t, "Ann", "Bob")
	if n := o.count("multiget"); n > 0 {
		t.Error("cards were fetched although the ctag says that nothing has changed")
	}
	o.put("/dav/home/b/1.vcf", "e1b", "FN:Bobby", "TEL:2")
	delete(o.etags, "/dav/home/b/0.vcf")
	o.ctag = "c2"
	s.must(t, "Bobby")
}

func TestSync_TakesAListOfChangesInSteps(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.tokens, o.step = true, 2
	for i := range 5 {
		o.put(fmt.Sprintf("/dav/home/b/%d.vcf", i), "e", fmt.Sprint("FN:P", i), "TEL:1")
	}
	s := newSyncer(t, "")
	added(t, s, o.account())
	s.must(t, "P0", "P1", "P2", "P3", "P4")
	if n := o.count("sync-collection"); n != 3 {
		t.Errorf("%d steps", n)
	}
	o.token = "another" // and the one we have is not known any more
	delete(o.cards, "/dav/home/b/4.vcf")
	s.must(t, "P0", "P1", "P2", "P3")
}

func TestSync_GetsAlongWithTokensThatCannotBeAskedFor(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.tokens = true
	o.put("/dav/home/b/0.vcf", "e0", "FN:Ann", "TEL:1")
	o.instead = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == "REPORT" && strings.Contains(o.asked[len(o.asked)-1], "sync-collection") {
			w.WriteHeader(http.StatusNotImplemented)
			return true
		}
		return false
	}
	s := newSyncer(t, "")
	added(t, s, o.account())
	s.must(t, "Ann")
}

func TestDiscover_SaysWhatIsWrong(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	elsewhere := ""
	for name, c := range map[string]struct {
		instead func(w http.ResponseWriter, r *http.Request) bool
		want    addressbook.Code
	}{
		"a page": {func(w http.ResponseWriter, _ *http.Request) bool { _, _ = io.WriteString(w, "<html>"); return true }, addressbook.CodeNotDAV},
		"no XML": {func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(207)
			_, _ = io.WriteString(w, "oops")
			return true
		}, addressbook.CodeNotDAV},
		"nothing of the kind": {func(w http.ResponseWriter, r *http.Request) bool { http.NotFound(w, r); return true }, addressbook.CodeNotDAV},
		"out of order":        {func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(503); return true }, addressbook.CodeServer},
		"refused":             {func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(401); return true }, addressbook.CodeLogin},
		"no address books":    {func(w http.ResponseWriter, r *http.Request) bool { o.status(w, part(r.URL.Path, "")); return true }, addressbook.CodeNoBooks},
		"in circles":          {func(w http.ResponseWriter, r *http.Request) bool { http.Redirect(w, r, r.URL.Path, 301); return true }, addressbook.CodeNotDAV},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, elsewhere, 302)
			return true
		}, addressbook.CodeElsewhere},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) bool { panic(http.ErrAbortHandler) }, addressbook.CodeNetwork},
	} {
		elsewhere = "http://elsewhere.example/dav/?password=x"
		o.instead = c.instead
		_, err := Discover(t.Context(), o.account(), secret)
		e, ok := err.(*addressbook.Error)
		if !ok || e.Code != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "password") {
			t.Errorf("%s: %v repeats what it should not", name, err)
		}
	}
	for address, want := range map[string]addressbook.Code{
		"": addressbook.CodeAddress, "ftp://x": addressbook.CodeAddress, "https://a:b@x": addressbook.CodeAddress, "http://x": addressbook.CodePlainHTTP,
		"https://127.0.0.1:1": addressbook.CodeNetwork,
	} {
		if _, err := Discover(t.Context(), Account{Address: address, UserName: userName}, secret); !errors.Is(err, &addressbook.Error{Code: want}) && !isCode(err, want) {
			t.Errorf("%q: %v", address, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Discover(ctx, o.account(), secret); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestDiscover_TrustsThePinnedCertificateAlone(t *testing.T) {
	o := newOdd(t, httptest.NewTLSServer)
	o.Config.ErrorLog = nil
	_, err := Discover(t.Context(), o.account(), secret)
	e, ok := err.(*addressbook.Error)
	if !ok || e.Code != addressbook.CodeCert || e.Fingerprint == "" {
		t.Fatal(err)
	}
	sum := sha256.Sum256(o.Certificate().Raw)
	a := o.account()
	if a.Pin = e.Fingerprint; !strings.EqualFold(strings.ReplaceAll(a.Pin, ":", ""), hex.EncodeToString(sum[:])) {
		t.Errorf("the fingerprint is %s", a.Pin)
	}
	if books, err := Discover(t.Context(), a, secret); err != nil || len(books) != 1 || books[0].Name != "Büro" {
		t.Errorf("%+v %v", books, err)
	}
	a.Pin = strings.Repeat("00", 32)
	if _, err := Discover(t.Context(), a, secret); !isCode(err, addressbook.CodePin) {
		t.Error(err)
	}
}

func TestTrusts_OnlyWhoTheServerBelongsTo(t *testing.T) {
	base, _ := Account{Address: "https://contacts.example.co.uk/x", UserName: "a"}.base()
	c := &client{base: base}
	for to, want := range map[string]bool{
		"https://contacts.example.co.uk/": true, "https://p42.example.co.uk/": true, "https://contacts.example.co.uk:8443/": true,
		"http://contacts.example.co.uk/": false, "https://other.co.uk/": false, "https://example.com/": false,
	} {
		u, _ := base.Parse(to)
		if got := c.trusts(u); got != want {
			t.Errorf("%s: %v", to, got)
		}
	}
}
