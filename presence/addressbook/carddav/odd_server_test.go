package carddav

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
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

// change makes the server another one, between two requests.
func (o *odd) change(what func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	what()
}

func (o *odd) put(path, etag string, lines ...string) {
	o.mu.Lock()
	defer o.mu.Unlock()
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
