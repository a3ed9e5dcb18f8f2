package resident

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// booked waits until contacts are as they have to be.
func booked(t *testing.T, c Contacts, what string, is func() bool) {
	t.Helper()
	changes, stop := c.Subscribe()
	defer stop()
	for !is() {
		await(t, changes, what)
	}
}

// keep opens the contacts of the house until the test ends.
func (h *house) keep(t *testing.T) *Keeper {
	t.Helper()
	k := OpenContacts(h.Folder, h.Secrets, h.Logger)
	if k.Failed() != nil {
		t.Fatal(k.Failed())
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); k.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended; k.Close() })
	return k
}

// vcf is a file with contacts.
func vcf(t *testing.T, names ...string) string {
	t.Helper()
	var text strings.Builder
	for i, name := range names {
		fmt.Fprintf(&text, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nTEL:020 123 45 %02d\r\nEND:VCARD\r\n", name, i)
	}
	path := filepath.Join(t.TempDir(), "contacts.vcf")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestContacts_AreTheSameOverALinkAndBesideTheWindow holds that a window has its contacts alike on every machine.
func TestContacts_AreTheSameOverALinkAndBesideTheWindow(t *testing.T) {
	for name, open := range map[string]func(t *testing.T) Contacts{
		"link": func(t *testing.T) Contacts {
			h := newHouse(t)
			h.stay(t, quiet)
			v := h.view(t, nil)
			v.login(t)
			return v.Contacts()
		},
		"local": func(t *testing.T) Contacts {
			h := newHouse(t)
			l := NewLocal(&Logins{Keep: true, Folder: h.Folder, Secrets: h.Secrets, Logger: h.Logger})
			ctx, cancel := context.WithCancel(context.Background())
			l.Begin(ctx, h.account, h.secret, "")
			t.Cleanup(func() { cancel(); l.Close() })
			return l.Contacts()
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, ctx := open(t), t.Context()
			booked(t, c, "where numbers are from", func() bool { return c.Book().Region() == "NL" })
			ann, err := c.Put(ctx, addressbook.Entry{Given: "Ann", Numbers: []addressbook.Number{{Kind: addressbook.KindWork, Value: "0301234567"}}})
			if err != nil || ann.ID == "" {
				t.Fatal(ann, err)
			}
			booked(t, c, "Ann", func() bool { e := c.Book().ByNumber("+31301234567"); return e != nil && e.ID == ann.ID })
			o, err := c.Preview(ctx, vcf(t, "Bea", "Carl"))
			if err != nil || o.NewCount != 2 || len(o.New) != 2 || c.Book().Len() != 1 {
				t.Fatalf("%+v %v", o, err)
			}
			if err := c.Apply(ctx, o.ID); err != nil {
				t.Fatal(err)
			}
			booked(t, c, "what was in the file", func() bool { return c.Book().Len() == 3 })
			out := filepath.Join(t.TempDir(), "out.csv")
			if n, err := c.Export(ctx, out, addressbook.CSV, ann.ID); n != 1 || err != nil {
				t.Error(n, err)
			}
			if n, err := c.Export(ctx, out, addressbook.VCard4); n != 3 || err != nil {
				t.Error(n, err)
			}
			if err := c.Remove(ctx, ann.ID); err != nil {
				t.Fatal(err)
			}
			booked(t, c, "that Ann is gone", func() bool { return c.Book().Find(ann.ID) == nil })
			for what, err := range map[addressbook.Code]error{
				addressbook.CodeStale: c.Apply(ctx, o.ID), addressbook.CodeNoAccount: c.Sync(ctx, "none"),
				addressbook.CodeEmpty: func() error { _, err := c.Put(ctx, addressbook.Entry{}); return err }(),
				addressbook.CodeFile:  func() error { _, err := c.Preview(ctx, out+".none"); return err }(),
			} {
				if e, ok := errors.AsType[*addressbook.Error](err); !ok || e.Code != what {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
}

func TestContacts_OfALinkOutliveThePartThatStays(t *testing.T) {
	h := newHouse(t)
	k := h.keep(t)
	first := h.host(t)
	first.contacts = k
	first.has(share.Hello{Account: &anna}, paint())
	v := h.view(t, nil)
	v.login(t)
	c := v.Contacts()
	if _, err := k.Put(t.Context(), addressbook.Entry{Given: "Ann"}); err != nil {
		t.Fatal(err)
	}
	booked(t, c, "Ann", func() bool { return c.Book().Len() == 1 })
	ann := c.Book().At(0)
	first.die()
	if _, err := k.Put(t.Context(), addressbook.Entry{Given: "Bea"}); err != nil || c.Book().Len() != 1 {
		t.Fatal("the book went with it", err)
	}
	second := h.host(t)
	second.contacts = k
	second.has(share.Hello{Account: &anna}, paint())
	booked(t, c, "who came meanwhile", func() bool { return c.Book().Len() == 2 })
	if c.Book().At(0) != ann {
		t.Error("what had not changed was told again")
	}
}

// keepAlone keeps an entry while nothing runs.
func (h *house) keepAlone(t *testing.T, e addressbook.Entry) {
	t.Helper()
	k := OpenContacts(h.Folder, nil, h.Logger)
	defer k.Close()
	if _, err := k.Put(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

// book is a CardDAV server with one address book and nobody in it.
func book(t *testing.T, password string) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, got, _ := r.BasicAuth(); got != password {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.WriteHeader(http.StatusMultiStatus)
		_, _ = w.Write([]byte(`<multistatus xmlns="DAV:"><response><href>/b/</href><propstat><prop><resourcetype><collection/><addressbook xmlns="urn:ietf:params:xml:ns:carddav"/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`))
	}))
	t.Cleanup(s.Close)
	return s
}

func TestContacts_ASecretGoesByThePipeAndNeverOverTheSocket(t *testing.T) {
	const secret = "s3cr3t word"
	server := book(t, secret)
	h := newHouse(t)
	k := h.keep(t)
	r := &Resident{contacts: k}
	p := h.host(t)
	p.contacts = k
	p.has(share.Hello{Account: &anna}, paint())
	v := h.view(t, func(l *Link) { l.pipe = pipes(t, r.confided) })
	v.login(t)
	c := v.Contacts()
	a := carddav.Account{Address: server.URL, UserName: "anna", PlainHTTP: true}
	_, err := c.Discover(t.Context(), a, "wrong")
	if e, ok := errors.AsType[*addressbook.Error](err); !ok || e.Code != addressbook.CodeLogin {
		t.Error(err)
	}
	books, err := c.Discover(t.Context(), a, secret)
	if err != nil || len(books) != 1 {
		t.Fatal(books, err)
	}
	if kept, err := c.AddAccount(t.Context(), a, ""); kept != nil || err != nil {
		t.Fatal(kept, err)
	}
	booked(t, c, "the account", func() bool { list := c.Accounts(); return len(list) == 1 && !list[0].Synced.IsZero() })
	h.safe.mu.Lock()
	if len(h.safe.secrets) != 1 {
		t.Errorf("the keyring holds %d", len(h.safe.secrets))
	}
	h.safe.mu.Unlock()
	p.mu.Lock()
	if strings.Contains(p.said, secret) || !strings.Contains(p.said, server.URL) {
		t.Errorf("over the socket went %s", p.said)
	}
	p.mu.Unlock()
	if err := c.RemoveAccount(t.Context(), c.Accounts()[0].Account.ID); err != nil {
		t.Fatal(err)
	}
	booked(t, c, "that it is gone", func() bool { return len(c.Accounts()) == 0 })
}

func TestFollow_CallsSomebodyByTheNameAmongTheOwnContacts(t *testing.T) {
	h := newHouse(t)
	h.keepAlone(t, addressbook.Entry{Given: "Bea", Family: "de Boer", Numbers: []addressbook.Number{{Value: "020 123 45 67"}}})
	h.stay(t, quiet)
	h.picture(t)
	if _, err := h.office.PBX.Incoming(pbxsim.Party{Number: "0201234567"}, h.office.PBX.Office().Users[0].Extension); err != nil {
		t.Fatal(err)
	}
	m := h.desktop.until(t, "the call", about(h.Words.Say("notice_incoming_call_title", lang.With{"Who": "Bea de Boer"})))[0]
	if !strings.Contains(m.Body, "0201234567") {
		t.Errorf("%+v", m)
	}
}

func TestNamed_LeavesANameThatThePBXKnows(t *testing.T) {
	k := OpenContacts("", nil, newHouse(t).Logger)
	defer k.Close()
	if err := k.store.SetRegion("NL"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Put(t.Context(), addressbook.Entry{Given: "Bea", Numbers: []addressbook.Number{{Value: "0201234567"}}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		call presence.Call
		want string
	}{
		{presence.Call{Number: "0201234567"}, "Bea"},
		{presence.Call{Number: "0201234567", Normalized: "+31201234567", Name: "020-1234567"}, "Bea"},
		{presence.Call{Number: "0201234567", Name: "Reception"}, "Reception"},
		{presence.Call{Number: "0201234567", PartyUUID: "u"}, ""},
		{presence.Call{Number: "0201234568"}, ""},
		{presence.Call{}, ""},
	} {
		if got := named(&c.call, k.Book()); got.Name != c.want {
			t.Errorf("%+v is called %q", c.call, got.Name)
		}
	}
}

func TestKeeper_GoesOnWithoutAFileThatSomebodyElseHas(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for the other to let go")
	}
	h := newHouse(t)
	other, _, err := addressbook.Open(filepath.Join(h.Folder, contactsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	k := OpenContacts(h.Folder, nil, h.Logger)
	defer k.Close()
	_, put := k.Put(t.Context(), addressbook.Entry{Given: "Ann"})
	_, preview := k.Preview(t.Context(), vcf(t, "Bea"))
	for _, err := range []error{put, preview, k.Failed()} {
		if e, ok := errors.AsType[*addressbook.Error](err); !ok || e.Code != addressbook.CodeInUse {
			t.Error(err)
		}
	}
}
