package account

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestStore_KeepsTheAccount(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "config", "ringside")
	store := NewStore(folder)
	if _, kept, err := store.Load(); kept || err != nil {
		t.Fatalf("before anything was saved: %v, %v", kept, err)
	}
	other := Account{Address: "http://192.0.2.7", UserName: "bart", APIKey: true, PlainHTTP: true, Pin: strings.Repeat("0f", 32), Region: "BE"}
	for _, want := range []Account{anna, other} {
		if err := store.Save(want); err != nil {
			t.Fatal(err)
		}
		if got, kept, err := NewStore(folder).Load(); !kept || err != nil || got != want {
			t.Errorf("got %+v, %v, %v", got, kept, err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 || entries[0].Name() != "accounts.json" {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	if err := store.Forget(anna.ID()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := store.Forget(other.ID()); err != nil {
			t.Fatal(err)
		}
		if _, kept, err := store.Load(); kept || err != nil {
			t.Errorf("after it was forgotten: %v, %v", kept, err)
		}
	}
}

func TestStore_IsForItsOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the folder decides")
	}
	folder := filepath.Join(t.TempDir(), "ringside")
	if err := NewStore(folder).Save(anna); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{folder: 0o700, filepath.Join(folder, "accounts.json"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestStore_ADamagedFileIsNamedAndLeftAsItIs(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "accounts.json")
	for _, text := range []string{"", "{", `{"address":"pbx.example.org","user_name":"anna"} x`, `[]`, `{"address":7}`, `{}`, `{"address":"pbx.example.org"}`, "\x00\x00"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, kept, err := NewStore(folder).Load()
		if kept || err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: %v, %v", text, kept, err)
		}
		if now, _ := os.ReadFile(path); string(now) != text {
			t.Errorf("%q became %q", text, now)
		}
	}
}

func TestStore_WhoSignsInAgainHasADamagedFileSetAside(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "accounts.json")
	const before = `{"accounts":{"of":"a later Ringside"}}`
	if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := NewStore(folder).Save(anna); err != nil {
		t.Fatal(err)
	}
	if got, _, err := NewStore(folder).Load(); got != anna || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	aside, err := filepath.Glob(path + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatalf("set aside are %v, %v", aside, err)
	}
	if text, err := os.ReadFile(aside[0]); string(text) != before || err != nil {
		t.Errorf("it became %q, %v", text, err)
	}
}

func TestStore_WritesOverNoFileThatItCannotRead(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "accounts.json")
	if err := os.Symlink("accounts.json", path); err != nil { // which no one can follow, not even root
		t.Skip(err)
	}
	if err := NewStore(folder).Save(anna); err == nil {
		t.Error("it was saved")
	}
	if to, err := os.Readlink(path); to != "accounts.json" || err != nil {
		t.Errorf("it became something else: %v", err)
	}
}

func TestStore_KeepsNothingThatIsNotValid(t *testing.T) {
	folder := t.TempDir()
	store := NewStore(folder)
	if err := store.Save(anna); err != nil {
		t.Fatal(err)
	}
	if err := store.Save(Account{Address: "pbx.example.org"}); err == nil {
		t.Error("it was saved")
	}
	if got, kept, err := store.Load(); got != anna || !kept || err != nil {
		t.Errorf("got %+v, %v, %v", got, kept, err)
	}
}

func TestStore_SaysWhereItCannotWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := NewStore(file).Save(anna)
	if _, ok := errors.AsType[*fs.PathError](err); !ok {
		t.Errorf("got %v", err)
	}
}

func TestDefaultFolder_IsInTheUsersOwn(t *testing.T) {
	config, err := os.UserConfigDir()
	if err != nil {
		t.Skip(err)
	}
	if got, err := DefaultFolder(); err != nil || got != filepath.Join(config, "ringside") {
		t.Errorf("%s, %v", got, err)
	}
}
