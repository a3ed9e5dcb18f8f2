package pbxclient

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
)

// refusedOnWindows is WSAECONNREFUSED, which package syscall does not name.
const refusedOnWindows = syscall.Errno(10061)

// Reach reports whether the PBX's machine answers at all, be it by refusing. It costs a handshake and no request, and takes
// as long as ctx lets it, 5 s at most. Where a proxy is on the way only a request can tell, and Reach reports true.
func (c *Client) Reach(ctx context.Context) bool {
	transport := c.connections.transport()
	if transport.Proxy != nil {
		if proxy, err := transport.Proxy(&http.Request{URL: c.base}); proxy != nil || err != nil {
			return true
		}
	}
	conn, err := transport.DialContext(ctx, "tcp", net.JoinHostPort(c.base.Hostname(), portOf(c.base)))
	if err != nil {
		return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, refusedOnWindows)
	}
	_ = conn.Close()
	return true
}
