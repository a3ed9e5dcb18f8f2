package pbxsim

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const root = "/apis/pbx"

// request is an HTTP request somebody with rights makes.
type request struct {
	*http.Request
	who identity
}

// answer is what an endpoint has to say. The body is marshalled outside the mutex, so it must hold copies.
type answer struct {
	status   int
	location string
	body     any
}

func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

// refusal is an error with a status; its message goes out as {"message": …}.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return r.message }

func refuse(status int, message string) error { return &refusal{status, message} }

// endpoint answers one method of one resource. It takes the mutex itself.
type endpoint func(*request) (answer, error)

// methods are the endpoints of one resource.
type methods map[string]endpoint

func (p *PBX) routes() http.Handler {
	mux := http.NewServeMux()
	for path, m := range map[string]methods{
		"/system_information": {"GET": p.systemInformation},
		"/users":              {"GET": p.listUsers},
		"/users/{uuid}":       {"GET": p.showUser, "POST": p.setUser},
		"/phones":             {"GET": p.listPhones},
		"/phones/{uuid}":      {"GET": p.showPhone},
		"/voicemail":          {"GET": p.listMailboxes},
		"/voicemail/{uuid}":   {"GET": p.showMailbox},
		"/events":             {"GET": p.pollEvents},
		"/call":               {"POST": p.originate},
		"/call/{id}":          {"GET": p.showCall, "DELETE": p.hangUpCall},
		"/switches":           {"GET": p.listSwitches},
		"/switches/{uuid}":    {"GET": p.showSwitch, "POST": p.setSwitch},
		"/acd/stats":          {"GET": p.allQueueStats, "POST": p.allQueueStats},
		"/acd/{uuid}/stats":   {"GET": p.oneQueueStats, "POST": p.oneQueueStats},
	} {
		mux.Handle(root+path, p.guarded(m))
	}
	mux.Handle("/", p.guarded(nil))
	return mux
}

// guarded lets only people with credentials through to the endpoints of a resource; nil is a resource there is not.
func (p *PBX) guarded(m methods) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, known := p.identify(r)
		if !known {
			w.Header().Set("WWW-Authenticate", `Basic realm="PBX API"`)
			writeJSON(w, http.StatusUnauthorized, said("authentication required"))
			return
		}
		if m == nil {
			writeJSON(w, http.StatusNotFound, said("no such resource"))
			return
		}
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet
		}
		do, known := m[method]
		if !known {
			allowed := make([]string, 0, len(m))
			for name := range m {
				allowed = append(allowed, name)
			}
			slices.Sort(allowed)
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			writeJSON(w, http.StatusMethodNotAllowed, said("method not allowed"))
			return
		}
		a, err := do(&request{Request: r, who: who})
		p.respond(w, r, a, err)
	}
}

func (p *PBX) respond(w http.ResponseWriter, r *http.Request, a answer, err error) {
	var no *refusal
	switch {
	case errors.As(err, &no):
		writeJSON(w, no.status, said(no.message))
	case err != nil: // the client has gone, or the PBX restarts: there is nobody to tell
		p.log.Debug("request ended without an answer", "method", r.Method, "path", r.URL.Path, "reason", err)
		panic(http.ErrAbortHandler)
	default:
		if a.location != "" {
			w.Header().Set("Location", a.location)
		}
		writeJSON(w, a.status, a.body)
	}
}

type message struct {
	Message string `json:"message"`
}

func said(text string) message { return message{text} }

func writeJSON(w http.ResponseWriter, status int, body any) {
	text, isJSON := body.(json.RawMessage)
	if !isJSON {
		var err error
		if text, err = json.Marshal(body); err != nil {
			panic(err) // only our own structs come here
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text) // a client that has gone is no error of ours
}

// format reads the data format a request asks for from its URI or its Accept header. JSON is the default. The
// obsolete XML is not served: whoever takes nothing else gets a 406 that says so.
func format(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.EscapedPath()
		bare, wantsJSON := strings.CutSuffix(path, ".json")
		if strings.HasSuffix(path, ".xml") || !wantsJSON && onlyXML(r.Header.Values("Accept")) {
			writeJSON(w, http.StatusNotAcceptable, said("XML is not served here; ask for JSON"))
			return
		}
		if wantsJSON {
			u := *r.URL
			u.RawPath = bare
			u.Path, _ = url.PathUnescape(bare) // it was a valid path with the suffix
			r2 := *r
			r2.URL = &u
			r = &r2
		}
		next.ServeHTTP(w, r)
	})
}

func onlyXML(accept []string) bool {
	xml := false
	for kind := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		kind, _, _ = strings.Cut(kind, ";")
		switch strings.ToLower(strings.TrimSpace(kind)) {
		case "":
		case "application/xml", "text/xml":
			xml = true
		default:
			return false
		}
	}
	return xml
}
