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

	"ringside/pbxclient/account"
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

func TestInheritedOthers_AreNothingWhereNothingWasLeft(t *testing.T) {
	for _, value := range []string{"", "x", "-1", "999999"} {
		t.Setenv(othersPipe, value)
		if got := InheritedOthers(); got != nil {
			t.Errorf("%q: %d accounts", value, len(got))
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
	want := "args --hidden --user anna\nsecret \"s3cr3t\"\nothers [{otto 0th3r} {carl }]\nvariables []\n"
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
		next := Successor{Args: []string{"--hidden", "--user", "anna"}, Secret: "s3cr3t", Others: []Known{
			{account.Account{UserName: "otto"}, "0th3r"}, {Account: account.Account{UserName: "carl"}},
		}}
		fmt.Fprintln(os.Stderr, Succeed(self, next))
		return 1
	}
	others[successor] = func() int {
		fmt.Println("args", strings.Join(os.Args[1:], " "))
		fmt.Printf("secret %q\n", Inherited())
		var others []string
		for _, k := range InheritedOthers() {
			others = append(others, "{"+k.Account.UserName+" "+k.Secret+"}")
		}
		fmt.Println("others", others)
		fmt.Println("variables", leaks())
		return 0
	}
}

// leaks are the variables of an environment that tell a secret, or where one is.
func leaks() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool {
		return !strings.HasPrefix(v, secretVariable) && !strings.HasPrefix(v, othersPipe)
	})
}
