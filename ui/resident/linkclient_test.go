package resident

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
)

// passing is a part that stays's own way to the PBX, with a note of whose it is.
type passing struct {
	whose string
	asked chan string
}

func (p passing) RoundTrip(r *http.Request) (*http.Response, error) {
	p.asked <- p.whose + " " + r.Method + " " + r.URL.Path
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader("[]"))}, nil
}

func TestLink_AsksThePBXAsTheAccountThatTheWindowShowsAndAsNoOther(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	asked := make(chan string, 8)
	p.way = passing{"anna", asked}
	p.has(share.Hello{Account: &anna}, paint("bea"))
	v := h.view(t, nil)
	mine := v.login(t).Client
	ask := func(c *pbxclient.Client) error {
		_, err := c.Switches(t.Context(), true)
		return err
	}
	if err := ask(mine); err != nil {
		t.Fatal(err)
	}
	if said := await(t, asked, "the request"); said != "anna GET switches" {
		t.Errorf("the PBX is asked %q", said)
	}
	otto := account.Account{Address: "pbx.example.org", UserName: "otto"}
	p.way = passing{"otto", asked}
	p.has(share.Hello{Account: &otto}, paint("dora"))
	other := v.login(t).Client
	if err := ask(mine); err == nil {
		t.Error("what was meant for one account went to another")
	}
	if err := ask(other); err != nil {
		t.Error(err)
	}
	if said := await(t, asked, "the request"); said != "otto GET switches" {
		t.Errorf("the PBX is asked %q", said)
	}
	p.die()
	for range 1000 { // the link finds it out a moment later
		if err := ask(other); errors.Is(err, share.ErrAway) {
			return
		}
	}
	t.Error("nobody says that the part that stays is away")
}
