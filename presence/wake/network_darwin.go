//go:build !ios

package wake

import (
	"context"
	"fmt"
	"os"

	"golang.org/x/net/route"
	"golang.org/x/sys/unix"
)

// That the computer slept is seen by the engine's own clocks.
func watchers() []watcher { return []watcher{{"route socket", watchNetwork}} }

// watchNetwork hears from the kernel, over a route socket, of links, addresses and routes.
func watchNetwork(ctx context.Context, tell func(Reason)) error {
	fd, err := unix.Socket(unix.AF_ROUTE, unix.SOCK_RAW, unix.AF_UNSPEC)
	if err != nil {
		return fmt.Errorf("open a route socket: %w", err)
	}
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		_ = unix.Close(fd)
		return fmt.Errorf("open a route socket: %w", err)
	}
	socket := os.NewFile(uintptr(fd), "route socket")
	defer socket.Close()
	defer context.AfterFunc(ctx, func() { socket.Close() })()
	running := map[int]bool{}
	buffer := make([]byte, 64<<10)
	for {
		n, err := socket.Read(buffer)
		if err != nil {
			return fmt.Errorf("read from the kernel: %w", err)
		}
		messages, err := route.ParseRIB(route.RIBTypeRoute, buffer[:n])
		if err != nil {
			continue // whatever it is, the next one may be understood
		}
		for _, m := range messages {
			if grows(m, running) {
				tell(Network)
			}
		}
	}
}

// grows reports whether more may be reachable after a message than before. The kernel repeats itself, so that which
// links carry something is remembered.
func grows(m route.Message, running map[int]bool) bool {
	switch m := m.(type) {
	case *route.InterfaceMessage:
		before := running[m.Index]
		running[m.Index] = m.Flags&unix.IFF_UP != 0 && m.Flags&unix.IFF_RUNNING != 0
		return running[m.Index] && !before && m.Flags&unix.IFF_LOOPBACK == 0
	case *route.InterfaceAddrMessage:
		return m.Type == unix.RTM_NEWADDR
	case *route.RouteMessage:
		return m.Type == unix.RTM_ADD && len(m.Addrs) > unix.RTAX_DST && isUnspecified(m.Addrs[unix.RTAX_DST]) &&
			m.Flags&unix.RTF_GATEWAY != 0
	}
	return false
}

// isUnspecified reports whether a destination is everything: a default route's.
func isUnspecified(a route.Addr) bool {
	switch a := a.(type) {
	case *route.Inet4Addr:
		return a.IP == [4]byte{}
	case *route.Inet6Addr:
		return a.IP == [16]byte{}
	}
	return false
}
