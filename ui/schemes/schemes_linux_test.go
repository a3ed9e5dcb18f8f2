//go:build linux && !mobile && !android

package schemes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSet_OpensLinksWithRingsideAndLeavesEverythingElseAsItWas(t *testing.T) {
	config, data := t.TempDir(), t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	t.Setenv("XDG_DATA_HOME", data)
	t.Setenv("XDG_DATA_DIRS", t.TempDir())
	list := filepath.Join(config, "mimeapps.list")
	before := "[Added Associations]\nx-scheme-handler/tel=ringside.desktop;\n\n[Default Applications]\ntext/html=browser.desktop\nx-scheme-handler/sip=softphone.desktop;other.desktop;\n"
	if err := os.WriteFile(list, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
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
	after, err := os.ReadFile(list)
	if err != nil || !strings.Contains(string(after), "text/html=browser.desktop\n") || strings.Count(string(after), "x-scheme-handler/sip=ringside.desktop;softphone.desktop;other.desktop\n") != 1 {
		t.Errorf("%v:\n%s", err, after)
	}
	if entry, err := os.ReadFile(filepath.Join(data, "applications", entry)); err != nil || !strings.Contains(string(entry), "\nExec=\"/opt/my phone/ringside\" -- %u\n") {
		t.Errorf("%v:\n%s", err, entry)
	}
	if err := Set("/opt/my phone/ringside", false); err != nil {
		t.Fatal(err)
	}
	is(false)
	after, _ = os.ReadFile(list)
	want := "[Added Associations]\nx-scheme-handler/tel=ringside.desktop;\n\n[Default Applications]\ntext/html=browser.desktop\nx-scheme-handler/sip=softphone.desktop;other.desktop\n"
	if string(after) != want {
		t.Errorf("it leaves behind:\n%s", after)
	}
}

func TestSet_LeavesAListThatItCannotReadWholeAsItIs(t *testing.T) {
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	list := filepath.Join(config, "mimeapps.list")
	before := "[Default Applications]\ntext/html=" + strings.Repeat("browser.desktop;", 8<<10) + "\nimage/png=viewer.desktop\n"
	if err := os.WriteFile(list, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Set("/usr/bin/ringside", true); err == nil {
		t.Error("a line that is too long is no error")
	}
	if after, err := os.ReadFile(list); string(after) != before || err != nil {
		t.Errorf("it is %d bytes now, of %d; %v", len(after), len(before), err)
	}
}

func TestSet_WritesNoEntryWhereAPackageHasOne(t *testing.T) {
	data, system := t.TempDir(), t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", data)
	t.Setenv("XDG_DATA_DIRS", system)
	installed := filepath.Join(system, "applications", entry)
	if err := os.MkdirAll(filepath.Dir(installed), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(installed, []byte("[Desktop Entry]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Set("/usr/bin/ringside", true); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(data, "applications", entry)); err == nil {
		t.Error("there are two of them")
	}
}
