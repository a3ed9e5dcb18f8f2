//go:build linux

package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStart_NamesThePackageOfAProgramThatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Start(t.Context(), "640x480")
	if err == nil || !strings.Contains(err.Error(), "tesseract-ocr") || !strings.Contains(err.Error(), "xvfb") {
		t.Errorf("said %v", err)
	}
}

func TestClose_LeavesNothingBehindThatRuns(t *testing.T) {
	d, err := Start(t.Context(), "640x480")
	if err != nil {
		t.Fatal(err)
	}
	home := d.Home()
	if running(home) == 0 {
		t.Fatal("nothing of the desktop was found in the first place")
	}
	d.Close()
	if n := running(home); n != 0 {
		t.Errorf("%d programs of the desktop still run", n)
	}
}

// running counts the programs whose home is that of a desktop.
func running(home string) int {
	n := 0
	all, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, path := range all {
		if env, err := os.ReadFile(path); err == nil && strings.Contains(string(env), "HOME="+home+"\x00") {
			n++
		}
	}
	return n
}
