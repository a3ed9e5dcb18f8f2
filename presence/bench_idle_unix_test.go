//go:build unix

package presence

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// BenchmarkIdle is a minute in a very large office in which nothing happens, while nobody looks: what it costs the PBX and
// this machine. The server's share is in it.
func BenchmarkIdle(b *testing.B) {
	quiet, account := largeOffice(b)
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		quiet.Config.Handler.ServeHTTP(w, r)
	}))
	b.Cleanup(server.Close)
	client, options := signedIn(b, server, account)
	for b.Loop() {
		_, stop := live(b, client, options)
		time.Sleep(2 * time.Second) // until all that a start brings is over
		requests, before := asked.Load(), cpu(b)
		time.Sleep(time.Minute)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric((cpu(b)-before).Seconds()/60*100, "%-of-a-core")
		b.ReportMetric(float64(asked.Load()-requests), "requests/min")
		stop()
	}
}

// cpu is the processor time that this process has had.
func cpu(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
