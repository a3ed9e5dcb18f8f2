//go:build linux

package linktest

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"
)

// inside is set in the environment of a process that has a network of its own.
const inside = "RINGSIDE_LINKTEST_INSIDE"

func TestMain(m *testing.M) {
	flag.Parse()
	// Every test is a process that mostly waits, for as long as networks take to fail: all of them run at once.
	if err := flag.Set("test.parallel", "32"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// alone runs a test in a process that has a network of its own, with nothing in it. A kernel that refuses that to us cannot
// run the test at all, and only then is it skipped.
func alone(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	if os.Getenv(inside) != "" {
		test(t)
		return
	}
	t.Parallel()
	for _, program := range []string{"ip", "tc"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("the test needs networks (apt-get install iproute2): %v", err)
		}
	}
	var refused error
	for _, attributes := range ways() {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v", "-test.timeout=2m")
		cmd.Env = append(os.Environ(), inside+"=1", "NO_PROXY=*", "no_proxy=*")
		cmd.SysProcAttr = attributes
		var said strings.Builder
		cmd.Stdout, cmd.Stderr = &said, &said
		if refused = cmd.Start(); refused != nil {
			continue
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v\n%s", err, said.String())
			return
		}
		if strings.Contains(said.String(), "--- SKIP: ") {
			t.Skip(said.String())
		}
		t.Log("in a network of its own:\n" + said.String())
		return
	}
	if !errors.Is(refused, syscall.EPERM) && !errors.Is(refused, syscall.ENOSPC) {
		t.Fatalf("make a network: %v", refused)
	}
	t.Skipf("NOT TESTED: this kernel lets nobody here make a network namespace (%v). "+
		"Run as root with CAP_SYS_ADMIN, or allow user namespaces, to test with links that are really cut.", refused)
}

// ways are the ways to get a network of one's own: as root directly, and otherwise as the root of a user namespace.
func ways() []*syscall.SysProcAttr {
	root := func(id int) []syscall.SysProcIDMap {
		return []syscall.SysProcIDMap{{ContainerID: 0, HostID: id, Size: 1}}
	}
	unprivileged := &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER | unix.CLONE_NEWNET,
		UidMappings: root(os.Geteuid()), GidMappings: root(os.Getegid()),
	}
	if os.Geteuid() == 0 {
		return []*syscall.SysProcAttr{{Cloneflags: unix.CLONE_NEWNET}, unprivileged}
	}
	return []*syscall.SysProcAttr{unprivileged}
}

// namespace is a network beside the process's own: a thread that lives in it. What is opened there stays there, whoever
// uses it.
type namespace struct {
	thread int
	work   chan func()
}

func newNamespace(t *testing.T) *namespace {
	t.Helper()
	n := &namespace{work: make(chan func())}
	ready, ended := make(chan error), make(chan struct{})
	go func() {
		defer close(ended)
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine, and so does the network
		n.thread = unix.Gettid()
		ready <- unix.Unshare(unix.CLONE_NEWNET)
		for work := range n.work {
			work()
		}
	}()
	if err := <-ready; err != nil {
		t.Fatalf("make a network: %v", err)
	}
	t.Cleanup(func() { close(n.work); <-ended })
	return n
}

// do runs something in the network and waits for it.
func (n *namespace) do(work func()) {
	done := make(chan struct{})
	n.work <- func() { defer close(done); work() }
	<-done
}

// run runs a program in the network.
func (n *namespace) run(command string) error {
	var err error
	n.do(func() { err = run(command) })
	return err
}

// address is what `ip link … netns` takes.
func (n *namespace) address() string { return strconv.Itoa(n.thread) }

// run runs a program in the process's own network.
func run(command string) error {
	words := strings.Fields(command)
	if said, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
		return errors.New(command + ": " + err.Error() + ": " + strings.TrimSpace(string(said)))
	}
	return nil
}
