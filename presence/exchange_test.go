package presence

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

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
