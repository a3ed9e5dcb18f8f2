package demo

import (
	"context"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOffice_CanBeSignedInToUntilItCloses(t *testing.T) {
	for _, o := range []Options{{}, {TLS: true, Quiet: true, Users: 6, Seed: 4}} {
		office, err := Start(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		a, secret := office.Login()
		client, err := a.Client(secret, pbxclient.Config{})
		if err != nil {
			t.Fatal(err)
		}
		users, err := client.Users(t.Context(), pbxclient.ListOptions{})
		if want := len(office.PBX.Office().Users); err != nil || len(users.Items) != want {
			t.Errorf("%+v: %d users of %d, %v", o, len(users.Items), want, err)
		}
		office.Close()
		office.Close()
		if _, err := client.Users(t.Context(), pbxclient.ListOptions{}); err == nil {
			t.Errorf("%+v: closed, it answers all the same", o)
		}
		client.CloseIdle()
	}
}

func TestOffice_EndsWithItsContextThoughSomebodyWaitsForEvents(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	office, err := Start(ctx, Options{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	a, secret := office.Login()
	client, err := a.Client(secret, pbxclient.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdle()
	ended := make(chan error)
	go func() {
		_, err := client.Events(t.Context(), pbxclient.EventsQuery{})
		ended <- err
	}()
	for tick := time.NewTicker(time.Millisecond); len(office.PBX.Requests()) == 0; <-tick.C {
	}
	cancel()
	office.Wait()
	if err := <-ended; err == nil {
		t.Error("the wait for events was not cut off")
	}
}

func TestStart_FailsWhereNothingCanListen(t *testing.T) {
	first, err := Start(t.Context(), Options{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	for _, tls := range []bool{false, true} {
		if _, err := Start(t.Context(), Options{Listen: first.URL[len("http://"):], TLS: tls}); err == nil {
			t.Errorf("a second one listens at %s", first.URL)
		}
	}
}
