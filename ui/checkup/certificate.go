package checkup

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/url"
	"time"

	"ringside/pbxclient"
)

// renewWithin is how long before its end a certificate wants attention.
const renewWithin = 21 * 24 * time.Hour

// certificate looks whether the PBX is who it says, and for how long.
func (v *visit) certificate(context.Context) Result {
	switch {
	case v.base == nil && v.baseErr == nil:
		return found(skippedNobody, nil)
	case v.base == nil:
		return found(skippedUnreachable, nil)
	case v.base.Scheme == "http":
		return judgePlain(v.base)
	}
	shown := v.knock().tls
	if shown == nil || len(shown.PeerCertificates) == 0 {
		return found(skippedUnreachable, nil)
	}
	roots, err := v.Account.Roots()
	if err != nil {
		return found(certificateNoCAFile, nil)
	}
	return judgeCertificate(v.base.Hostname(), shown, v.Account.Pin, roots, time.Now())
}

// trustsNobody reports whether the authority is not known that is to be trusted, so that nothing can be sent.
func (v *visit) trustsNobody() bool {
	_, err := v.Account.Roots()
	return err != nil
}

// judgePlain is about a way without encryption.
func judgePlain(base *url.URL) Result {
	if isThisComputer(base.Hostname()) {
		return found(certificateLocal, nil)
	}
	return found(certificatePlain, Facts{"host": base.Hostname()})
}

// judgeCertificate goes by the rules of the client: a certificate is accepted if it is trusted, or else if it is the pinned
// one.
func judgeCertificate(host string, shown *tls.ConnectionState, pin string, roots *x509.CertPool, now time.Time) Result {
	leaf := shown.PeerCertificates[0]
	pinned := pin != "" && pbxclient.SamePin(pin, pbxclient.Fingerprint(leaf))
	left := leaf.NotAfter.Sub(now)
	facts := Facts{
		"host": host, "fingerprint": pbxclient.Fingerprint(leaf), "pinned": pinned,
		"valid_until": leaf.NotAfter.UTC().Format(time.DateOnly), "days_left": int(left.Hours() / 24),
		"certificates": len(shown.PeerCertificates), "tls": tls.VersionName(shown.Version),
	}
	err := verify(shown, host, roots, now)
	facts["trusted"] = err == nil
	switch {
	case err == nil && left < renewWithin:
		return found(certificateSoon, facts)
	case err == nil:
		return found(certificateTrusted, facts)
	case pinned && left < 0:
		return found(certificatePinExpired, facts)
	case pinned && left < renewWithin:
		return found(certificateSoon, facts)
	case pinned:
		return found(certificatePinned, facts)
	case pin != "":
		return found(certificateChanged, facts)
	case left < 0:
		return found(certificateExpired, facts)
	case now.Before(leaf.NotBefore):
		return found(certificateNotYet, facts)
	}
	if _, other := errors.AsType[x509.HostnameError](err); other {
		return found(certificateOtherName, facts)
	}
	return found(certificateUntrusted, facts)
}

// verify is the usual verification of a chain.
func verify(shown *tls.ConnectionState, host string, roots *x509.CertPool, now time.Time) error {
	intermediates := x509.NewCertPool()
	for _, c := range shown.PeerCertificates[1:] {
		intermediates.AddCert(c)
	}
	_, err := shown.PeerCertificates[0].Verify(x509.VerifyOptions{
		DNSName: host, Intermediates: intermediates, Roots: roots, CurrentTime: now,
	})
	return err
}
