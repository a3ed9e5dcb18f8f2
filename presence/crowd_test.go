package presence

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/pace"
)

// crowd is how many clients lose one PBX at the same instant.
const crowd = 500

// TestEngine_ManyClientsDoNotComeBackInTheSameSecond loses a PBX for all of an office, for an instant and for a minute.
func TestEngine_ManyClientsDoNotComeBackInTheSameSecond(t *testing.T) {
	for name, gone := range map[string]time.Duration{"an instant": 0, "a minute": time.Minute} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { losePBX(t, gone) })
		})
	}
}

func losePBX(t *testing.T, gone time.Duration) {
	pbx := pbxsim.New(pbxsim.Options{Quiet: true, Users: crowd})
	weather := newWeather()
	listener := weather.listener
	account := pbx.Accounts()[0]
	var mu sync.Mutex
	var back time.Time           // when the PBX can be reached again, zero while nobody counts
	seconds := map[int]int{}     // after that, how many came in each
	arrived := map[string]bool{} // who has come
	handler := weather.serve(pbx.Handler())
	server := &http.Server{ErrorLog: quietLog, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if who := r.Host; !back.IsZero() && strings.HasSuffix(r.URL.Path, "/events") && !arrived[who] {
			arrived[who] = true
			seconds[int(time.Since(back)/time.Second)]++
		}
		mu.Unlock()
		handler.ServeHTTP(w, r)
	})}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	engines := make([]*Engine, crowd)
	for i := range engines {
		client, err := pbxclient.New(pbxclient.Config{
			Base: &url.URL{Scheme: "http", Host: fmt.Sprintf("client%d.example.org", i), Path: "/apis/pbx/"}, UserName: account.UserName, Secret: account.Password, Dial: weather.dial,
		})
		if err != nil {
			t.Fatal(err)
		}
		engines[i] = New(client, Options{UserName: account.UserName})
		running.Go(func() { engines[i].Run(ctx); client.CloseIdle() })
	}
	defer func() {
		cancel()
		running.Wait()
		_ = server.Close()
		<-served
		weather.cut()
	}()
	time.Sleep(5 * time.Second)
	synctest.Wait()
	weather.refuse(errRefused)
	weather.cut()
	time.Sleep(gone)
	mu.Lock()
	back = time.Now()
	mu.Unlock()
	weather.refuse(nil)
	time.Sleep(2 * pace.Longest)
	synctest.Wait()
	mu.Lock()
	defer mu.Unlock()
	most := 0
	var histogram strings.Builder
	for s := range int(2 * pace.Longest / time.Second) {
		most = max(most, seconds[s])
		if n := seconds[s]; n > 0 {
			fmt.Fprintf(&histogram, "%3d s %4d %s\n", s, n, strings.Repeat("#", (n+4)/5))
		}
	}
	t.Logf("clients that came back, by second:\n%s", histogram.String())
	if len(arrived) != crowd {
		t.Errorf("%d of %d clients came back", len(arrived), crowd)
	}
	if most > crowd/3 {
		t.Errorf("%d of %d came back in the same second", most, crowd)
	}
}
