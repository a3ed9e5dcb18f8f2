package pbxclient

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// proxyOverTLS is a proxy that is spoken to in TLS, as localhost, by a certificate of its own.
func proxyOverTLS(t *testing.T, to string) (address string, certificate *x509.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour),
		BasicConstraintsValid: true, IsCA: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(passOn(to, 0, new(atomic.Int32)))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return strings.Replace(server.URL, "127.0.0.1", "localhost", 1), server.Certificate()
}

func TestProxy_ItsCertificateIsNotThePBXs(t *testing.T) {
	pbx := serveTLS(t, saysJSON(`[]`)) // its certificate is for example.com too
	proxy, certificate := proxyOverTLS(t, pbx.Listener.Addr().String())
	for name, c := range map[string]struct {
		roots *x509.CertPool
		pin   string
		want  Code
	}{
		"both are trusted":           {poolOf(pbx.Certificate(), certificate), "", ""},
		"the proxy's is not":         {poolOf(pbx.Certificate()), "", CodeUnreachable},
		"and the PBX's is pinned":    {poolOf(pbx.Certificate()), Fingerprint(pbx.Certificate()), CodeUnreachable},
		"the PBX's is not, by proxy": {poolOf(certificate), "", CodeCertificate},
	} {
		client := clientOf(t, Config{Base: baseOf(t, "https://example.com"), UserName: testUser, Secret: testSecret, Proxy: proxy, Roots: c.roots, Pin: c.pin})
		_, err := client.Users(t.Context(), ListOptions{})
		if CodeOf(err) != c.want || errors.Is(err, ErrProxy) != (c.want == CodeUnreachable) {
			t.Errorf("%s: %v", name, err)
		}
		if e, ok := errors.AsType[*Error](err); ok && e.Fingerprint == Fingerprint(certificate) {
			t.Errorf("%s: the proxy's certificate could be pinned", name)
		}
		client.CloseIdle()
	}
}

func TestBadCertificate_IsNotAProxys(t *testing.T) {
	proxy, _ := proxyOverTLS(t, "")
	find, err := ProxyFinder(proxy)
	if err != nil {
		t.Fatal(err)
	}
	transport := newTransport(nil, find, pinnedTLS("example.com", nil, x509.NewCertPool()))
	defer transport.CloseIdleConnections()
	request := get(t, "https://example.com")
	answer, err := transport.RoundTrip(request)
	if err == nil {
		_ = answer.Body.Close()
	}
	if fingerprint, _ := BadCertificate(err); fingerprint != "" || !IsProxyFailure(err) {
		t.Errorf("%v has the bad certificate %q", err, fingerprint)
	}
}

func poolOf(certificates ...*x509.Certificate) *x509.CertPool {
	pool := x509.NewCertPool()
	for _, c := range certificates {
		pool.AddCert(c)
	}
	return pool
}
