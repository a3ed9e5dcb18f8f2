package account

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"ringside/pbxclient"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var anna = Account{Address: "pbx.example.org", UserName: "anna", Region: "NL"}

func TestAccount_Valid(t *testing.T) {
	pin := strings.Repeat("0F:", 31) + "0F"
	tests := map[string]struct {
		account Account
		valid   bool
	}{
		"user":                       {anna, true},
		"key":                        {Account{Address: "pbx.example.org", APIKey: true}, true},
		"key, for somebody":          {Account{Address: "pbx.example.org", APIKey: true, UserName: "anna"}, true},
		"plain http":                 {Account{Address: "http://pbx.example.org", UserName: "anna", PlainHTTP: true}, true},
		"pinned":                     {Account{Address: "pbx.example.org", UserName: "anna", Pin: pin}, true},
		"by a proxy, with a CA":      {Account{Address: "pbx.example.org", UserName: "anna", Proxy: "proxy:3128", CAFile: filepath.Join(t.TempDir(), "ca.pem")}, true},
		"by no proxy":                {Account{Address: "pbx.example.org", UserName: "anna", Proxy: "none"}, true},
		"a CA's file of where":       {Account{Address: "pbx.example.org", UserName: "anna", CAFile: "ca.pem"}, false},
		"odd proxy":                  {Account{Address: "pbx.example.org", UserName: "anna", Proxy: "ftp://proxy"}, false},
		"a secret in the proxy":      {Account{Address: "pbx.example.org", UserName: "anna", Proxy: "anna:hunter2@proxy"}, false},
		"nothing":                    {Account{}, false},
		"no address":                 {Account{UserName: "anna"}, false},
		"no user":                    {Account{Address: "pbx.example.org"}, false},
		"colon":                      {Account{Address: "pbx.example.org", UserName: "an:na"}, false},
		"plain http, not allowed":    {Account{Address: "http://pbx.example.org", UserName: "anna"}, false},
		"odd pin":                    {Account{Address: "pbx.example.org", UserName: "anna", Pin: "0F"}, false},
		"odd region":                 {Account{Address: "pbx.example.org", UserName: "anna", Region: "NLD"}, false},
		"region in digits":           {Account{Address: "pbx.example.org", UserName: "anna", Region: "31"}, false},
		"region in lower case":       {Account{Address: "pbx.example.org", UserName: "anna", Region: "nl"}, true},
		"credentials in the address": {Account{Address: "anna:hunter2@pbx.example.org", UserName: "anna"}, false},
	}
	for name, test := range tests {
		err := test.account.Valid()
		if (err == nil) != test.valid {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAccount_KeyIsTheSameForEverySpelling(t *testing.T) {
	tests := map[string][]Account{
		"anna@pbx.example.org": {
			anna, {Address: " HTTPS://PBX.example.org:443/apis/pbx/ ", UserName: "anna", Pin: "x"}, {Address: "pbx.example.org", UserName: "anna", PlainHTTP: true},
		},
		"anna@pbx.example.org:8443/office": {{Address: "pbx.example.org:8443/office", UserName: "anna"}},
		"anna@http://pbx.example.org":      {{Address: "http://pbx.example.org", UserName: "anna", PlainHTTP: true}},
		"bart@pbx.example.org":             {{Address: "pbx.example.org", UserName: "bart"}},
		"apiKey@pbx.example.org":           {{Address: "pbx.example.org", APIKey: true}, {Address: "pbx.example.org", APIKey: true, UserName: "anna"}},
		"":                                 {{Address: "anna:hunter2@pbx.example.org", UserName: "anna"}, {}},
	}
	for want, accounts := range tests {
		for _, account := range accounts {
			if got := account.Key(); got != want {
				t.Errorf("%+v: got %q, want %q", account, got, want)
			}
		}
	}
}

func TestAccount_ClientSignsInAsTheAccountSays(t *testing.T) {
	type login struct{ user, secret string }
	var got login
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got.user, got.secret, _ = r.BasicAuth()
		_, _ = w.Write([]byte(`[]`))
	}))
	defer server.Close()
	for want, account := range map[login]Account{
		{"anna", "hunter2"}:   {Address: server.URL, UserName: "anna", PlainHTTP: true},
		{"apiKey", "hunter2"}: {Address: server.URL, UserName: "anna", APIKey: true, PlainHTTP: true},
	} {
		client, err := account.Client("hunter2", pbxclient.Config{UserName: "somebody else", Pin: "not looked at"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Users(t.Context(), pbxclient.ListOptions{}); err != nil || got != want {
			t.Errorf("%+v, %v", got, err)
		}
		client.CloseIdle()
	}
	if _, err := (Account{Address: server.URL, UserName: "anna"}).Client("hunter2", pbxclient.Config{}); !errors.Is(err, pbxclient.ErrPlainHTTP) {
		t.Errorf("plain http without leave: %v", err)
	}
}
