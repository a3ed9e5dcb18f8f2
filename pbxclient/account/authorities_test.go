package account

import (
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"ringside/pbxclient"
)

func TestAccount_TrustsTheAuthorityOfItsFile(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `[]`) }))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	der := server.Certificate().Raw
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, c := range map[string]struct {
		data []byte
		want pbxclient.Code
	}{
		"no file": {nil, pbxclient.CodeCertificate},
		"PEM":     {text, ""},
		"several": {append([]byte("the office's authority\n"), append(text, text...)...), ""},
		"DER":     {der, ""},
	} {
		a := Account{Address: server.URL, UserName: "anna", Proxy: pbxclient.NoProxy}
		if c.data != nil {
			a.CAFile = write(t, c.data)
		}
		client, err := a.Client("s3cr3t", pbxclient.Config{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := client.Users(t.Context(), pbxclient.ListOptions{}); pbxclient.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		client.CloseIdle()
	}
}

func TestAccount_AFileWithoutCertificatesIsNotGoneBy(t *testing.T) {
	for name, path := range map[string]string{
		"not there": filepath.Join(t.TempDir(), "ca.pem"),
		"a folder":  t.TempDir(),
		"empty":     write(t, nil),
		"a key":     write(t, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")})),
		"a text":    write(t, []byte("hello")),
	} {
		a := Account{Address: "pbx.example.org", UserName: "anna", CAFile: path}
		if _, err := a.Client("s3cr3t", pbxclient.Config{}); !errors.Is(err, ErrCAFile) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := a.Client("", pbxclient.Config{Way: http.DefaultTransport}); err != nil {
			t.Errorf("%s: who asks by way of another needs it: %v", name, err)
		}
	}
}

// write makes a file of a test's own.
func write(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ca.crt")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
