package checkup

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
)

// issuer signs certificates.
type issuer struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newIssuer(t *testing.T) issuer {
	t.Helper()
	i := issuer{}
	i = issuer{i.issue(t, "a test", time.Hour*24*3650).Leaf, i.key}
	return i
}

// issue makes a certificate for a name that is valid for so long from now, and was from a day ago; that of an issuer who has
// none is its own.
func (i *issuer) issue(t *testing.T, name string, valid time.Duration) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: time.Now().Add(valid),
		IsCA: i.key == nil, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		DNSNames: []string{name}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	parent, signer := template, key
	if i.key != nil {
		parent, signer = i.certificate, i.key
	} else {
		i.key = key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: leaf}
}

func TestJudgeCertificate_AcceptsWhatTheClientDoesAndWarnsInTime(t *testing.T) {
	t.Parallel()
	const day, host = 24 * time.Hour, "pbx.example.org"
	trusted, stranger := newIssuer(t), newIssuer(t)
	roots := x509.NewCertPool()
	roots.AddCert(trusted.certificate)
	for name, c := range map[string]struct {
		by    issuer
		host  string
		valid time.Duration
		at    time.Duration // from now
		pin   string        // "this", "other" or ""
		want  Finding
	}{
		"trusted":                      {by: trusted, valid: 90 * day, want: certificateTrusted},
		"trusted, for a day over":      {by: trusted, valid: 22 * day, want: certificateTrusted},
		"trusted, not for long":        {by: trusted, valid: 20 * day, want: certificateSoon},
		"trusted, and another pinned":  {by: trusted, valid: 90 * day, pin: "other", want: certificateTrusted},
		"expired":                      {by: trusted, valid: -time.Hour, want: certificateExpired},
		"not valid yet":                {by: trusted, valid: 90 * day, at: -3 * day, want: certificateNotYet},
		"of another name":              {by: trusted, valid: 90 * day, host: "other.example.org", want: certificateOtherName},
		"of a stranger":                {by: stranger, valid: 90 * day, want: certificateUntrusted},
		"of a stranger, pinned":        {by: stranger, valid: 90 * day, pin: "this", want: certificatePinned},
		"pinned, not for long":         {by: stranger, valid: 2 * day, pin: "this", want: certificateSoon},
		"pinned, expired":              {by: stranger, valid: -time.Hour, pin: "this", want: certificatePinExpired},
		"pinned, of another name":      {by: stranger, valid: 90 * day, pin: "this", host: "other.example.org", want: certificatePinned},
		"of a stranger, other pinned":  {by: stranger, valid: 90 * day, pin: "other", want: certificateChanged},
		"expired, and another pinned":  {by: trusted, valid: -time.Hour, pin: "other", want: certificateChanged},
		"trusted, pinned, and expired": {by: trusted, valid: -time.Hour, pin: "this", want: certificatePinExpired},
	} {
		leaf := c.by.issue(t, host, c.valid).Leaf
		pin := map[string]string{"this": pbxclient.Fingerprint(leaf), "other": pbxclient.Fingerprint(trusted.certificate)}[c.pin]
		if c.host == "" {
			c.host = host
		}
		r := judgeCertificate(c.host, &tls.ConnectionState{PeerCertificates: []*x509.Certificate{leaf}}, pin, roots, time.Now().Add(c.at))
		r.Check = Certificate
		if r.Finding != c.want {
			t.Errorf("%s: %s, want %s", name, r.Finding, c.want)
		}
		said(t, r)
	}
}

func TestJudgePlain_WarnsWhereItLeavesThisComputer(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]Finding{
		"pbx.example.org": certificatePlain, "192.0.2.1:8080": certificatePlain, "localhost.example.org": certificatePlain,
		"localhost": certificateLocal, "127.0.0.1:8080": certificateLocal, "[::1]": certificateLocal,
	} {
		r := judgePlain(&url.URL{Scheme: "http", Host: host})
		r.Check = Certificate
		if r.Finding != want {
			t.Errorf("%s: %s", host, r.Finding)
		}
		said(t, r)
	}
}

// secure opens an office over HTTPS with a certificate.
func secure(t *testing.T, certificate tls.Certificate) *office {
	t.Helper()
	pbx := pbxsim.New(pbxsim.Options{Quiet: true})
	server := httptest.NewUnstartedServer(pbx.Handler())
	server.EnableHTTP2 = true
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.StartTLS()
	t.Cleanup(server.Close)
	return &office{PBX: pbx, url: server.URL, person: pbx.Accounts()[0]}
}

func TestCertificate_DecidesWhetherAnythingIsSent(t *testing.T) {
	t.Parallel()
	self := issuer{}
	own, expired := self.issue(t, "pbx", 90*24*time.Hour), (&issuer{}).issue(t, "pbx", -time.Hour)
	for name, c := range map[string]struct {
		shown tls.Certificate
		pin   string
		want  Finding
		in    Finding
	}{
		"not trusted":     {own, "", certificateUntrusted, skippedUnreachable},
		"pinned":          {own, pbxclient.Fingerprint(own.Leaf), certificatePinned, credentialsAccepted},
		"changed":         {own, pbxclient.Fingerprint(expired.Leaf), certificateChanged, skippedUnreachable},
		"expired":         {expired, "", certificateExpired, skippedUnreachable},
		"pinned, expired": {expired, pbxclient.Fingerprint(expired.Leaf), certificatePinExpired, credentialsAccepted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := secure(t, c.shown)
			of := subject(t, account.Account{Address: o.url, UserName: o.person.UserName, Pin: c.pin}, o.person.Password)
			look(t, of).want(t, map[Check]Finding{
				Address: addressAnswers, Clock: clockRight, Certificate: c.want, Credentials: c.in,
				Events: map[bool]Finding{true: eventsFlow, false: skippedUnreachable}[c.in == credentialsAccepted],
			})
			for _, r := range o.Requests() {
				if r.UserName != "" && c.in != credentialsAccepted {
					t.Error("the secret was sent")
				}
			}
		})
	}
}

func TestCertificate_IsTrustedByTheAuthorityOfTheAccountsFile(t *testing.T) {
	t.Parallel()
	trusted := newIssuer(t)
	o := secure(t, trusted.issue(t, "pbx", 90*24*time.Hour))
	a := account.Account{Address: o.url, UserName: o.person.UserName, CAFile: filepath.Join(t.TempDir(), "ca.crt")}
	if err := os.WriteFile(a.CAFile, trusted.certificate.Raw, 0o600); err != nil {
		t.Fatal(err)
	}
	all := look(t, subject(t, a, o.person.Password))
	all.want(t, map[Check]Finding{Certificate: certificateTrusted, Credentials: credentialsAccepted})
	if f := all[Certificate].Facts; f["trusted"] != true || f["pinned"] != false || f["days_left"] != 89 || f["tls"] != "TLS 1.3" {
		t.Errorf("%v", f)
	}
}

func TestCertificate_AnAuthoritysFileThatIsNotThere(t *testing.T) {
	t.Parallel()
	self := issuer{}
	o := secure(t, self.issue(t, "pbx", time.Hour))
	look(t, Subject{Account: account.Account{Address: o.url, UserName: o.person.UserName, CAFile: filepath.Join(t.TempDir(), "ca.crt")}}).
		want(t, map[Check]Finding{Address: addressAnswers, Certificate: certificateNoCAFile, Credentials: skippedUnreachable, Events: skippedUnreachable})
}
