package pbxsim

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func serve(t *testing.T, p *PBX) *httptest.Server {
	server := httptest.NewServer(p.Handler())
	t.Cleanup(server.Close)
	return server
}

// fetch reads the users with the key.
func fetch(p *PBX, server *httptest.Server) (*http.Response, string, error) {
	r, err := http.Get(server.URL + "/apis/pbx/users?key=" + p.APIKey())
	if err != nil {
		return nil, "", err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	return r, string(body), err
}

func TestFault_AnswersInstead(t *testing.T) {
	p, _ := quiet(t)
	server := serve(t, p)
	remove := p.Inject(Fault{
		Match:  func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/users") },
		Status: http.StatusBadGateway, Body: "<html>proxy</html>", Header: http.Header{"Content-Type": {"text/html"}, "Retry-After": {"7"}},
	})
	for range 3 {
		r, body, err := fetch(p, server)
		must(t, err)
		if r.StatusCode != http.StatusBadGateway || body != "<html>proxy</html>" || r.Header.Get("Content-Type") != "text/html" || r.Header.Get("Retry-After") != "7" {
			t.Errorf("%d %s %v", r.StatusCode, body, r.Header)
		}
	}
	withKey(t, p).get("phones")
	remove()
	remove()
	if r, _, err := fetch(p, server); err != nil || r.StatusCode != http.StatusOK {
		t.Errorf("after it was removed: %v %v", r, err)
	}
}

func TestFault_HitsSoManyTimes(t *testing.T) {
	p, key := quiet(t)
	p.Inject(Fault{Status: http.StatusServiceUnavailable, Times: 2})
	for i, want := range []int{503, 503, 200, 200} {
		if w := key.do("GET", "users", ""); w.Code != want {
			t.Errorf("request %d: %d", i, w.Code)
		}
	}
}

func TestFault_CutsTheConnection(t *testing.T) {
	p, _ := quiet(t)
	server := serve(t, p)
	remove := p.Inject(Fault{CutBodyAt: 100})
	r, body, err := fetch(p, server)
	if err == nil || len(body) != 100 || r.StatusCode != http.StatusOK || !strings.HasPrefix(body, `[{"uuid"`) {
		t.Errorf("%v, %d bytes: %v", r, len(body), err)
	}
	remove()
	p.Inject(Fault{Drop: true, Times: 1})
	if _, _, err := fetch(p, server); err == nil {
		t.Error("the connection was not closed")
	}
	if r, _, err := fetch(p, server); err != nil || r.Header.Get("Date") == "" {
		t.Errorf("afterwards: %v", err)
	}
}

func TestFault_Delays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		p.Inject(Fault{Delay: 3 * time.Second})
		begin := time.Now()
		key.get("users")
		if took := time.Since(begin); took != 3*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func TestRequests_AreRememberedInOrder(t *testing.T) {
	p, key := quiet(t)
	demo := as(t, p, 0)
	key.get("users?status=1&appid=x")
	demo.post("users/"+p.Accounts()[0].UserUUID, `{"dnd":true}`)
	key.want(http.StatusNotFound, "GET", "call/a%2Fb%23c", "")
	got := p.Requests()
	for i, want := range []Request{
		{Method: "GET", Path: "/apis/pbx/users", Query: "status=1&appid=x", UserName: "apiKey", Status: 200},
		{Method: "POST", Path: "/apis/pbx/users/" + p.Accounts()[0].UserUUID, Body: `{"dnd":true}`, UserName: demo.user, Status: 200},
		{Method: "GET", Path: "/apis/pbx/call/a%2Fb%23c", UserName: "apiKey", Status: 404},
	} {
		if got[i].Time.IsZero() {
			t.Errorf("request %d has no time", i)
		}
		got[i].Time = time.Time{}
		if got[i] != want {
			t.Errorf("request %d: %+v, want %+v", i, got[i], want)
		}
	}
}

func TestRequests_KeepTheNewest(t *testing.T) {
	l := &requestLog{}
	for i := range requestsKept + 3 {
		l.add(&Request{Query: fmt.Sprint(i)})
	}
	got := (&PBX{requests: l}).Requests()
	if len(got) != requestsKept || got[0].Query != "3" || got[requestsKept-1].Query != fmt.Sprint(requestsKept+2) {
		t.Errorf("%d kept, %s to %s", len(got), got[0].Query, got[len(got)-1].Query)
	}
}

func TestListenTLS_TellsTheFingerprintOfItsCertificate(t *testing.T) {
	listener, fingerprint, err := ListenTLS("127.0.0.1:0")
	must(t, err)
	p, _ := quiet(t)
	server := &http.Server{Handler: p.Handler()}
	done := make(chan error)
	go func() { done <- server.Serve(listener) }()
	transport := &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	r, err := (&http.Client{Transport: transport}).Get("https://" + listener.Addr().String() + "/apis/pbx/users?key=" + p.APIKey())
	must(t, err)
	defer r.Body.Close()
	sum := sha256.Sum256(r.TLS.PeerCertificates[0].Raw)
	if r.StatusCode != http.StatusOK || hex.EncodeToString(sum[:]) != fingerprint || r.ProtoMajor != 2 {
		t.Errorf("%d, HTTP/%d, fingerprint %x, want %s", r.StatusCode, r.ProtoMajor, sum, fingerprint)
	}
	if err := r.TLS.PeerCertificates[0].VerifyHostname("127.0.0.1"); err != nil {
		t.Error(err)
	}
	transport.CloseIdleConnections()
	must(t, server.Close())
	<-done
	if _, _, err := ListenTLS("nowhere:x"); err == nil {
		t.Error("a wrong address is no error")
	}
}
