package pbxclient

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"
)

// chain puts the handlers in front of the transport. A request passes them from the last to the first, its answer from
// the first to the last. There is no http.Client: it would add a Referer, follow redirects by its own rules, and quote the
// whole URL in every error.
func chain(cfg Config, transport http.RoundTripper) http.RoundTripper {
	logger := cfg.Logger
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	var next http.RoundTripper = &credentials{next: transport, base: cfg.Base, userName: cfg.UserName, secret: cfg.Secret}
	next = &bodyLimit{next: next}
	next = &redirects{next: next}
	next = &classifier{next: next, redact: redactor{userName: cfg.UserName, secret: cfg.Secret}}
	return &requestLog{next: next, logger: logger}
}

// proxyFunc finds the proxy for a request, as [ProxyFinder] does.
type proxyFunc func(*http.Request) (*url.URL, error)

// newTransport makes the transport below the handlers. dial nil is the network, proxy nil is none.
func newTransport(dial dialFunc, proxy proxyFunc, tlsConfig *tls.Config) *http.Transport {
	if dial == nil {
		dial = networkDialer().DialContext
	}
	return &http.Transport{
		Proxy:                  proxy,
		OnProxyConnectResponse: letThrough,
		DialContext:            dial,
		TLSClientConfig:        tlsConfig,
		TLSHandshakeTimeout:    10 * time.Second,
		ForceAttemptHTTP2:      true, // own TLS settings would otherwise switch it off
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
		// After the computer slept a connection may be dead without anybody knowing.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 5 * time.Second},
	}
}

// networkDialer opens connections of the network. Where nothing answers, it gives up in time for another attempt. A link
// that was cut says nothing either: who waits on it for events learns of that from unanswered probes, after 20 s.
func networkDialer() *net.Dialer {
	return &net.Dialer{
		Timeout:         5 * time.Second,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 2},
	}
}

// letThrough says of a proxy that refuses that it is the proxy who does.
func letThrough(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return &proxyError{fmt.Errorf("it answers %d", answer.StatusCode)}
	}
	return nil
}
