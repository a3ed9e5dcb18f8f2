package pbxsim

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Fault is something that goes wrong between a client and the PBX: a proxy's error page, a cut connection, a delay.
// The first injected one that matches a request applies to it.
type Fault struct {
	Match     func(*http.Request) bool // nil matches every request
	Times     int                      // how many requests it hits; 0 means all
	Delay     time.Duration            // waits first
	Drop      bool                     // then closes the connection without an answer
	Status    int                      // or answers with this instead; 0 with a Body means 200
	Header    http.Header              // with the answer; of the PBX's own answer it replaces these
	Body      string
	CutBodyAt int // closes the connection after so many bytes of the body, its own or the PBX's; 0 cuts nothing
}

// faultList has a lock of its own.
type faultList struct {
	mu     sync.Mutex
	active []*injected
}

type injected struct {
	Fault
	left int // how often it still applies; negative means for ever
}

// Inject makes requests fail from now on, until remove is called or Times is used up.
func (p *PBX) Inject(f Fault) (remove func()) {
	l := p.faults
	one := &injected{Fault: f, left: -1}
	if f.Times > 0 {
		one.left = f.Times
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.active = append(l.active, one)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.remove(one)
	}
}

func (l *faultList) remove(one *injected) {
	l.active = slices.DeleteFunc(l.active, func(other *injected) bool { return other == one })
}

// hit finds the fault for a request and counts it.
func (l *faultList) hit(r *http.Request) *injected {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.active {
		if f.Match != nil && !f.Match(r) {
			continue
		}
		f.left--
		if f.left == 0 {
			l.remove(f)
		}
		return f
	}
	return nil
}

// apply lets faults have their way with requests before the PBX sees them.
func (l *faultList) apply(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := l.hit(r)
		if f == nil {
			next.ServeHTTP(w, r)
			return
		}
		if f.Delay > 0 {
			delay := time.NewTimer(f.Delay)
			defer delay.Stop()
			select {
			case <-delay.C:
			case <-r.Context().Done():
				panic(http.ErrAbortHandler)
			}
		}
		if f.Drop {
			panic(http.ErrAbortHandler)
		}
		f.answer(w, r, next)
	})
}

func (f *injected) answer(w http.ResponseWriter, r *http.Request, next http.Handler) {
	kept := &keptAnswer{header: http.Header{}, status: http.StatusOK}
	if f.Status == 0 && f.Body == "" {
		next.ServeHTTP(kept, r)
	} else {
		kept.status = max(f.Status, http.StatusOK)
		kept.body.WriteString(f.Body)
	}
	maps.Copy(w.Header(), kept.header)
	maps.Copy(w.Header(), f.Header)
	body := kept.body.Bytes()
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(kept.status)
	if f.CutBodyAt == 0 || f.CutBodyAt >= len(body) {
		_, _ = w.Write(body) // a client that has gone is no error of ours
		return
	}
	_, _ = w.Write(body[:f.CutBodyAt])
	_ = http.NewResponseController(w).Flush() // or the server would send nothing at all
	panic(http.ErrAbortHandler)
}

// keptAnswer keeps what the PBX answers, to do something to it.
type keptAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *keptAnswer) Header() http.Header            { return k.header }
func (k *keptAnswer) WriteHeader(status int)         { k.status = status }
func (k *keptAnswer) Write(text []byte) (int, error) { return k.body.Write(text) }
