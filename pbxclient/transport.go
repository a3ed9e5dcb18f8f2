package pbxclient

import (
	"crypto/tls"
	"errors"
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

// newTransport makes the transport below the handlers. dial nil is the network.
func newTransport(dial dialFunc, tlsConfig *tls.Config) *http.Transport {
	proxy := quietly(http.ProxyFromEnvironment)
	if dial == nil {
		dial = networkDialer().DialContext
	} else {
		proxy = nil
	}
	return &http.Transport{
		Proxy:                  proxy,
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

// quietly is a way to find the proxy for a request whose error does not quote the proxy's address: that may hold a password.
func quietly(find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(request *http.Request) (*url.URL, error) {
		proxy, err := find(request)
		if err != nil {
			return nil, errors.New("the environment names a proxy that has no valid address")
		}
		return proxy, nil
	}
}
