package resident

import (
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

// child is a window's process. Its standard input and output are a channel that nobody else can read, for the one thing
// that must not go over the socket: what a person types to sign in.
type child struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   io.ReadCloser
	tail  *tail
	ended chan struct{}
	err   error         // how the process ended, once it has
	free  chan struct{} // closed when it may live on without us
	came  bool          // it has been there; windows.mu guards this and what follows
	again bool          // it is in place of one that crashed when it was wanted
}

func newChild(cmd *exec.Cmd) (*child, error) {
	c := &child{cmd: cmd, tail: &tail{onward: os.Stderr}, ended: make(chan struct{}), free: make(chan struct{})}
	c.cmd.Stderr = c.tail
	c.cmd.WaitDelay = time.Second // what the window started may have its standard error, and outlive it
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	// A pipe of our own: that of StdoutPipe is closed by Wait, whatever is still in it.
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.out, c.cmd.Stdout = read, write
	err = c.cmd.Start()
	_ = write.Close()
	if err != nil {
		_ = read.Close()
		return nil, err
	}
	go func() {
		defer close(c.ended)
		c.err = c.cmd.Wait()
	}()
	return c, nil
}

func (c *child) kill() { _ = c.cmd.Process.Kill() }

// release hangs up: the process is not answered any more.
func (c *child) release() { _ = c.in.Close(); _ = c.out.Close() }

// said is the end of what the process wrote to standard error.
func (c *child) said() string { return c.tail.String() }

// reason is why it ended, as far as what it said tells: a crash begins with that and writes pages, and the toolkit ends
// with the cause.
func (c *child) reason() string {
	lines := strings.Split(strings.TrimSpace(c.said()), "\n")
	for _, line := range lines {
		for _, sign := range []string{"panic: ", "fatal error: "} {
			if after, found := strings.CutPrefix(line, sign); found && strings.TrimSpace(after) != "" {
				return strings.TrimSpace(after)
			}
		}
	}
	for _, sign := range []string{"Cause: ", "rror: "} {
		for _, line := range slices.Backward(lines) {
			if _, after, found := strings.Cut(line, sign); found && strings.TrimSpace(after) != "" {
				return strings.TrimSpace(after)
			}
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}

// tail keeps the end of what is written to it, and passes everything on where that can be done: a program that Windows started from a
// menu has nowhere to print to, which is no failure of whoever writes.
type tail struct {
	onward io.Writer // nil for nobody

	mu   sync.Mutex
	text []byte
}

// tailSize bounds a tail, in bytes.
const tailSize = 8 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.keep(b)
	if t.onward != nil {
		_, _ = t.onward.Write(b)
	}
	return len(b), nil
}

func (t *tail) keep(b []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	if over := len(t.text) - tailSize; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
	}
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
