package window

import (
	"net/http/httptest"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/ui/settings"
)

// visit opens the main screen over an office, as one of its accounts: the window is to be seen, and its rooms ask the PBX. The
// picture of people and calls is a stage's, as everywhere else.
func visit(t testing.TB, pbx *pbxsim.PBX, as pbxsim.Account, s *stage, set settings.Settings) *seat {
	t.Helper()
	server := httptest.NewServer(pbx.Handler())
	t.Cleanup(server.Close)
	var err error
	s.client, err = account.Account{Address: server.URL, UserName: as.UserName, PlainHTTP: true}.Client(as.Password, pbxclient.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.client.CloseIdle)
	p := sit(t, s, set)
	p.setVisible(true)
	return p
}

// until does what the widgets' goroutine has to do until something is so.
func (p *seat) until(what string, is func() bool) {
	p.t.Helper()
	for late := time.After(20 * time.Second); !is(); {
		select {
		case f := <-p.queue:
			f()
		case <-late:
			p.t.Fatalf("%s: that does not come", what)
		}
	}
}
