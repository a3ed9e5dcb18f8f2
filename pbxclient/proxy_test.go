package pbxclient

import (
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"ringside/pbxclient/pipenet"
)

// tunnel copies between two connections until both have ended.
func tunnel(a, b net.Conn) {
	var both sync.WaitGroup
	for _, way := range [][2]net.Conn{{a, b}, {b, a}} {
		both.Go(func() {
			_, _ = io.Copy(way[0], way[1])
			_ = way[0].Close()
		})
	}
	both.Wait()
}

// proxyFor is an HTTP proxy that lets everything through to one address, and counts what passes; refuse other than 0 is what it
// answers in place of that.
func proxyFor(t *testing.T, to string, refuse int) (server *httptest.Server, passed *atomic.Int32) {
	t.Helper()
	passed = new(atomic.Int32)
	server = httptest.NewServer(passOn(to, refuse, passed))
	t.Cleanup(server.Close)
	return server, passed
}

func passOn(to string, refuse int, passed *atomic.Int32) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		passed.Add(1)
		if refuse != 0 {
			w.WriteHeader(refuse)
			return
		}
		out, err := net.Dial("tcp", to)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		if r.Method != http.MethodConnect { // a request in the clear, of which the proxy sees everything
			defer out.Close()
			_ = r.Write(out)
			in, _, _ := http.NewResponseController(w).Hijack()
			_, _ = io.Copy(in, out)
			_ = in.Close()
			return
		}
		in, _, _ := http.NewResponseController(w).Hijack()
		_, _ = io.WriteString(in, "HTTP/1.1 200 OK\r\n\r\n")
		tunnel(in, out)
	}
}

// socksFor is a SOCKS 5 proxy that does the same.
func socksFor(t *testing.T, to string) (address string, passed *atomic.Int32) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	passed = new(atomic.Int32)
	var served sync.WaitGroup
	served.Go(func() {
		for {
			in, err := listener.Accept()
			if err != nil {
				return
			}
			served.Go(func() {
				_, _ = io.ReadFull(in, make([]byte, 3)) // version 5, one method: none
				_, _ = in.Write([]byte{5, 0})
				head := make([]byte, 5) // version, connect, reserved, type of address, its first byte
				_, _ = io.ReadFull(in, head)
				rest := 3 + 2 // of an IPv4 address, and the port
				if head[3] == 3 {
					rest = int(head[4]) + 2
				}
				_, _ = io.ReadFull(in, make([]byte, rest))
				_, _ = in.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
				passed.Add(1)
				out, err := net.Dial("tcp", to)
				if err != nil {
					_ = in.Close()
					return
				}
				tunnel(in, out)
			})
		}
	})
	t.Cleanup(func() { _ = listener.Close(); served.Wait() })
	return listener.Addr().String(), passed
}

func TestProxy_TheOneThatIsSetIsGoneBy(t *testing.T) {
	server := serveTLS(t, saysJSON(`[]`)) // its certificate is for example.com too
	plain := serve(t, saysJSON(`[]`))
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	to := server.Listener.Addr().String()
	byHTTP, overHTTP := proxyFor(t, to, 0)
	byPlain, overPlain := proxyFor(t, plain.Listener.Addr().String(), 0)
	bySOCKS, overSOCKS := socksFor(t, to)
	for name, c := range map[string]struct {
		base, proxy string
		passed      *atomic.Int32
	}{
		"HTTPS by an HTTP proxy":      {"https://example.com", byHTTP.URL, overHTTP},
		"HTTPS, the proxy's host":     {"https://example.com", strings.TrimPrefix(byHTTP.URL, "http://"), overHTTP},
		"HTTPS by a SOCKS proxy":      {"https://example.com", "socks5://" + bySOCKS, overSOCKS},
		"plain HTTP by an HTTP proxy": {"http://example.com", byPlain.URL + "/", overPlain},
	} {
		before := c.passed.Load()
		client := clientOf(t, Config{Base: baseOf(t, c.base), UserName: testUser, Secret: testSecret, Proxy: c.proxy, Roots: trusted})
		if _, err := client.Users(t.Context(), ListOptions{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		client.CloseIdle()
		if c.passed.Load() == before {
			t.Errorf("%s: nothing passed the proxy", name)
		}
	}
}

func TestProxy_ItsFailuresAreNotThePBXs(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	refusing, _ := proxyFor(t, "", http.StatusProxyAuthRequired)
	for name, c := range map[string]struct {
		proxy   string
		refused bool
	}{
		"nobody there":        {closed.URL, true},
		"nobody there, SOCKS": {strings.Replace(closed.URL, "http", "socks5", 1), true},
		"asks for a password": {refusing.URL, false},
	} {
		client := clientOf(t, Config{Base: baseOf(t, "https://pbx.example"), UserName: testUser, Secret: testSecret, Proxy: c.proxy})
		_, err := client.Users(t.Context(), ListOptions{})
		if CodeOf(err) != CodeUnreachable || !errors.Is(err, ErrProxy) || errors.Is(err, syscall.ECONNREFUSED) != c.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	direct := clientOf(t, Config{Base: baseOf(t, closed.URL), UserName: testUser, Secret: testSecret, Proxy: NoProxy})
	if _, err := direct.Users(t.Context(), ListOptions{}); errors.Is(err, ErrProxy) || CodeOf(err) != CodeUnreachable {
		t.Errorf("a PBX that is not there is said to be a proxy's failure: %v", err)
	}
}

func TestProxyFinder_SystemNoneOrOne(t *testing.T) {
	request := get(t, "https://pbx.example/")
	if find, err := ProxyFinder(""); find == nil || err != nil {
		t.Errorf("the system's is not asked for: %v", err)
	}
	if find, err := ProxyFinder(NoProxy); find != nil || err != nil {
		t.Errorf("a proxy is asked for: %v", err)
	}
	for given, want := range map[string]string{
		"http://proxy.example.org:3128": "http://proxy.example.org:3128", "proxy.example.org:3128": "http://proxy.example.org:3128",
		"proxy": "http://proxy", "https://proxy.example.org/": "https://proxy.example.org/",
		"socks5://10.0.0.1:1080": "socks5://10.0.0.1:1080", "socks5h://[fd00::1]:1080": "socks5h://[fd00::1]:1080",
	} {
		find, err := ProxyFinder(given)
		if err != nil {
			t.Errorf("%q: %v", given, err)
			continue
		}
		if got, err := find(request); err != nil || got.String() != want {
			t.Errorf("%q leads to %v, %v", given, got, err)
		}
	}
}

func TestValidProxy_RefusesWhatIsNoneAndWhatHoldsASecret(t *testing.T) {
	for given, want := range map[string]error{
		"http://": errProxy, "://x": errProxy, "ftp://proxy:21": errProxy, "http://proxy:port": errProxy, "http://proxy/pac.js": errProxy,
		"http://proxy?x": errProxy, "http://proxy#x": errProxy, "direct to it": errProxy, " ": errProxy,
		"http://anna:hunter2@proxy:3128": errProxySecret, "anna@proxy": errProxySecret, "http://anna:hunter2@proxy:x": errProxySecret,
	} {
		err := ValidProxy(given)
		if !errors.Is(err, want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v, want %v", given, err, want)
		}
		if _, err := New(Config{Base: baseOf(t, "https://pbx.example"), UserName: "anna", Proxy: given}); err == nil {
			t.Errorf("New took %q", given)
		}
	}
}

func TestProxy_ErrorDoesNotQuoteIt(t *testing.T) {
	find := quietly(func(*http.Request) (*url.URL, error) { return nil, errors.New(`invalid proxy address "anna:hunter2@"`) })
	if _, err := find(get(t, "https://pbx.example/")); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
	want := &url.URL{Scheme: "http", Host: "proxy.example"}
	if got, err := quietly(http.ProxyURL(want))(get(t, "https://pbx.example/")); got != want || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestProxy_NoneIsAskedForConnectionsInMemory(t *testing.T) {
	find, err := proxyOf(Config{Dial: pipenet.Listen().Dial, Proxy: "http://proxy.example"})
	if err != nil || find() != nil {
		t.Errorf("a proxy would be asked, %v", err)
	}
}
