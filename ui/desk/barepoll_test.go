//go:build linux

package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/ui/demo"
)

// share99 is the time that 99 of 100 stay below.
func share99(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)*99/100]
}

// barePoll follows an office's events with net/http alone, and tells of every answer that had any.
func barePoll(b *testing.B, office *demo.Office) (answers <-chan struct{}, stop func()) {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	ended, heard := make(chan struct{}), make(chan struct{}, 1024)
	client := &http.Client{Transport: &http.Transport{}}
	get := func(query string) (events int, err error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, office.URL+"/apis/pbx/events?timeout=20"+query, nil)
		if err != nil {
			return 0, err
		}
		r.SetBasicAuth(pbxclient.APIKeyUser, office.PBX.APIKey())
		answer, err := client.Do(r)
		if err != nil {
			return 0, err
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return bytes.Count(body, []byte(`"event_type"`)), err
	}
	go func() {
		defer close(ended)
		query, last := "", -1
		for {
			events, err := get(query)
			if err != nil {
				return
			}
			if last += events; events > 0 {
				heard <- struct{}{}
				query = fmt.Sprint("&last=", last)
			}
		}
	}()
	return heard, func() {
		cancel()
		client.CloseIdleConnections()
		<-ended
	}
}
