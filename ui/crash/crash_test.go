package crash

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// part is set in the process that is to crash, to the folder that it is watched in.
const part = "RINGSIDE_TEST_CRASH"

func TestMain(m *testing.M) {
	if folder := os.Getenv(part); folder != "" {
		stop, err := Watch(folder, Window, "1.2.3")
		if err != nil {
			panic(err)
		}
		if os.Getenv(part+"_WELL") == "" {
			fall(os.Getenv(part+"_SECRET"), map[string]int(nil))
		}
		stop()
		return
	}
	os.Exit(m.Run())
}

func fall(secret string, nowhere map[string]int) {
	if secret == "none" {
		nowhere["x"] = 1
	}
	panic("the password is " + secret)
}

// crash has a process crash with a secret in its hands.
func crash(t *testing.T, folder, secret string, more ...string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), part+"="+folder, part+"_SECRET="+secret), more...)
	out, _ := cmd.CombinedOutput()
	return string(out)
}

func TestWatch_KeepsTheStackOfACrashAndNothingOfWhatWasInMemory(t *testing.T) {
	folder := t.TempDir()
	if said := crash(t, folder, "s3cr3t"); !strings.Contains(said, "s3cr3t") {
		t.Fatalf("it did not crash with it: %s", said)
	}
	stop, err := Watch(folder, Resident, "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	said, err := Report(folder)
	if err != nil || !strings.HasPrefix(said, "Ringside 1.2.3, window, ") || !strings.Contains(said, "crash.fall(") || !strings.Contains(said, "crash_test.go:") {
		t.Errorf("%v:\n%s", err, said)
	}
	home, _ := os.UserHomeDir()
	for _, secret := range []string{"s3cr3t", "the password", "0x", filepath.Dir(home)} {
		if secret != "/" && strings.Contains(said, secret) {
			t.Errorf("the report has %q:\n%s", secret, said)
		}
	}
	left, _ := filepath.Glob(filepath.Join(folder, "*"))
	for _, path := range left {
		if text, _ := os.ReadFile(path); strings.Contains(string(text), "s3cr3t") {
			t.Errorf("%s has the secret", path)
		}
	}
	if err := Forget(folder); err != nil {
		t.Error(err)
	}
	if said, err := Report(folder); said != "" || err != nil {
		t.Errorf("%q, %v", said, err)
	}
}

func TestWatch_SaysWhatWentWrongWhereThatIsTheRuntimesOwn(t *testing.T) {
	folder := t.TempDir()
	crash(t, folder, "none")
	collect(folder)
	if said, _ := Report(folder); !strings.Contains(said, "assignment to entry in nil map") {
		t.Errorf("%s", said)
	}
}

func TestWatch_LeavesNothingBehindWhenAllIsWell(t *testing.T) {
	folder := t.TempDir()
	crash(t, folder, "s3cr3t", part+"_WELL=yes")
	collect(folder)
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}
