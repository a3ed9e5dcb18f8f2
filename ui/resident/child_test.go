package resident

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// chatting says something that it does not mean as a failure.
const chatting = "chatting"

func init() {
	others[chatting] = func() int {
		fmt.Fprintln(os.Stderr, "the paint dries")
		return 0
	}
}

func TestChild_EndsWellAndIsHeardWhereNothingCanBePrinted(t *testing.T) {
	read, closed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_, _ = read.Close(), closed.Close()
	before := os.Stderr
	os.Stderr = closed
	defer func() { os.Stderr = before }()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), actorPart+"="+chatting)
	c, err := newChild(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer c.release()
	over(t, c.ended, "the process")
	if c.err != nil || c.said() != "the paint dries\n" {
		t.Errorf("it ended with %v and said %q", c.err, c.said())
	}
}
