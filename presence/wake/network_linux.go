//go:build !android

package wake

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// watchNetwork hears from the kernel, over a route socket, of links, addresses and routes.
func watchNetwork(ctx context.Context, tell func(Reason)) error {
	socket, err := openRouteSocket()
	if err != nil {
		return err
	}
	defer socket.Close()
	defer context.AfterFunc(ctx, func() { socket.Close() })()
	known := newReach()
	buffer := make([]byte, 64<<10)
	for {
		n, err := socket.Read(buffer)
		switch {
		case errors.Is(err, unix.ENOBUFS): // more happened than fits, which may have been anything
			tell(Network)
			continue
		case err != nil:
			return fmt.Errorf("read from the kernel: %w", err)
		}
		messages, err := syscall.ParseNetlinkMessage(buffer[:n])
		if err != nil {
			continue // whatever it is, the next one may be understood
		}
		better := false
		for _, m := range messages {
			better = known.grows(m) || better
		}
		if better {
			tell(Network)
		}
	}
}

// openRouteSocket subscribes to what the kernel tells everybody; it takes no permission.
func openRouteSocket() (*os.File, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_ROUTE)
	if err != nil {
		return nil, fmt.Errorf("open a route socket: %w", err)
	}
	socket := os.NewFile(uintptr(fd), "route socket")
	err = unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: unix.RTMGRP_LINK |
		unix.RTMGRP_IPV4_IFADDR | unix.RTMGRP_IPV6_IFADDR | unix.RTMGRP_IPV4_ROUTE | unix.RTMGRP_IPV6_ROUTE})
	if err != nil {
		socket.Close()
		return nil, fmt.Errorf("listen to the kernel: %w", err)
	}
	return socket, nil
}

// reach is what is known to be there. The kernel repeats itself (wireless networks are scanned, addresses get a new
// lease of life), and what was there before makes nothing reachable.
type reach struct {
	links     map[uint32]uint32 // by index: those of the flags in carries that are set
	addresses map[string]bool
}

// carries are the flags of a link that carries something. A wireless one is connected first and let in later; and the
// kernel may hold back for a second that a link is running, when others change as well.
const carries = unix.IFF_LOWER_UP | unix.IFF_RUNNING

func newReach() *reach {
	r := &reach{links: map[uint32]uint32{}, addresses: map[string]bool{}}
	links, _ := net.Interfaces() // without them, the first word on each link counts as news
	for _, link := range links {
		if link.Flags&net.FlagRunning != 0 {
			r.links[uint32(link.Index)] = carries
		}
	}
	return r
}

// grows takes a message and reports whether more may be reachable after it than before.
func (r *reach) grows(m syscall.NetlinkMessage) bool {
	switch m.Header.Type {
	case unix.RTM_NEWLINK, unix.RTM_DELLINK:
		return r.link(m)
	case unix.RTM_NEWADDR, unix.RTM_DELADDR:
		return r.address(m)
	case unix.RTM_NEWROUTE:
		return len(m.Data) >= unix.SizeofRtMsg && isDefaultRoute(m.Data)
	}
	return false
}

// link reads an ifinfomsg: the index at byte 4, the flags at byte 8.
func (r *reach) link(m syscall.NetlinkMessage) bool {
	if len(m.Data) < unix.SizeofIfInfomsg {
		return false
	}
	index, flags := binary.NativeEndian.Uint32(m.Data[4:]), binary.NativeEndian.Uint32(m.Data[8:])
	if m.Header.Type == unix.RTM_DELLINK || flags&unix.IFF_UP == 0 {
		delete(r.links, index)
		return false
	}
	news := flags & carries &^ r.links[index]
	r.links[index] = flags & carries
	return news != 0 && flags&unix.IFF_LOOPBACK == 0
}

// address reads an ifaddrmsg: the flags at byte 2, the scope at byte 3, the link's index at byte 4.
func (r *reach) address(m syscall.NetlinkMessage) bool {
	attributes, err := syscall.ParseNetlinkRouteAttr(&m)
	if err != nil || len(m.Data) < unix.SizeofIfAddrmsg {
		return false
	}
	if m.Data[3] >= unix.RT_SCOPE_LINK {
		return false // reaches the neighbours at most
	}
	key := string(m.Data[4:8])
	tentative := m.Data[2]&unix.IFA_F_TENTATIVE != 0
	for _, a := range attributes {
		switch {
		case a.Attr.Type == unix.IFA_ADDRESS:
			key += string(a.Value)
		case a.Attr.Type == unix.IFA_FLAGS && len(a.Value) >= 4:
			tentative = binary.NativeEndian.Uint32(a.Value)&unix.IFA_F_TENTATIVE != 0
		}
	}
	if m.Header.Type == unix.RTM_DELADDR || tentative { // it may not be used yet
		delete(r.addresses, key)
		return false
	}
	news := !r.addresses[key]
	r.addresses[key] = true
	return news
}

// isDefaultRoute reads an rtmsg: the length of the destination at byte 1, the table at byte 4, the type at byte 7.
func isDefaultRoute(rtmsg []byte) bool {
	return rtmsg[1] == 0 && rtmsg[4] == unix.RT_TABLE_MAIN && rtmsg[7] == unix.RTN_UNICAST
}
