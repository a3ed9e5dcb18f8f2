package resident

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/presence/share/socket"
)

func TestStart_TheFirstStaysAndTheNextHandsOver(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	stays := make(chan struct{}, 2)
	h.Staying = func() { stays <- struct{}{} }
	first := h.start(t, Request{Number: "tel:1"}, true)
	w := s.window(t)
	w.hears(t, "shown")
	await(t, stays, "word that the first stays")
	second := h.start(t, Request{Number: "tel:2"}, true)
	if got := w.hears(t, "shown"); got.Number != "tel:2" {
		t.Errorf("shown with %q", got.Number)
	}
	over(t, second.ended, "the second")
	if second.err != nil {
		t.Error(second.err)
	}
	if len(stays) != 0 {
		t.Error("the second is said to stay too")
	}
	select {
	case <-first.ended:
		t.Error("the first has ended")
	default:
	}
}

func TestStart_OfManyAtOnceOneStaysAndAllAreServed(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	var all []*staying
	var want []string
	for n := range 20 {
		number := fmt.Sprintf("tel:%02d", n)
		want = append(want, number)
		all = append(all, h.start(t, Request{Number: number}, true))
	}
	w := s.window(t)
	if diff := cmp.Diff(want, w.numbers(t, 20)); diff != "" {
		t.Error(diff)
	}
	ended := make(chan *staying, len(all))
	for _, one := range all {
		go func() { <-one.ended; ended <- one }()
	}
	for range 19 {
		if one := await(t, ended, "the others"); one.err != nil {
			t.Error(one.err)
		}
	}
	if len(ended) > 0 || len(s.windows) > 0 {
		t.Error("nobody has stayed, or there is a second window")
	}
}

func TestStart_TakesThePlaceOfOneThatGoesInBetween(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	claim, err := h.place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	h.start(t, Request{Number: "tel:1"}, true)
	conn, err := listener.Accept() // it has heard that somebody runs, who goes then
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, `{"kind":"hello","protocol":1}`+"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); err != nil { // it asks
		t.Fatal(err)
	}
	_, _, _ = conn.Close(), listener.Close(), claim.Release()
	if got := s.window(t).hears(t, "shown"); got.Number != "tel:1" {
		t.Errorf("shown with %q", got.Number)
	}
}

func TestStart_TakesThePlaceOfOneThatIsEnding(t *testing.T) {
	h := newHouse(t)
	claim, err := h.place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	s := h.set(t, obedient)
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		server := share.NewServer(share.Options{More: func(*share.Conn, string, json.RawMessage) (any, bool, error) {
			return nil, true, share.ErrEnding
		}})
		server.Serve(conn)
		again, err := listener.Accept() // it does not take that for an answer
		if err == nil {
			_ = again.Close()
		}
		server.Close()
		_, _ = listener.Close(), claim.Release()
	}()
	h.start(t, Request{Number: "tel:1"}, true)
	<-answered
	if got := s.window(t).hears(t, "shown"); got.Number != "tel:1" {
		t.Errorf("shown with %q", got.Number)
	}
}

func TestStart_AsSomebodyElseIsRefused(t *testing.T) {
	h := newHouse(t)
	h.stay(t, quiet)
	h.connect(t, nil).Close()
	running := h.account
	h.Account = account.Account{Address: "pbx.example.org", UserName: "otto"}
	other := h.start(t, Request{}, true)
	over(t, other.ended, "the other")
	if e, ok := errors.AsType[*share.OtherAccountError](other.err); !ok || e.Running != running {
		t.Error(other.err)
	}
	s := h.set(t, obedient)
	kept := h.start(t, Request{}, false) // what was only kept does not matter
	over(t, kept.ended, "the other")
	if kept.err != nil {
		t.Error(kept.err)
	}
	s.window(t).hears(t, "shown")
}

func TestStart_OfAnotherProtocolSaysSo(t *testing.T) {
	h := newHouse(t)
	claim, err := h.place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = listener.Close(), claim.Release() }()
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			_, _ = io.WriteString(conn, `{"kind":"hello","protocol":99,"version":"9.0"}`+"\n")
			_, _ = io.Copy(io.Discard, conn)
		}
	}()
	s := h.start(t, Request{}, true)
	over(t, s.ended, "the start")
	if e, ok := errors.AsType[*share.VersionError](s.err); !ok || e.Hello.Protocol != 99 {
		t.Error(s.err)
	}
}

func TestStart_HiddenAsksForNothing(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.stay(t, quiet)
	h.connect(t, nil).Close()
	hidden := h.start(t, quiet, true)
	over(t, hidden.ended, "the second")
	if hidden.err != nil || len(s.windows) > 0 {
		t.Errorf("error %v, %d windows", hidden.err, len(s.windows))
	}
}

func TestStart_WhereNobodyMayHaveAPlaceFailsAtOnce(t *testing.T) {
	h := newHouse(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h.place = socket.In(file, "ringside")
	began := time.Now()
	s := h.start(t, Request{}, true)
	over(t, s.ended, "the start")
	if s.err == nil || time.Since(began) > startPatience/2 {
		t.Errorf("%v after %v", s.err, time.Since(began))
	}
}

func TestStart_IsGivenUpWithItsContext(t *testing.T) {
	h := newHouse(t)
	claim, err := h.place.Claim() // and nobody ever listens
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = claim.Release() }()
	s := h.start(t, Request{}, true)
	s.end(t)
	if s.err == nil {
		t.Error("it was served by nobody")
	}
}
