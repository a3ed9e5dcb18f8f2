package acd

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var morning = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// filled has a sample every five seconds for so long, of one queue.
func filled(queue string, long time.Duration) *Trends {
	t := &Trends{}
	for at := time.Duration(0); at < long; at += Every {
		t.Add(queue, NewSample(morning.Add(at)).With(Waiting, int(at/Every)))
	}
	return t
}

func TestSample_KeepsWhatIsNotKnownAsSuch(t *testing.T) {
	s := NewSample(morning).With(Waiting, 0).With(Longest, -1).With(Service, 1<<20)
	for m, want := range map[Measure]string{Waiting: "0 true", Longest: "-1 false", Free: "-1 false", Service: "32767 true"} {
		v, known := m.Of(s)
		if got := fmt.Sprint(v, known); got != want {
			t.Errorf("%d: %s, want %s", m, got, want)
		}
	}
}

func TestTrends_KeepTheLastHoursAndNoMore(t *testing.T) {
	trends := filled("q", 20*time.Hour)
	list := trends.Of("q", morning.Add(20*time.Hour))
	if n, most := len(list), int(Kept/Every); n != most {
		t.Errorf("%d samples, want %d", n, most)
	}
	if n := len(trends.queues["q"]); n > maxSamples {
		t.Errorf("%d are kept", n)
	}
}

func TestTrends_KeepOneOfSeveralThatComeAtOnce(t *testing.T) {
	trends := &Trends{}
	for at := range 11 {
		trends.Add("q", NewSample(morning.Add(time.Duration(at)*time.Second)))
	}
	if n := len(trends.Of("q", morning.Add(time.Minute))); n != 3 {
		t.Errorf("%d samples of eleven seconds", n)
	}
}

func TestTrends_AClockThatIsSetBackBeginsAnew(t *testing.T) {
	trends := filled("q", time.Hour)
	trends.Add("q", NewSample(morning.Add(-time.Hour)))
	if n := len(trends.Of("q", morning)); n != 1 {
		t.Errorf("%d samples", n)
	}
}

func TestTrends_AreTheSameAfterTheNextStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trends")
	end := morning.Add(2 * time.Hour)
	before := filled("q", time.Hour)
	before.Add("other", NewSample(morning).With(Service, 80))
	if err := before.Save(path); err != nil {
		t.Fatal(err)
	}
	after := &Trends{}
	after.Add("q", NewSample(end)) // which was quicker than the file
	if err := after.Load(path, end); err != nil {
		t.Fatal(err)
	}
	list := after.Of("q", end)
	if len(list) != 721 || list[719] != before.Of("q", end)[719] || len(after.Of("other", end)) != 1 {
		t.Errorf("%d samples and %d", len(list), len(after.Of("other", end)))
	}
}

func TestTrends_OfADamagedFileAreNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trends")
	if err := filled("q", time.Hour).Save(path); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{"empty": {}, "another": []byte("{}"), "cut": whole[:len(whole)/2], "without its end": whole[:len(whole)-1]} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		trends := &Trends{}
		if err := trends.Load(path, morning.Add(time.Hour)); err == nil || len(trends.Of("q", morning.Add(time.Hour))) != 0 {
			t.Errorf("%s: %v", what, err)
		}
		trends.Add("q", NewSample(morning))
		if err := trends.Save(path); err != nil {
			t.Errorf("%s cannot be replaced: %v", what, err)
		}
	}
}

func TestTrends_OfAnotherDayAreForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trends")
	if err := filled("q", time.Hour).Save(path); err != nil {
		t.Fatal(err)
	}
	for _, now := range []time.Time{morning.Add(48 * time.Hour), morning.Add(-48 * time.Hour)} {
		trends := &Trends{}
		if err := trends.Load(path, now); err != nil || len(trends.queues) != 0 {
			t.Errorf("%v: %d, %v", now, len(trends.queues), err)
		}
	}
}

func TestTrends_OfAnAccountThatWasForgottenAreNotWrittenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trends")
	trends := filled("q", time.Minute)
	if err := trends.Save(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	trends.Add("q", NewSample(morning.Add(time.Hour)))
	if err := trends.Save(path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("it is there again")
	}
}

func TestTrends_NoFileIsNoError(t *testing.T) {
	if err := new(Trends).Load(filepath.Join(t.TempDir(), "none"), morning); err != nil {
		t.Error(err)
	}
}

// BenchmarkSave keeps eight hours of a hundred queues.
func BenchmarkSave(b *testing.B) {
	path := filepath.Join(b.TempDir(), "trends")
	trends := &Trends{queues: map[string][]Sample{}}
	for i := range 100 {
		trends.queues[fmt.Sprint("q", i)] = filled("q", Kept).queues["q"]
	}
	for b.Loop() {
		trends.fresh = true
		if err := trends.Save(path); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms")
}
