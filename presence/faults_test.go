package presence

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// faults are the things that can happen to the PBX's answers.
var faults = []*fault{
	{name: "reset before the answer", answer: aborted(false)},
	{name: "reset after the PBX has answered", answer: aborted(true)},
	{name: "half a body", answer: halved},
	{name: "half a body, well closed", answer: changed(func(b []byte) []byte { return b[:len(b)/2] })},
	{name: "trickled without end", answer: piecewise(1, 5*time.Second)},
	{name: "500", answer: status(500, nil, "")},
	{name: "502 with a page", answer: status(502, page, "<html>Bad gateway</html>")},
	{name: "503 that asks for a while", answer: status(503, http.Header{"Retry-After": {"7"}}, "")},
	{name: "429 that asks for a while", answer: status(429, http.Header{"Retry-After": {"3"}}, "{}")},
	{name: "400", answer: status(400, nil, `{"message":"no"}`)},
	{name: "404", answer: status(404, nil, `{"message":"no"}`)},
	{name: "401", refuses: true, answer: status(401, nil, "")},
	{name: "403", refuses: true, answer: status(403, nil, "")},
	{name: "login page", answer: status(200, page, "<!DOCTYPE html><title>Sign in</title>")},
	{name: "redirect to a login page", answer: status(302, http.Header{"Location": {"https://login.example.net/?next=pbx"}}, "")},
	{name: "redirect to http", answer: status(307, http.Header{"Location": {"http://pbx.example.org/apis/pbx/events"}}, "")},
	{name: "redirect in a circle", answer: func(x exchange) {
		http.Redirect(x, x.r, x.r.URL.RequestURI(), http.StatusTemporaryRedirect)
	}},
	{name: "redirect within the PBX", harmless: true, answer: func(x exchange) {
		if !strings.HasPrefix(x.r.RequestURI, "/moved") {
			http.Redirect(x, x.r, "/moved"+x.r.RequestURI, http.StatusTemporaryRedirect)
			return
		}
		write(x, x.real(), nil)
	}},
	{name: "nothing", part: "phones", answer: status(204, nil, "")},
	{name: "an empty body", part: "users", answer: status(200, nil, "")},
	{name: "null", part: "users", answer: status(200, nil, "null")},
	{name: "an object", answer: status(200, nil, `{"error":"busy"}`)},
	{name: "a list of numbers", answer: status(200, nil, "[1,2,3]")},
	{name: "a list of lists", answer: status(200, nil, "[[]]")},
	{name: "words for statuses", part: "events", answer: changed(func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte(`"status_code":`), []byte(`"status_code":[true],"was":`))
	})},
	{name: "events without numbers", part: "events", answer: changed(func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte(`"seq":`), []byte(`"was":`))
	})},
	{name: "every event twice", part: "events", harmless: true, answer: changed(doubled)},
	{name: "chunked", harmless: true, answer: piecewise(100, 0)},
	{name: "slow", harmless: true, answer: piecewise(1000, 10*time.Millisecond)},
	{name: "late", harmless: true, part: "users", answer: late},
	{name: "late", harmless: true, part: "phones", answer: late},
	{name: "late", harmless: true, part: "voicemail", answer: late},
	{name: "late", harmless: true, part: "events", answer: late},
	{name: "gzip", harmless: true, answer: zipped},
	{name: "goes away after each answer", harmless: true, answer: func(x exchange) {
		x.Header().Set("Connection", "close")
		write(x, x.real(), nil)
	}},
	{name: "another clock", harmless: true, answer: func(x exchange) {
		answer := x.real()
		answer.Header().Set("Date", time.Now().Add(-7*time.Hour).UTC().Format(http.TimeFormat))
		write(x, answer, nil)
	}},
	{name: "no clock", harmless: true, answer: func(x exchange) {
		x.Header()["Date"] = nil
		write(x, x.real(), nil)
	}},
}

var page = http.Header{"Content-Type": {"text/html"}}

func aborted(asked bool) func(exchange) {
	return func(x exchange) {
		if asked {
			x.real()
		}
		panic(http.ErrAbortHandler)
	}
}

// late has the PBX answer at once, and the answer arrive when it may hold no more.
func late(x exchange) {
	answer := x.real()
	select {
	case <-time.After(700 * time.Millisecond):
	case <-x.r.Context().Done():
		panic(http.ErrAbortHandler)
	}
	write(x, answer, nil)
}

func halved(x exchange) {
	answer := x.real()
	write(x, answer, func(b []byte) []byte { return b[:len(b)/2] })
	_ = http.NewResponseController(x.ResponseWriter).Flush()
	panic(http.ErrAbortHandler)
}

func changed(change func([]byte) []byte) func(exchange) {
	return func(x exchange) {
		write(x, x.real(), change)
	}
}

func status(code int, header http.Header, body string) func(exchange) {
	return func(x exchange) {
		for name, values := range header {
			x.Header()[name] = values
		}
		x.WriteHeader(code)
		_, _ = x.Write([]byte(body))
	}
}

// doubled repeats a list of events in itself.
func doubled(b []byte) []byte {
	inner := bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("[")), []byte("]"))
	if len(inner) == 0 {
		return b
	}
	return bytes.Join([][]byte{[]byte("["), inner, []byte(","), inner, []byte("]")}, nil)
}
