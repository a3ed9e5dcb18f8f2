package resident

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestStartDetached_LeavesTheSecretBehind(t *testing.T) {
	s := newHouse(t).set(t, quitting)
	t.Setenv(secretVariable, "s3cr3t-word")
	if err := startDetached(os.Args[0]); err != nil {
		t.Fatal(err)
	}
	environment := s.window(t).Environment
	if i := slices.IndexFunc(environment, func(v string) bool { return strings.HasPrefix(v, secretVariable) }); i >= 0 || len(environment) == 0 {
		t.Errorf("it has %d variables, and of the secret the one at %d", len(environment), i)
	}
}
