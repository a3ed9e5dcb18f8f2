package pbxclient

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestPin_DecidesOnlyOverCertificatesThatAreNotTrusted(t *testing.T) {
	server := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			http.Error(w, "not HTTP/2", http.StatusHTTPVersionNotSupported)
			return
		}
		saysJSON(`[]`)(w, r)
	})
	shown := Fingerprint(server.Certificate())
	sum := sha256.Sum256(server.Certificate().Raw)
	bare := hex.EncodeToString(sum[:])
	other := strings.Repeat("ab", sha256.Size)
	tests := map[string]struct {
		pin  string
		want Code
	}{
		"pinned":              {shown, ""},
		"pinned, bare":        {bare, ""},
		"pinned, odd case":    {strings.ToUpper(bare[:9]) + bare[9:], ""},
		"pinned, with spaces": {" " + strings.ReplaceAll(shown, ":", " ") + "\n", ""},
		"changed":             {other, CodePinMismatch},
		"no pin":              {"", CodeCertificate},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			client := clientOf(t, Config{Base: baseOf(t, server.URL), UserName: testUser, Secret: testSecret, Pin: strings.TrimSpace(test.pin)})
			_, err := client.Users(t.Context(), ListOptions{})
			if got := CodeOf(err); got != test.want {
				t.Fatalf("got %v, want %q", err, test.want)
			}
			if err == nil {
				return
			}
			e, _ := errors.AsType[*Error](err)
			if e.Fingerprint != shown || !strings.Contains(err.Error(), shown) {
				t.Errorf("the fingerprint is %q, want %q: %v", e.Fingerprint, shown, err)
			}
			if ValidPin(e.Fingerprint) != nil {
				t.Error("the fingerprint shown cannot be pinned")
			}
			if _, unknown := errors.AsType[x509.UnknownAuthorityError](err); unknown != (test.want == CodeCertificate) {
				t.Errorf("the cause is %v", e.Err)
			}
		})
	}
}

func TestPin_TrustedCertificatesNeedNone(t *testing.T) {
	server := serveTLS(t, saysJSON(`[]`)) // valid for example.com and 127.0.0.1
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	tests := map[string]struct {
		host  string
		pin   []byte
		roots *x509.CertPool
		want  Code
	}{
		"trusted":                           {"127.0.0.1", nil, trusted, ""},
		"trusted, though another is pinned": {"127.0.0.1", make([]byte, sha256.Size), trusted, ""},
		"trusted, for another host":         {"127.0.0.2", nil, trusted, CodeCertificate},
		"not trusted":                       {"127.0.0.1", nil, x509.NewCertPool(), CodeCertificate},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			transport := newTransport(nil, nil, pinnedTLS(test.host, test.pin, test.roots))
			defer transport.CloseIdleConnections()
			cfg := Config{Base: baseOf(t, server.URL), UserName: testUser, Secret: testSecret}
			response, err := chain(cfg, transport).RoundTrip(get(t, server.URL))
			if got := CodeOf(err); got != test.want {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if err == nil {
				_ = response.Body.Close()
			}
		})
	}
}

func TestPin_HostNameCounts(t *testing.T) {
	server := serveTLS(t, saysJSON(`[]`))
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	for name, want := range map[string]Code{"example.com": "", "example.org": CodeCertificate} {
		transport := newTransport(nil, nil, pinnedTLS(name, nil, trusted))
		transport.TLSClientConfig.ServerName = name
		cfg := Config{Base: baseOf(t, server.URL), UserName: testUser}
		response, err := chain(cfg, transport).RoundTrip(get(t, server.URL))
		if got := CodeOf(err); got != want {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
		if err == nil {
			_ = response.Body.Close()
		}
		transport.CloseIdleConnections()
	}
}

func TestValidPin(t *testing.T) {
	good := strings.Repeat("0F:", sha256.Size-1) + "0f"
	for _, pin := range []string{"", good, strings.ReplaceAll(good, ":", ""), strings.ReplaceAll(good, ":", " ")} {
		if err := ValidPin(pin); err != nil {
			t.Errorf("%q: %v", pin, err)
		}
		if got := FormatPin(pin); pin != "" && got != strings.ToUpper(good) || pin == "" && got != "" {
			t.Errorf("%q is written %q", pin, got)
		}
	}
	for _, pin := range []string{"x", "0F", good + ":0F", good[:len(good)-1], strings.Replace(good, "0", "g", 1)} {
		if ValidPin(pin) == nil {
			t.Errorf("%q was taken", pin)
		}
		if _, err := New(Config{Base: baseOf(t, "https://pbx.example"), UserName: "anna", Pin: pin}); err == nil {
			t.Errorf("New took %q", pin)
		}
	}
}
