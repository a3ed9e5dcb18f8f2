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
	"testing"

	"ringside/presence/addressbook"
)

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
	o.change(func() { delete(o.etags, "/dav/home/b/0.vcf"); o.ctag = "c2" })
	s.must(t, "Bobby")
}

func TestSync_TakesAListOfChangesInSteps(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.change(func() { o.tokens, o.step = true, 2 })
	for i := range 5 {
		o.put(fmt.Sprintf("/dav/home/b/%d.vcf", i), "e", fmt.Sprint("FN:P", i), "TEL:1")
	}
	s := newSyncer(t, "")
	added(t, s, o.account())
	s.must(t, "P0", "P1", "P2", "P3", "P4")
	if n := o.count("sync-collection"); n != 3 {
		t.Errorf("%d steps", n)
	}
	// Another token, and the one we have is not known any more.
	o.change(func() { o.token = "another"; delete(o.cards, "/dav/home/b/4.vcf") })
	s.must(t, "P0", "P1", "P2", "P3")
}

func TestSync_GetsAlongWithTokensThatCannotBeAskedFor(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.change(func() { o.tokens = true })
	o.put("/dav/home/b/0.vcf", "e0", "FN:Ann", "TEL:1")
	o.change(func() {
		o.instead = func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == "REPORT" && strings.Contains(o.asked[len(o.asked)-1], "sync-collection") {
				w.WriteHeader(http.StatusNotImplemented)
				return true
			}
			return false
		}
	})
	s := newSyncer(t, "")
	added(t, s, o.account())
	s.must(t, "Ann")
}

func TestDiscover_SaysWhatIsWrong(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	const elsewhere = "http://elsewhere.example/dav/?password=x"
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
		"in circles": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, r.URL.Path, http.StatusMovedPermanently)
			return true
		}, addressbook.CodeNotDAV},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, elsewhere, http.StatusFound)
			return true
		}, addressbook.CodeElsewhere},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) bool { panic(http.ErrAbortHandler) }, addressbook.CodeNetwork},
	} {
		o.change(func() { o.instead = c.instead })
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
