package checkup

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"time"

	"ringside/pbxclient"
)

// knocked is what came of a request without credentials, which tells about the way and who is at its end.
type knocked struct {
	err     error // why there is no answer
	status  int
	isJSON  bool
	leadsTo *url.URL // where a redirect leads that is not followed; nil for none
	date    time.Time
	sent    time.Time     // when the request had been sent, by this computer's clock
	latency time.Duration // from then until the answer began
	connect time.Duration // how long the connection took, name and handshake included
	tls     *tls.ConnectionState
}

// peeked is how much of an answer is read: it tells what it is.
const peeked = 512

// knockNow asks for the mailboxes, which every PBX has, and says nothing of who asks: no harm is done whoever is there. It
// accepts any certificate, for the same reason, since that is to be looked at.
func (v *visit) knockNow(ctx context.Context) knocked {
	transport, err := pbxclient.NewUnverified(v.Account.Proxy)
	if err != nil {
		return knocked{err: err}
	}
	transport.DisableKeepAlives = true
	defer transport.CloseIdleConnections()
	times := &stopwatch{began: time.Now()}
	client := &http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		if len(via) > 5 || next.URL.Scheme != v.base.Scheme || next.URL.Host != v.base.Host {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, times.trace()), http.MethodGet, v.base.JoinPath("voicemail").String(), nil)
	if err != nil {
		return knocked{err: err}
	}
	request.Header.Set("Accept", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return knocked{err: withoutURL(err)}
	}
	defer response.Body.Close()
	head, _ := io.ReadAll(io.LimitReader(response.Body, peeked))
	k := times.read()
	k.status, k.tls = response.StatusCode, response.TLS
	k.isJSON = looksLikeJSON(response.Header, head)
	k.date, _ = http.ParseTime(response.Header.Get("Date"))
	if response.StatusCode/100 == 3 {
		k.leadsTo, _ = response.Location()
	}
	return k
}

// stopwatch notes how long the parts of a request take, the last ones where it is redirected. The events of a trace may come
// after the answer.
type stopwatch struct {
	began time.Time

	mu                     sync.Mutex
	connected, sent, first time.Time
}

func (s *stopwatch) note(moment *time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*moment = time.Now()
}

func (s *stopwatch) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn:              func(httptrace.GotConnInfo) { s.note(&s.connected) },
		WroteRequest:         func(httptrace.WroteRequestInfo) { s.note(&s.sent) },
		GotFirstResponseByte: func() { s.note(&s.first) },
	}
}

func (s *stopwatch) read() knocked {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent.IsZero() || s.sent.After(s.first) { // it answered before all was sent
		s.sent = s.connected
	}
	return knocked{sent: s.sent, latency: max(s.first.Sub(s.sent), 0), connect: s.connected.Sub(s.began)}
}

// withoutURL is what went wrong, without the address that net/http puts before it.
func withoutURL(err error) error {
	if failed, ok := errors.AsType[*url.Error](err); ok {
		return failed.Err
	}
	return err
}

// looksLikeJSON goes by the first byte, and by the type for an answer that is empty.
func looksLikeJSON(header http.Header, head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	if len(head) > 0 {
		return head[0] == '{' || head[0] == '['
	}
	return strings.Contains(strings.ToLower(header.Get("Content-Type")), "json")
}

// isPBX reports whether the API is there: it asks who we are, as it has to, or tells even without.
func (k knocked) isPBX() bool {
	switch k.status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return true
	}
	return k.status/100 == 2 && k.isJSON
}
