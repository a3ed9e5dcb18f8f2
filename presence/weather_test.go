package presence

import (
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
