package pbxclient

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// errPinned is the cause when a pin is set and another certificate came.
var errPinned = errors.New("it is neither the pinned certificate nor one that is trusted")

// certificateError is a certificate that is neither trusted nor pinned.
type certificateError struct {
	fingerprint string
	err         error // errPinned, or why it is not trusted
}

func (e *certificateError) Error() string { return e.err.Error() }
func (e *certificateError) Unwrap() error { return e.err }

// ValidPin reports what is wrong with a pin for Config.Pin; nil if nothing is. "" is valid: no pin.
func ValidPin(pin string) error {
	_, err := parsePin(pin)
	return err
}

// SamePin reports whether two pins are of one certificate, however they are written.
func SamePin(a, b string) bool {
	first, errFirst := parsePin(a)
	second, errSecond := parsePin(b)
	return errFirst == nil && errSecond == nil && bytes.Equal(first, second)
}

// parsePin reads a SHA-256 in hex, in the ways programs print one; nil for "".
func parsePin(pin string) ([]byte, error) {
	digits := strings.NewReplacer(":", "", " ", "").Replace(pin)
	if digits == "" {
		return nil, nil
	}
	sum, err := hex.DecodeString(digits)
	if err != nil || len(sum) != sha256.Size {
		return nil, errors.New("the pin of a certificate is its SHA-256 in hex: 64 digits")
	}
	return sum, nil
}

// FormatPin writes a pin as people compare it: upper-case pairs with colons. One that is not valid stays as it is.
func FormatPin(pin string) string {
	sum, err := parsePin(pin)
	if err != nil {
		return pin
	}
	return strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":")
}

// Fingerprint is a certificate's SHA-256 as people compare it, which is valid as a pin.
func Fingerprint(certificate *x509.Certificate) string {
	sum := sha256.Sum256(certificate.Raw)
	return FormatPin(hex.EncodeToString(sum[:]))
}

// pinnedTLS verifies as usual, against roots (nil: the system's), and accepts what fails that only if it is exactly
// the pinned certificate. The usual verification is switched off for that and done in VerifyConnection, which, unlike
// VerifyPeerCertificate, runs for resumed sessions as well.
func pinnedTLS(host string, pin []byte, roots *x509.CertPool) *tls.Config {
	return &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			if len(state.PeerCertificates) == 0 {
				return errors.New("the server shows no certificate")
			}
			err := verifyChain(state, host, roots)
			if err == nil {
				return nil
			}
			leaf := state.PeerCertificates[0]
			if pin == nil {
				return &certificateError{fingerprint: Fingerprint(leaf), err: err}
			}
			if sum := sha256.Sum256(leaf.Raw); subtle.ConstantTimeCompare(sum[:], pin) != 1 {
				return &certificateError{fingerprint: Fingerprint(leaf), err: errPinned}
			}
			return nil
		},
	}
}

// verifyChain is what crypto/tls does by itself. The connection knows the name it was opened for, which is a proxy's where
// that speaks TLS too, but knows none for an IP address: then it is the PBX's.
func verifyChain(state tls.ConnectionState, host string, roots *x509.CertPool) error {
	name := state.ServerName
	if name == "" {
		name = host
	}
	intermediates := x509.NewCertPool()
	for _, certificate := range state.PeerCertificates[1:] {
		intermediates.AddCert(certificate)
	}
	_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{DNSName: name, Intermediates: intermediates, Roots: roots})
	return err
}
