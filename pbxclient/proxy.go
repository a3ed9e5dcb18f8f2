package pbxclient

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// NoProxy is the value of [Config.Proxy] with which no proxy is asked, whatever the system names.
const NoProxy = "none"

// ErrProxy means that a proxy on the way is what cannot be reached or refuses, and not the PBX.
var ErrProxy = errors.New("the proxy does not let it through")

// errProxy is what is wrong with the address of a proxy, and errProxySecret that it has in it what is kept nowhere.
var (
	errProxy       = errors.New("the address of a proxy looks like http://proxy.example.org:3128")
	errProxySecret = errors.New("the address of a proxy cannot hold a user name or password here")
)

// ValidProxy returns what is wrong with a value for [Config.Proxy], as a sentence for a person; nil if nothing is.
func ValidProxy(proxy string) error {
	_, err := parseProxy(proxy)
	return err
}

// ProxyFinder tells for a request which proxy it goes by, nil for none, as [http.Transport.Proxy] wants it; nil where none is
// ever asked. It fails on a value that is not valid for [Config.Proxy].
func ProxyFinder(proxy string) (func(*http.Request) (*url.URL, error), error) {
	u, err := parseProxy(proxy)
	switch {
	case err != nil, proxy == NoProxy:
		return nil, err
	case proxy == "":
		return quietly(systemProxy()), nil
	}
	return http.ProxyURL(u), nil
}

// parseProxy reads the address of a proxy; nil for a value that names none.
func parseProxy(proxy string) (*url.URL, error) {
	if proxy == "" || proxy == NoProxy {
		return nil, nil
	}
	if !strings.Contains(proxy, "://") {
		proxy = "http://" + proxy
	}
	u, err := url.Parse(proxy)
	switch {
	case err == nil && u.User != nil, err != nil && strings.Contains(proxy, "@"):
		return nil, errProxySecret
	case err != nil, u.Hostname() == "", strings.Trim(u.Path, "/") != "", u.RawQuery != "", u.Fragment != "":
		return nil, errProxy
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u, nil
	}
	return nil, errProxy
}

// quietly is a way to find the proxy for a request whose error does not quote the proxy's address: that may hold a password.
func quietly(find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(request *http.Request) (*url.URL, error) {
		proxy, err := find(request)
		if err != nil {
			return nil, errors.New("the system names a proxy that has no valid address")
		}
		return proxy, nil
	}
}

// byProxy is an error of the way to a proxy, or of the proxy, as an [ErrProxy]; any other is as it was.
func byProxy(err error) error {
	if toProxy(err) && !errors.Is(err, ErrProxy) {
		return &proxyError{err}
	}
	return err
}

// toProxy reports whether an error is of the way to a proxy, the proxy's own certificate included.
func toProxy(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks "))
}

// proxyError is an ErrProxy, and keeps what was behind it.
type proxyError struct{ err error }

func (e *proxyError) Error() string   { return ErrProxy.Error() + ": " + e.err.Error() }
func (e *proxyError) Unwrap() []error { return []error{ErrProxy, e.err} }
