package pbxclient

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestCredentials_GoToTheOwnOriginOnly(t *testing.T) {
	base := &url.URL{Scheme: "https", Host: "pbx.example", Path: "/apis/pbx/"}
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte("anna:hunter2"))
	tests := map[string]string{
		"https://pbx.example/apis/pbx/users": want,
		"https://PBX.example:443/":           want,
		"https://pbx.example:8443/":          "",
		"http://pbx.example/apis/pbx/users":  "",
		"https://evil.example/":              "",
	}
	for address, want := range tests {
		var sent http.Header
		handler := &credentials{base: base, userName: "anna", secret: "hunter2", next: roundTrip(func(r *http.Request) (*http.Response, error) {
			sent = r.Header
			return respond(200, "{}"), nil
		})}
		request := get(t, address)
		if _, err := handler.RoundTrip(request); err != nil {
			t.Fatal(err)
		}
		if got := sent.Get("Authorization"); got != want {
			t.Errorf("%s got %q, want %q", address, got, want)
		}
		if got := sent.Get("Accept"); got != "application/json" {
			t.Errorf("%s: Accept is %q", address, got)
		}
		if len(request.Header) != 0 {
			t.Errorf("the caller's request was changed: %v", request.Header)
		}
	}
}

func TestBodyLimit_FailsOverTheBoundAndNotAtIt(t *testing.T) {
	for _, test := range []struct {
		size int
		want error
	}{{0, nil}, {9, nil}, {10, nil}, {11, errTooLarge}, {5000, errTooLarge}} {
		body := strings.Repeat("x", test.size)
		handler := &bodyLimit{next: roundTrip(func(*http.Request) (*http.Response, error) { return respond(200, body), nil })}
		request := get(t, "https://pbx.example/")
		response, err := handler.RoundTrip(request.WithContext(withBodyLimit(request.Context(), 10)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(response.Body)
		if !errors.Is(err, test.want) || err == nil && test.want != nil {
			t.Errorf("%d bytes: %v", test.size, err)
		}
		if want := min(test.size, 10); len(got) != want {
			t.Errorf("%d bytes: read %d, want %d", test.size, len(got), want)
		}
	}
}

func TestBodyLimit_IsSmallUnlessSet(t *testing.T) {
	handler := &bodyLimit{next: roundTrip(func(*http.Request) (*http.Response, error) {
		return respond(200, strings.Repeat("x", maxOther+1)), nil
	})}
	response, err := handler.RoundTrip(get(t, "https://pbx.example/"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(response.Body); !errors.Is(err, errTooLarge) {
		t.Error(err)
	}
}

func TestRequestLog_ShowsNoQueryAndNoSecret(t *testing.T) {
	var lines bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug}))
	pbx := serve(t, saysJSON(`{"uuid":"m1"}`))
	client := clientOf(t, Config{Base: baseOf(t, pbx.URL), UserName: testUser, Secret: testSecret, Logger: logger})
	if _, err := client.Mailbox(t.Context(), "m1", "hunter2"); err != nil {
		t.Fatal(err)
	}
	pbx.Close()
	if _, err := client.Mailbox(t.Context(), "m1", "hunter2"); err == nil {
		t.Fatal("a closed server answered")
	}
	text := lines.String()
	if strings.Contains(text, "hunter2") || strings.Contains(text, testSecret) {
		t.Errorf("a secret was logged:\n%s", text)
	}
	for _, want := range []string{"method=GET", "path=" + testPrefix + "voicemail/m1", "status=200", "failed=", "unreachable"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the log:\n%s", want, text)
		}
	}
}

func TestRedactor_KnowsTheSpellingsOfASecret(t *testing.T) {
	request := get(t, "https://pbx.example/voicemail/1?password=12+34%26")
	replacer := redactor{userName: "anna", secret: `p&<"w`}.of(request)
	token := base64.StdEncoding.EncodeToString([]byte(`anna:p&<"w`))
	page := `p&<"w p%26%3C%22w p&%3C%22w p&amp;&lt;&#34;w p&<\"w 12 34& 12+34%26 12%2034& 12 34&amp; ` + token + ` the rest`
	if got, want := replacer.Replace(page), strings.Repeat("••• ", 10)+"the rest"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestConfig_PrintsNoSecret(t *testing.T) {
	cfg := Config{UserName: "anna", Secret: "hunter2"}
	var lines bytes.Buffer
	slog.New(slog.NewTextHandler(&lines, nil)).Info("x", "cfg", cfg)
	slog.New(slog.NewJSONHandler(&lines, nil)).Info("x", "cfg", cfg)
	text := lines.String()
	for _, form := range []string{"%v", "%+v", "%#v", "%s"} {
		text += sprintf(form, cfg) + sprintf(form, &cfg)
	}
	if strings.Contains(text, "hunter2") {
		t.Errorf("the secret shows: %s", text)
	}
}
