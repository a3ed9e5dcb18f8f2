// Package pbxclient is the PBX's API as Go: one file a resource, over one careful transport. It holds no state: what
// it returns is what the PBX said at that moment. It asks for JSON only and signs in by HTTP Basic only.
//
// Decoding is strict about what an answer is, and forgiving about what installations write differently: see [Opt].
// A failed request is an [Error].
package pbxclient

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// APIKeyUser is the user name with which an API key signs in ("Authentication").
const APIKeyUser = "apiKey"

// Config says which PBX, who signs in, and how it is reached.
type Config struct {
	// Base is the base of the API as ParseAddress returns it.
	Base *url.URL
	// UserName and Secret, a GUI password or an API key, go to the origin of Base and nowhere else. UserName is
	// APIKeyUser for a key.
	UserName, Secret string
	// Pin is the SHA-256, in hex, of a certificate that is accepted although it is not trusted; colons and case
	// are ignored. "" accepts trusted ones only.
	Pin string
	// Roots are the authorities that may have signed the PBX's certificate; nil is the system's.
	Roots *x509.CertPool
	// Proxy is how the network is reached: "" by what the system names, NoProxy directly, or else by the proxy with this
	// address: http, https or socks5, without a user name or password.
	Proxy string
	// Logger gets one line a request, at debug level, without queries and bodies; nil is quiet.
	Logger *slog.Logger
	// Dial opens the connections, for tests with listeners in memory; then no proxy is asked. nil is the network.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Way sends the requests instead of the client's own connections, and adds the credentials: somebody who is signed in
	// passes them on. It fails with an *Error. nil is the client's own.
	Way http.RoundTripper
	// RequestTimeout bounds a request with its whole answer; 0 is 30 s. A list gets twice as long. Events get what the
	// PBX may wait and 15 s more, and Originate gets 2 minutes, whatever is set here.
	RequestTimeout time.Duration
}

// String and GoString keep the secret out of a line that prints a Config.
func (c Config) String() string { return "the login " + c.UserName }

// GoString is String, for %#v.
func (c Config) GoString() string { return c.String() }

// Client talks to one PBX as one login. Any number of goroutines may use it at once.
type Client struct {
	base        *url.URL
	userName    string
	timeout     time.Duration
	connections *connections
	handlers    http.RoundTripper // the chain in front of connections
}

// New makes a client and sends nothing yet. It fails on a Config that cannot work, with a sentence for a person.
func New(cfg Config) (*Client, error) {
	switch {
	case cfg.Base == nil || cfg.Base.Host == "" || cfg.Base.Scheme != "https" && cfg.Base.Scheme != "http":
		return nil, errNoAddress
	case cfg.Base.User != nil:
		return nil, errCredentials
	case cfg.UserName == "":
		return nil, errors.New("the user name is empty")
	case strings.Contains(cfg.UserName, ":"):
		return nil, errors.New("a user name cannot hold a colon")
	case strings.ContainsFunc(cfg.UserName+cfg.Secret, unicode.IsControl):
		return nil, errors.New("a user name or password cannot hold control characters")
	}
	pin, err := parsePin(cfg.Pin)
	if err != nil {
		return nil, err
	}
	proxy, err := proxyOf(cfg)
	if err != nil {
		return nil, err
	}
	root := &url.URL{Scheme: cfg.Base.Scheme, Host: cfg.Base.Host, Path: "/"}
	base := root.JoinPath(cfg.Base.EscapedPath(), "/") // without what else the URL holds
	connections := newConnections(cfg.Dial, proxy, pinnedTLS(base.Hostname(), pin, cfg.Roots))
	bottom := http.RoundTripper(connections)
	if cfg.Way != nil {
		bottom = cfg.Way
	}
	return &Client{
		base:        base,
		userName:    cfg.UserName,
		timeout:     cmp.Or(cfg.RequestTimeout, 30*time.Second),
		connections: connections,
		handlers:    chain(cfg, bottom),
	}, nil
}

// proxyOf is how the connections of a client find their proxy.
func proxyOf(cfg Config) (func() proxyFunc, error) {
	if cfg.Dial != nil {
		cfg.Proxy = NoProxy
	}
	if err := ValidProxy(cfg.Proxy); err != nil {
		return nil, err
	}
	return func() proxyFunc {
		proxy, _ := ProxyFinder(cfg.Proxy) // it is valid
		return proxy
	}, nil
}

// CloseIdle lets go of all connections, because they are no longer needed or may be dead: those that no request is using
// are closed at once, and the others when their request ends. Further requests go over new ones.
func (c *Client) CloseIdle() { c.connections.renew() }

// UserName is who signs in; APIKeyUser for an API key.
func (c *Client) UserName() string { return c.userName }

// UsesAPIKey reports whether an API key signs in, rather than a user.
func (c *Client) UsesAPIKey() bool { return c.userName == APIKeyUser }

// Base returns a copy of the API's base, ending in a slash. It carries no secret.
func (c *Client) Base() *url.URL {
	base := *c.base
	return &base
}
