package presence

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"time"

	"ringside/pbxclient/pipenet"
)

// weather is the network between an engine and a PBX, with all that can go wrong on it.
type weather struct {
	listener     *pipenet.Listener
	certificates [2]tls.Certificate // the one that is pinned, and another

	mu      sync.Mutex
	dialled error // what dialling fails with, nil if it works
	calm    chan struct{}
	lines   map[*line]bool
	fault   *fault        // what happens to answers
	swapped bool          // shows the other certificate
	cleared chan struct{} // closed when the weather clears up
	served  int           // event requests that were answered as they should be
	asked   int           // requests
}

func newWeather() *weather {
	w := &weather{listener: pipenet.Listen(), lines: map[*line]bool{}, calm: make(chan struct{}), cleared: make(chan struct{})}
	close(w.calm)
	return w
}

// dial opens a line, if the weather allows.
func (w *weather) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	w.mu.Lock()
	calm, refused := w.calm, w.dialled
	w.mu.Unlock()
	select {
	case <-calm:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if refused != nil {
		return nil, refused
	}
	conn, err := w.listener.Dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	l := &line{Conn: conn, weather: w, closed: make(chan struct{}), out: make(chan []byte, 1000)}
	go l.send()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines[l] = true
	return l, nil
}

var (
	errRefused  = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errNameGone = &net.DNSError{Err: "no such host", Name: "pbx.example.org", IsNotFound: true}
)

// refuse makes new connections fail with err; nil lets them through.
func (w *weather) refuse(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dialled = err
}

// cut resets every connection.
func (w *weather) cut() {
	w.mu.Lock()
	lines := w.lines
	w.lines = map[*line]bool{}
	w.mu.Unlock()
	for l := range lines {
		_ = l.Close()
	}
}

// hush lets nothing through and says nothing about it, as a dead router does.
func (w *weather) hush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case <-w.calm:
		w.calm = make(chan struct{})
	default:
	}
}

// clear ends everything that is wrong.
func (w *weather) clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dialled, w.fault, w.swapped = nil, nil, false
	close(w.cleared)
	w.cleared = make(chan struct{})
	select {
	case <-w.calm:
	default:
		close(w.calm)
	}
}

// fair reports whether nothing is wrong now.
func (w *weather) fair() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case <-w.calm:
		return w.dialled == nil && !w.swapped && (w.fault == nil || w.fault.harmless)
	default:
		return false
	}
}

// swap shows another certificate from the next connection on.
func (w *weather) swap() {
	w.mu.Lock()
	w.swapped = true
	w.mu.Unlock()
	w.cut()
}

func (w *weather) blow(f *fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault = f
}

// counts are how many requests came, and how many for events were answered as they should be.
func (w *weather) counts() (asked, served int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked, w.served
}

// line is a connection in the weather: while it is hushed nothing passes. What is written is on its way at once, as it
// is with a socket.
type line struct {
	net.Conn
	weather *weather
	once    sync.Once
	closed  chan struct{}
	out     chan []byte
}

func (l *line) wait() error {
	l.weather.mu.Lock()
	calm := l.weather.calm
	l.weather.mu.Unlock()
	select {
	case <-calm:
		return nil
	case <-l.closed:
		return net.ErrClosed
	}
}

func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if wait := l.wait(); wait != nil {
		return 0, wait
	}
	return n, err
}

func (l *line) Write(p []byte) (int, error) {
	select {
	case l.out <- bytes.Clone(p):
		return len(p), nil
	case <-l.closed:
		return 0, net.ErrClosed
	}
}

// send carries what was written.
func (l *line) send() {
	for {
		select {
		case p := <-l.out:
			if l.wait() != nil {
				return
			}
			if _, err := l.Conn.Write(p); err != nil {
				return
			}
		case <-l.closed:
			return
		}
	}
}

func (l *line) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Conn.Close()
}

// fault is one thing that happens to answers.
type fault struct {
	name     string
	part     string // of the API; "" is all of it
	harmless bool   // a way in which a healthy server answers
	refuses  bool   // answers with a status the login is told by: 401 or 403
	answer   func(exchange)
}

// exchange is a request that something happens to.
type exchange struct {
	http.ResponseWriter
	r       *http.Request
	real    func() *httptest.ResponseRecorder // what the PBX says
	cleared <-chan struct{}                   // closed when the weather clears up
}

// serve puts the weather in front of a PBX.
func (w *weather) serve(pbx http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		f, cleared := w.fault, w.cleared
		w.asked++
		w.mu.Unlock()
		r.URL.Path = strings.TrimPrefix(r.URL.Path, "/moved")
		ask := func() *httptest.ResponseRecorder {
			answer := httptest.NewRecorder()
			pbx.ServeHTTP(answer, r)
			return answer
		}
		if f == nil || r.Method != http.MethodGet || f.part != "" && !strings.HasSuffix(r.URL.Path, "/"+f.part) {
			write(out, ask(), nil)
			f = nil
		} else {
			f.answer(exchange{out, r, ask, cleared})
		}
		if strings.HasSuffix(r.URL.Path, "/events") && (f == nil || f.harmless) {
			w.mu.Lock()
			w.served++
			w.mu.Unlock()
		}
	})
}

// write sends an answer on, with its body changed if change is not nil.
func write(out http.ResponseWriter, answer *httptest.ResponseRecorder, change func([]byte) []byte) {
	body := answer.Body.Bytes()
	if change != nil {
		body = change(body)
	}
	for name, values := range answer.Header() {
		if name != "Content-Length" {
			out.Header()[name] = values
		}
	}
	out.WriteHeader(answer.Code)
	_, _ = out.Write(body) // whoever asked may have gone
}

// piecewise sends a body in pieces, with pauses.
func piecewise(size int, pause time.Duration) func(exchange) {
	return func(x exchange) {
		answer := x.real()
		x.Header().Set("Content-Type", "application/json")
		x.WriteHeader(answer.Code)
		piece := size
		for body := answer.Body.Bytes(); len(body) > 0; {
			n := min(piece, len(body))
			_, _ = x.Write(body[:n])
			_ = http.NewResponseController(x.ResponseWriter).Flush()
			body = body[n:]
			select {
			case <-time.After(pause):
			case <-x.cleared:
				piece = len(body)
			case <-x.r.Context().Done():
				panic(http.ErrAbortHandler)
			}
		}
	}
}

// zipped compresses a body where the client takes that.
func zipped(x exchange) {
	answer := x.real()
	if !strings.Contains(x.r.Header.Get("Accept-Encoding"), "gzip") {
		write(x, answer, nil)
		return
	}
	x.Header().Set("Content-Encoding", "gzip")
	write(x, answer, func(body []byte) []byte {
		var small bytes.Buffer
		pack := gzip.NewWriter(&small)
		_, _ = pack.Write(body)
		_ = pack.Close()
		return small.Bytes()
	})
}

// certificate makes one that nobody signed, and its fingerprint.
func certificate() (tls.Certificate, string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, "", err
	}
	now := time.Now()
	template := &x509.Certificate{SerialNumber: big.NewInt(now.UnixNano()), NotBefore: now.AddDate(-30, 0, 0), NotAfter: now.AddDate(30, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	sum := sha256.Sum256(der)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, hex.EncodeToString(sum[:]), err
}

// shown is the certificate of a new connection.
func (w *weather) shown(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.swapped {
		return &w.certificates[1], nil
	}
	return &w.certificates[0], nil
}
