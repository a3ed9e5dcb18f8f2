package pbxclient

import (
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
	return newTransport(nil, pinnedTLS(host, sum, nil)), nil
}

// BadCertificate is the fingerprint of the certificate that kept a request over such a transport from being made, "" if it was
// not that; changed is true where another one is pinned.
func BadCertificate(err error) (fingerprint string, changed bool) {
	bad, ok := errors.AsType[*certificateError](err)
	if !ok {
		return "", false
	}
	return bad.fingerprint, errors.Is(bad, errPinned)
}
