package presence

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
)

// BenchmarkEventToSnapshot is how long it takes from the PBX's change to the picture that shows it, over loopback,
// beside a poll of the same server that decodes nothing.
func BenchmarkEventToSnapshot(b *testing.B) {
	pbx := pbxsim.New(pbxsim.Options{Users: largeUsers, Quiet: true})
	server := httptest.NewServer(pbx.Handler())
	b.Cleanup(server.Close) // after the polls have ended
	users := pbx.Office().Users
	ctx, cancel := context.WithCancel(context.Background())
	base, _ := url.Parse(server.URL + "/apis/pbx/")
	client, err := pbxclient.New(pbxclient.Config{Base: base, UserName: pbxclient.APIKeyUser, Secret: pbx.APIKey()})
	if err != nil {
		b.Fatal(err)
	}
	defer client.CloseIdle()
	engine := New(client, Options{UserName: pbx.Accounts()[0].UserName, ByKey: true})
	ended := make(chan struct{})
	go func() { defer close(ended); engine.Run(ctx) }()
	defer func() { cancel(); <-ended }()
	sub := engine.Subscribe()
	defer sub.Close()
	for engine.Picture().Connection.State != Live {
		<-sub.Changes
	}

	bare := barePoll(b, server.URL, pbx.APIKey())
	measure := func(code int, seen func(user string)) []time.Duration {
		var took []time.Duration
		for i := range 120 {
			user := users[i*12]               // of the kind with one phone
			time.Sleep(25 * time.Millisecond) // until both polls wait again, and below the pace of a storm
			begun := time.Now()
			if err := pbx.SetPhoneStatus(user.Phones[0], code); err != nil {
				b.Fatal(err)
			}
			seen(user.UUID)
			took = append(took, time.Since(begun))
		}
		slices.Sort(took)
		return took
	}
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	for b.Loop() {
		through := measure(1, func(user string) {
			for range sub.Changes {
				if engine.Picture().Contacts.Find(user).Presence == OnCall {
					return
				}
			}
		})
		for len(bare) > 0 {
			<-bare // what the rounds above made
		}
		floor := measure(0, func(string) { <-bare })
		p99, floor99 := through[len(through)*99/100], floor[len(floor)*99/100]
		b.ReportMetric(ms(through[len(through)/2]), "p50-ms")
		b.ReportMetric(ms(p99), "p99-ms")
		b.ReportMetric(ms(floor[len(floor)/2]), "floor-p50-ms")
		b.ReportMetric(ms(floor99), "floor-p99-ms")
		b.ReportMetric(ms(p99-floor99), "over-ms")
	}
}

// barePoll polls with net/http alone, and tells of every answer.
func barePoll(b *testing.B, server, key string) <-chan struct{} {
	answers := make(chan struct{}, 1024)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	client := &http.Client{Transport: &http.Transport{}}
	get := func(last int64) (int64, error) {
		query := "timeout=20"
		if last >= 0 {
			query += fmt.Sprint("&last=", last)
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, server+"/apis/pbx/events?"+query, nil)
		if err != nil {
			return 0, err
		}
		r.SetBasicAuth(pbxclient.APIKeyUser, key)
		answer, err := client.Do(r)
		if err != nil {
			return 0, err
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return last + int64(bytes.Count(body, []byte(`"event_type"`))), err
	}
	go func() {
		defer close(ended)
		for last := int64(-1); ; {
			next, err := get(last)
			if err != nil {
				return
			}
			if next > last {
				answers <- struct{}{}
			}
			last = next
		}
	}()
	b.Cleanup(func() {
		cancel()
		client.CloseIdleConnections()
		<-ended
	})
	return answers
}
