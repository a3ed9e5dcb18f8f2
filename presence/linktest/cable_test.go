//go:build linux

package linktest

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// cable joins two ports of a namespace, frame by frame, as a switch in the middle of a network does. It can be cut without
// either end seeing it, and can be slow and lossy on kernels that have no netem.
type cable struct {
	ports [2]*os.File
	cut   atomic.Bool
	loss  atomic.Int64 // per mille, each way
	delay atomic.Int64 // nanoseconds, each way
}

type frame struct {
	due  time.Time
	data []byte
}

const (
	// maxFrame has room for the kernel's large ones, which the hardware would cut up, and their header.
	maxFrame = 70 << 10
	// queued is how many frames a slow cable holds.
	queued = 1024
)

// layCable joins the ports of a namespace until the test ends.
func layCable(t *testing.T, n *namespace, portA, portB string) *cable {
	t.Helper()
	c := &cable{}
	var err error
	n.do(func() {
		if c.ports[0], err = openPort(portA); err == nil {
			c.ports[1], err = openPort(portB)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	for i := range c.ports {
		frames := make(chan frame, queued)
		running.Go(func() { c.take(c.ports[i], frames) })
		running.Go(func() { c.give(c.ports[1-i], frames) })
	}
	t.Cleanup(func() {
		for _, p := range c.ports {
			p.Close()
		}
		running.Wait()
	})
	return c
}

// openPort opens a device for whole frames, each with the header that tells which sums are still to be made.
func openPort(device string) (*os.File, error) {
	link, err := net.InterfaceByName(device)
	if err != nil {
		return nil, err
	}
	all := binary.NativeEndian.Uint16([]byte{0, unix.ETH_P_ALL}) // in the order of the network
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("open %s for frames: %w", device, err)
	}
	port := os.NewFile(uintptr(fd), device)
	for _, option := range []int{unix.PACKET_VNET_HDR, unix.PACKET_IGNORE_OUTGOING} {
		if err := unix.SetsockoptInt(fd, unix.SOL_PACKET, option, 1); err != nil {
			return nil, fmt.Errorf("open %s for frames: %w", device, err)
		}
	}
	if err := unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: all, Ifindex: link.Index}); err != nil {
		return nil, fmt.Errorf("open %s for frames: %w", device, err)
	}
	return port, nil
}

// take receives frames at one end until the port is closed.
func (c *cable) take(port *os.File, frames chan<- frame) {
	defer close(frames)
	buffer := make([]byte, maxFrame)
	for {
		n, err := port.Read(buffer)
		if isDown(err) {
			continue
		}
		if err != nil {
			return
		}
		if c.cut.Load() || rand.Int64N(1000) < c.loss.Load() {
			continue
		}
		f := frame{time.Now().Add(time.Duration(c.delay.Load())), append([]byte(nil), buffer[:n]...)}
		select {
		case frames <- f:
		default: // full: lost, as everywhere
		}
	}
}

// give sends frames out at the other end, each when it is due.
func (c *cable) give(port *os.File, frames <-chan frame) {
	for f := range frames {
		if wait := time.Until(f.due); wait > 0 {
			<-time.After(wait)
		}
		_, _ = port.Write(f.data) // a port that is down loses it
	}
}

// isDown reports an error that a port has once when its device goes down.
func isDown(err error) bool {
	if e, ok := err.(*os.PathError); ok {
		return e.Err == unix.ENETDOWN
	}
	return false
}
