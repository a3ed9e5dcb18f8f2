package carddav

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"ringside/presence/addressbook"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const userName, secret = "anna", "s3cr3t"

// radicale is a real server with a folder of its own.
type radicale struct{ url string }

// startRadicale starts one on the loopback, until the test ends.
func startRadicale(t *testing.T) *radicale {
	t.Helper()
	program, err := exec.LookPath("radicale")
	if err != nil {
		t.Skip("Debian's package radicale is not installed: nothing is held against a real CardDAV server")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	folder := t.TempDir()
	users, config := filepath.Join(folder, "users"), filepath.Join(folder, "config")
	text := fmt.Sprintf("[server]\nhosts = %s\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = %s\n", address, users, folder)
	for path, text := range map[string]string{users: userName + ":" + secret + "\n", config: text} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "--config", config)
	cmd.Env = append(os.Environ(), "PYTHONUNBUFFERED=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	r := &radicale{"http://" + address}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close()
			return r
		}
		if time.Now().After(end) {
			t.Fatal("radicale does not come up:", err)
		}
	}
}

// do asks the server for something, as another program does.
func (r *radicale) do(t *testing.T, method, path, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, r.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(userName, secret)
	request.Close = true
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		t.Fatalf("%s %s: %s", method, path, answer.Status)
	}
}

func (r *radicale) makeBook(t *testing.T, name string) {
	r.do(t, "MKCOL", "/anna/"+name+"/", `<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><C:addressbook/></resourcetype><displayname>`+name+`</displayname></prop></set></mkcol>`)
}

func (r *radicale) put(t *testing.T, path, name, number string) {
	r.do(t, http.MethodPut, path, "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:"+path+"\r\nFN:"+name+"\r\nN:;"+name+";;;\r\nTEL;TYPE=CELL:"+number+"\r\nEND:VCARD\r\n")
}

func (r *radicale) account() Account {
	return Account{Address: r.url, UserName: userName, PlainHTTP: true}
}

// newSyncer is one with a store in memory, and no keyring.
func newSyncer(t *testing.T, folder string) *Syncer {
	t.Helper()
	store, _, err := addressbook.Open("")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.SetRegion("NL"); err != nil {
		t.Fatal(err)
	}
	s, err := NewSyncer(Options{Store: store, Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// added is the ID of an account that has been added.
func added(t *testing.T, s *Syncer, a Account) string {
	t.Helper()
	s.Hold(a, secret)
	if _, err := s.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	list := s.Accounts()
	return list[len(list)-1].Account.ID
}

// names are who is in the book, in its order.
func names(s *Syncer) []string {
	var list []string
	for e := range s.Store.Book().All() {
		list = append(list, e.Name())
	}
	return list
}

func (s *Syncer) must(t *testing.T, want ...string) {
	t.Helper()
	if err := s.Sync(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, names(s)); diff != "" {
		t.Error(diff)
	}
}

func TestRadicale_IsCopiedAndFollowed(t *testing.T) {
	r := startRadicale(t)
	r.makeBook(t, "people")
	r.makeBook(t, "firms")
	r.put(t, "/anna/people/1.vcf", "Bea", "06 12345678")
	r.put(t, "/anna/people/2%40x.vcf", "Carl", "020 1234567")
	r.put(t, "/anna/firms/1.vcf", "Zeta", "0800 1")
	s := newSyncer(t, t.TempDir())
	id := added(t, s, r.account())
	s.must(t, "Bea", "Carl", "Zeta")
	if e := s.Store.Book().ByNumber("+31612345678"); e == nil || e.Name() != "Bea" {
		t.Errorf("the number is %+v's", e)
	}
	version := s.Store.Book().Version()
	s.must(t, "Bea", "Carl", "Zeta")
	if v := s.Store.Book().Version(); v != version {
		t.Error("copying what has not changed made another version of the book")
	}
	bea := s.Store.Book().ByNumber("+31612345678").ID
	r.put(t, "/anna/people/1.vcf", "Beatrix", "06 12345678")
	r.put(t, "/anna/people/3.vcf", "Dora", "1")
	r.do(t, http.MethodDelete, "/anna/people/2%40x.vcf", "")
	s.must(t, "Beatrix", "Dora", "Zeta")
	if e := s.Store.Book().Find(bea); e == nil || e.Name() != "Beatrix" {
		t.Error("a changed card has become another entry")
	}
	st := s.Accounts()[0]
	if st.Syncing || st.Problem != nil || st.Synced.IsZero() || len(st.Available) != 2 {
		t.Errorf("%+v", st)
	}
	// Another choice of address books.
	a := st.Account
	for _, b := range st.Available {
		if b.Name == "firms" {
			a.Books = []string{b.URL}
		}
	}
	if _, err := s.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	s.must(t, "Zeta")
	if err := s.Remove(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	s.must(t)
	if len(s.Store.Book().Sources()) != 0 {
		t.Error("an address book is left of an account that is not")
	}
}

func TestRadicale_IsFoundFromWhereverSomebodyPoints(t *testing.T) {
	r := startRadicale(t)
	r.makeBook(t, "people")
	for _, path := range []string{"", "/", "/anna/", "/anna/people/", "/anna/people", "/.well-known/carddav"} {
		a := r.account()
		a.Address += path
		books, err := Discover(t.Context(), a, secret)
		if err != nil || len(books) != 1 || books[0].Name != "people" {
			t.Errorf("from %q: %+v %v", path, books, err)
		}
	}
	_, err := Discover(t.Context(), r.account(), "wrong")
	if e, ok := err.(*addressbook.Error); !ok || e.Code != addressbook.CodeLogin || e.Status != 401 {
		t.Error(err)
	}
}
