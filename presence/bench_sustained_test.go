package presence

import (
	"net/http/httptest"
	"runtime/metrics"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

// BenchmarkSustained has 20,000 events a second happen in a very large office for a minute, of which the PBX keeps the
// last 1000. None may be lost: the picture would be listed again, or be wrong at the end.
func BenchmarkSustained(b *testing.B) {
	const (
		lasts     = time.Minute
		perSecond = 20_000
		perTick   = 40 // at most, a millisecond: after a pause of the machine no burst may come that the PBX cannot keep
	)
	pbx := pbxsim.New(pbxsim.Options{Users: largeUsers, Quiet: true})
	server := httptest.NewServer(pbx.Handler())
	b.Cleanup(server.Close)
	client, options := signedIn(b, server, pbx.Accounts()[0])
	phones := pbx.Office().Phones
	for b.Loop() {
		engine, stop := live(b, client, options)
		resyncs := engine.Picture().Resyncs
		ring := func(n int) {
			if err := pbx.SetPhoneStatus(phones[n*7919%len(phones)].UUID, []int{8, 1, 0}[n/len(phones)%3]); err != nil {
				b.Fatal(err)
			}
		}
		sent, early := 0, int64(0)
		begun := time.Now()
		for elapsed := time.Duration(0); elapsed < lasts; elapsed = time.Since(begun) {
			for due := min(int(elapsed.Seconds()*perSecond), sent+perTick); sent < due; sent++ {
				ring(sent)
			}
			if early == 0 && elapsed > lasts/3 {
				early = marked()
			}
			time.Sleep(time.Millisecond)
		}
		took := time.Since(begun)
		late := marked()
		wrong := untilRight(b, engine, pbx)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(sent)/took.Seconds(), "events/s")
		b.ReportMetric(float64(engine.Picture().Resyncs-resyncs), "lists-again")
		b.ReportMetric(float64(wrong), "wrong")
		b.ReportMetric(float64(early)/1e6, "MB-after-20s")
		b.ReportMetric(float64(late)/1e6, "MB-after-60s")
		stop()
	}
}

// marked is what the last collection of garbage found to live on the heap, in bytes.
func marked() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// untilRight gives the last events a second, and counts the phones that are shown otherwise than they are.
func untilRight(b *testing.B, engine *Engine, pbx *pbxsim.PBX) (wrong int) {
	time.Sleep(time.Second)
	codes := map[string]int{}
	for _, p := range pbx.Office().Phones {
		codes[p.UUID] = p.Code
	}
	for c := range engine.Picture().Contacts.All() {
		for _, p := range c.Phones {
			if p.StatusCode.Or(-99) != codes[p.UUID] {
				wrong++
			}
		}
	}
	return wrong
}
