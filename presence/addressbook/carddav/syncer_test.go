package carddav

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/addressbook"
)

// ring is a keyring in memory.
type ring struct {
	mu   sync.Mutex
	kept map[string]string
}

func (r *ring) Get(_, user string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if secret, ok := r.kept[user]; ok {
		return secret, nil
	}
	return "", account.ErrNoSecret
}

func (r *ring) Set(_, user, secret string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept[user] = secret
	return nil
}

func (r *ring) Delete(_, user string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.kept, user)
	return nil
}

func TestSyncer_KeepsTheSecretInTheKeyringAndNowhereElse(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.put("/dav/home/b/0.vcf", "e0", "FN:Ann", "TEL:1")
	folder, keyring := t.TempDir(), &ring{kept: map[string]string{}}
	store, _, err := addressbook.Open(filepath.Join(folder, "contacts.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	options := Options{Store: store, Folder: folder, Secrets: account.NewSecrets(keyring, time.Second)}
	first, err := NewSyncer(options)
	if err != nil {
		t.Fatal(err)
	}
	id := added(t, first, o.account())
	first.must(t, "Ann")
	_ = filepath.WalkDir(folder, func(path string, d os.DirEntry, _ error) error {
		if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), secret) {
			t.Errorf("the secret is in %s", path)
		}
		return nil
	})

	// After a start it goes on, with the secret from the keyring.
	second, err := NewSyncer(options)
	if err != nil || len(second.Accounts()) != 1 || second.Accounts()[0].Synced.IsZero() {
		t.Fatalf("%+v %v", second.Accounts(), err)
	}
	second.must(t, "Ann")
	if err := second.Remove(t.Context(), id); err != nil || len(keyring.kept) != 0 {
		t.Errorf("%v, the keyring holds %d", err, len(keyring.kept))
	}
	if third, err := NewSyncer(options); err != nil || len(third.Accounts()) != 0 || store.Book().Len() != 0 {
		t.Error("an account came back")
	}
}

func TestSyncer_TellsWhatIsWrongAndKeepsTheCopies(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.put("/dav/home/b/0.vcf", "e0", "FN:Ann", "TEL:1")
	s := newSyncer(t, "")
	added(t, s, o.account())
	s.must(t, "Ann")
	o.change(func() {
		o.instead = func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(401); return true }
	})
	if err := s.Sync(t.Context(), ""); !isCode(err, addressbook.CodeLogin) {
		t.Error(err)
	}
	if st := s.Accounts()[0]; st.Problem == nil || st.Problem.Code != addressbook.CodeLogin || len(names(s)) != 1 {
		t.Errorf("%+v, with %q", st, names(s))
	}
	o.change(func() { o.instead = nil })
	s.must(t, "Ann")
	if st := s.Accounts()[0]; st.Problem != nil {
		t.Errorf("%+v", st)
	}
	if _, err := s.Add(t.Context(), o.account()); !isCode(err, addressbook.CodeAccount) {
		t.Error("the same account was added twice:", err)
	}
	if err := s.Sync(t.Context(), "none"); !isCode(err, addressbook.CodeNoAccount) {
		t.Error(err)
	}
	if _, err := s.Discover(t.Context(), Account{Address: "https://x.example", UserName: "b"}); !isCode(err, addressbook.CodeSecret) {
		t.Error(err)
	}
}

func TestSyncer_CopiesWhatIsAddedAndTellsOfIt(t *testing.T) {
	o := newOdd(t, httptest.NewServer)
	o.put("/dav/home/b/0.vcf", "e0", "FN:Ann", "TEL:1")
	s := newSyncer(t, "")
	changes, stop := s.Subscribe()
	defer stop()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); s.Run(ctx) }()
	added(t, s, o.account())
	for deadline := time.After(10 * time.Second); ; {
		if st := s.Accounts()[0]; !st.Syncing && !st.Synced.IsZero() {
			if st.Done != 1 || st.Total != 1 || len(names(s)) != 1 {
				t.Errorf("%+v with %q", st, names(s))
			}
			break
		}
		select {
		case <-changes:
		case <-deadline:
			t.Fatalf("%+v", s.Accounts())
		}
	}
	cancel()
	<-ended
}
