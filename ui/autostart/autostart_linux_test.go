//go:build linux && !mobile && !android

package autostart

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSet_WritesWhatDesktopsStartAndTakesItAway(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", folder)
	is := func(want bool) {
		t.Helper()
		if on, err := Enabled(); on != want || err != nil {
			t.Errorf("%v, %v; want %v", on, err, want)
		}
	}
	is(false)
	for range 2 {
		if err := Set("/opt/my phone/ringside", true); err != nil {
			t.Fatal(err)
		}
		is(true)
	}
	path := filepath.Join(folder, "autostart", "ringside.desktop")
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "\nExec=\"/opt/my phone/ringside\" --hidden\n") {
		t.Errorf("%v: %s", err, data)
	}
	for _, off := range []string{ // as the settings of desktops do it
		string(data) + "Hidden=true\n", string(data) + " Hidden = true",
		strings.Replace(string(data), "enabled=true", "enabled=false", 1),
	} {
		if err := os.WriteFile(path, []byte(off), 0o600); err != nil {
			t.Fatal(err)
		}
		is(false)
		if err := Set("/opt/my phone/ringside", true); err != nil {
			t.Fatal(err)
		}
		is(true)
	}
	for _, on := range []string{string(data) + "Hidden=false\n", string(data) + "[Desktop Action x]\nHidden=true\n", string(data) + "#Hidden=true\n"} {
		if err := os.WriteFile(path, []byte(on), 0o600); err != nil {
			t.Fatal(err)
		}
		is(true)
	}
	for range 2 {
		if err := Set("/opt/my phone/ringside", false); err != nil {
			t.Fatal(err)
		}
		is(false)
	}
}

func TestQuoted_EscapesWhatMeansSomethingInADesktopEntry(t *testing.T) {
	for path, want := range map[string]string{
		`/usr/bin/ringside`: `/usr/bin/ringside`, `/a b/c`: `"/a b/c"`, `/100%/x`: `"/100%%/x"`, `/a"b`: `"/a\\"b"`, `/a$b`: `"/a\\$b"`, `/a\b`: `"/a\\\\b"`,
	} {
		if got := Quoted(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
