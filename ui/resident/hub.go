package resident

import (
	"errors"
	"net"
	"sync"
	"time"

	"ringside/presence/share"
)

// hub gives everybody who connects to the server of the moment: there is one for each who is signed in, and the current one's is
// that. It owns none of them.
type hub struct {
	listener net.Listener

	mu     sync.Mutex
	server *share.Server // nil before the first
}

// serve takes connections until close is called.
func (h *hub) serve() {
	for {
		conn, err := h.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // such as too many open files, which passes
			time.Sleep(acceptPause)
			continue
		}
		h.mu.Lock()
		if h.server == nil {
			_ = conn.Close()
		} else {
			h.server.Serve(conn)
		}
		h.mu.Unlock()
	}
}

// acceptPause is how long nobody can connect after the system refused a connection.
const acceptPause = 100 * time.Millisecond

// swap puts another server in place. Those who are connected come back to it, and see who is signed in then; who has chosen an
// account stays there.
func (h *hub) swap(next *share.Server) {
	h.mu.Lock()
	old := h.server
	h.server = next
	h.mu.Unlock()
	if old != nil {
		old.SendAway()
	}
}

// close ends all connections; nothing runs any more when it returns but serve, which is about to.
func (h *hub) close() {
	_ = h.listener.Close()
	h.mu.Lock()
	last := h.server
	h.server = nil
	h.mu.Unlock()
	if last != nil {
		last.Close()
	}
}
