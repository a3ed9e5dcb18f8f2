package pbxsim

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// requestsKept is how many requests are remembered, bodyKept how much of a body.
const (
	requestsKept = 10_000
	bodyKept     = 64 << 10
)

// Request is one request the PBX has seen, refused ones and ones a fault has hit included.
type Request struct {
	Time     time.Time
	Method   string
	Path     string // still escaped
	Query    string // as sent, without ?
	Body     string // the first 64 KiB
	UserName string // of the Basic authentication, whether right or not
	Status   int    // 0 while it waits, or when the connection was cut
}

// requestLog has a lock of its own.
type requestLog struct {
	mu   sync.Mutex
	seen []*Request // a ring once it is full
	next int        // where the next one goes then
}

// Requests are the last 10,000 requests, oldest first.
func (p *PBX) Requests() []Request {
	l := p.requests
	l.mu.Lock()
	defer l.mu.Unlock()
	ordered := slices.Concat(l.seen[l.next:], l.seen[:l.next])
	return each(ordered, func(r *Request) Request { return *r })
}

func (l *requestLog) add(r *Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.seen) < requestsKept {
		l.seen = append(l.seen, r)
		return
	}
	l.seen[l.next] = r
	l.next = (l.next + 1) % requestsKept
}

// record remembers every request. It reads the body first, so that the server can notice a client that goes away.
func (l *requestLog) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody+1))
		r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), failing{err}))
		name, _, _ := r.BasicAuth()
		entry := &Request{
			Time: time.Now(), Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.RawQuery,
			Body: string(body[:min(len(body), bodyKept)]), UserName: name,
		}
		l.add(entry)
		next.ServeHTTP(&statusWriter{ResponseWriter: w, log: l, entry: entry}, r)
	})
}

// failing ends a body the way it ended when it was read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}

// statusWriter notes the status of the answer.
type statusWriter struct {
	http.ResponseWriter
	log   *requestLog
	entry *Request
}

func (w *statusWriter) WriteHeader(status int) {
	w.log.mu.Lock()
	w.entry.Status = status
	w.log.mu.Unlock()
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the server's own writer.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
