//go:build unix

package resident

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestInherited_IsHadOnce(t *testing.T) {
	fd, err := inherited("s3cr3t\nword")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(secretPipe, strconv.Itoa(fd))
	if got := Inherited(); got != "s3cr3t\nword" {
		t.Errorf("%q", got)
	}
	if _, there := os.LookupEnv(secretPipe); there {
		t.Error("the variable is still there")
	}
	if got := Inherited(); got != "" {
		t.Errorf("a second time %q", got)
	}
}

func TestInherited_IsNothingWhereNothingWasLeft(t *testing.T) {
	for _, value := range []string{"", "x", "-1", "999999"} {
		t.Setenv(secretPipe, value)
		if got := Inherited(); got != "" {
			t.Errorf("%q: %q", value, got)
		}
	}
}

func TestInherited_FailsWhereTheSecretIsNone(t *testing.T) {
	if _, err := inherited(strings.Repeat("x", 1<<20)); err == nil {
		t.Error("a secret of a megabyte was taken")
	}
}

// The parts of this binary in the test of Succeed.
const (
	predecessor = "predecessor"
	successor   = "successor"
)

func TestSucceed_RunsTheNewFileWithTheSecretOfWhoIsSignedIn(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "--pbx", "of before")
	cmd.Env = append(os.Environ(), actorPart+"="+predecessor)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err, string(out))
	}
	want := "args --hidden --user anna\nsecret \"s3cr3t\"\nvariables []\n"
	if !bytes.Equal(out, []byte(want)) {
		t.Errorf("%s, want %s", out, want)
	}
}

func init() {
	others[predecessor] = func() int {
		if err := errors.Join(os.Setenv(secretVariable, "of before"), os.Setenv(actorPart, successor)); err != nil {
			return 1
		}
		self, _ := os.Executable()
		fmt.Fprintln(os.Stderr, Succeed(self, Successor{Args: []string{"--hidden", "--user", "anna"}, Secret: "s3cr3t"}))
		return 1
	}
	others[successor] = func() int {
		fmt.Println("args", strings.Join(os.Args[1:], " "))
		fmt.Printf("secret %q\n", Inherited())
		fmt.Println("variables", leaks())
		return 0
	}
}

// leaks are the variables of an environment that tell a secret, or where one is.
func leaks() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return !strings.HasPrefix(v, secretVariable) })
}
