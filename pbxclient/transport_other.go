package pbxclient

import (
	"crypto/tls"
	"errors"
	"net/http"
)

// NewTransport is a way to another server of the user's, which is trusted as a PBX is: host is what its certificate has to be
// for where it is reached by an IP address, and pin as in [Config]. It fails on a pin that is none.
func NewTransport(host, pin string) (*http.Transport, error) {
	sum, err := parsePin(pin)
	if err != nil {
		return nil, err
	}
	proxy, err := ProxyFinder("")
	if err != nil {
		return nil, err
	}
	return newTransport(nil, proxy, pinnedTLS(host, sum, nil)), nil
}

// NewUnverified is a way to whoever answers, by the proxy of a value for Config.Proxy, whatever certificate they show: that is to be
// looked at. Nothing that is secret may be sent by it. Its errors are told apart by [IsProxyFailure]. It fails on a proxy that is none.
func NewUnverified(proxy string) (*http.Transport, error) {
	find, err := ProxyFinder(proxy)
	if err != nil {
		return nil, err
	}
	return newTransport(nil, find, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12}), nil
}

// IsProxyFailure reports whether a proxy on the way is why a transport has no answer.
func IsProxyFailure(err error) bool { return errors.Is(byProxy(err), ErrProxy) }

// BadCertificate is the fingerprint of the server's certificate that kept a request over such a transport from being made, "" if it
// was not that; changed is true where another one is pinned.
func BadCertificate(err error) (fingerprint string, changed bool) {
	bad, ok := errors.AsType[*certificateError](err)
	if !ok || toProxy(err) {
		return "", false
	}
	return bad.fingerprint, errors.Is(bad, errPinned)
}
