package account

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	bart  = Account{Address: "pbx.example.org", UserName: "bart"}
	carla = Account{Address: "other.example.org", UserName: "carla", Region: "BE"}
)

// holds checks what is kept for the next start.
func holds(t *testing.T, folder string, want Kept) {
	t.Helper()
	got, err := NewStore(folder).All()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// keeps is a folder with accounts in it, the last one the current.
func keeps(t *testing.T, accounts ...Account) (string, *Store) {
	t.Helper()
	folder := t.TempDir()
	store := NewStore(folder)
	for _, a := range accounts {
		if err := store.Save(a); err != nil {
			t.Fatal(err)
		}
	}
	return folder, store
}

func TestStore_KeepsSeveralInOrderAndWhichIsCurrent(t *testing.T) {
	folder, store := keeps(t, anna, bart, carla)
	holds(t, folder, Kept{[]Account{anna, bart, carla}, 2})
	pinned := bart
	pinned.Address, pinned.Pin = "https://PBX.example.org/", strings.Repeat("0f", 32)
	if err := store.Save(pinned); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, Kept{[]Account{anna, pinned, carla}, 1})
	if err := store.Choose(anna.ID()); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, Kept{[]Account{anna, pinned, carla}, 0})
	if err := store.Choose("nobody@nowhere"); err != nil {
		t.Error(err)
	}
	holds(t, folder, Kept{[]Account{anna, pinned, carla}, 0})
}

func TestStore_ForgetsOneAndGoesToAnother(t *testing.T) {
	for name, c := range map[string]struct {
		current, forget Account
		left            Kept
	}{
		"one before the current": {carla, anna, Kept{[]Account{bart, carla}, 1}},
		"one after the current":  {anna, carla, Kept{[]Account{anna, bart}, 0}},
		"the current":            {anna, anna, Kept{[]Account{bart, carla}, 0}},
		"the current, the last":  {carla, carla, Kept{[]Account{anna, bart}, 1}},
		"none of them":           {bart, Account{}, Kept{[]Account{anna, bart, carla}, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			folder, store := keeps(t, anna, bart, carla)
			if err := store.Choose(c.current.ID()); err != nil {
				t.Fatal(err)
			}
			if err := store.Forget(c.forget.ID()); err != nil {
				t.Fatal(err)
			}
			holds(t, folder, c.left)
		})
	}
}

func TestStore_CarriesTheOneAccountOfOldOver(t *testing.T) {
	folder := t.TempDir()
	old := `{"address": "pbx.example.org", "user_name": "anna", "region": "NL"}`
	if err := os.WriteFile(filepath.Join(folder, "accounts.json"), []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, Kept{[]Account{anna}, 0})
	if err := NewStore(folder).Save(carla); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, Kept{[]Account{anna, carla}, 1})
}

func TestStore_ADamagedListIsNamedAndLeftAsItIs(t *testing.T) {
	for _, text := range []string{
		`{"accounts":[]}`, `{"accounts":[{"address":"pbx.example.org"}]}`, `{"accounts":{}}`,
		`{"accounts":[{"address":"pbx.example.org","user_name":"anna"},{"address":"PBX.example.org","user_name":"anna"}]}`,
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "accounts.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		store := NewStore(folder)
		_, all := store.All()
		for what, err := range map[string]error{"all": all, "choose": store.Choose(anna.ID()), "forget": store.Forget(anna.ID())} {
			if err == nil || !strings.Contains(err.Error(), path) {
				t.Errorf("%s %s: %v", what, text, err)
			}
		}
		if now, _ := os.ReadFile(path); string(now) != text {
			t.Errorf("%s became %s", text, now)
		}
	}
}

func TestStore_ACurrentOneThatIsNotThereIsTheFirst(t *testing.T) {
	folder := t.TempDir()
	text := `{"accounts":[{"address":"pbx.example.org","user_name":"bart"}],"current":"anna@pbx.example.org"}`
	if err := os.WriteFile(filepath.Join(folder, "accounts.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, Kept{[]Account{bart}, 0})
}

func TestAccount_IDTellsForWhomAKeyActs(t *testing.T) {
	for want, a := range map[string]Account{
		"anna@pbx.example.org":        anna,
		"apiKey@pbx.example.org":      {Address: "pbx.example.org", APIKey: true},
		"apiKey@pbx.example.org anna": {Address: "PBX.example.org", APIKey: true, UserName: "anna"},
		"":                            {Address: "a b", UserName: "anna"},
	} {
		if got := a.ID(); got != want {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
}

func TestAccount_PlaceIsTheHostAndWhatIsUnusual(t *testing.T) {
	for want, a := range map[string]Account{
		"pbx.example.org":          {Address: "HTTPS://pbx.example.org:443/apis/pbx/"},
		"pbx.example.org:8443/sub": {Address: "pbx.example.org:8443/sub"},
		"192.0.2.7":                {Address: "http://192.0.2.7", PlainHTTP: true},
		"a b":                      {Address: "a b"},
	} {
		if got := a.Place(); got != want {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
}
