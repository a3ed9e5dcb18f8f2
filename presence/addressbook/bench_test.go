package addressbook

import (
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// crowd is so many contacts as a file has them, each with two numbers.
func crowd(people int) Records {
	r := Records{Records: make([]Record, people)}
	for i := range r.Records {
		r.Records[i].Entry = Entry{
			UID: fmt.Sprintf("5b7a4c3e-8d21-4f0e-9c2d-%012d", i), Given: "Anne-Marie", Family: fmt.Sprintf("Sørensen %d", i*7919%people),
			Organisation: "Bakkerij De Gouden Aar", Title: "Sales", Emails: []Email{{KindWork, fmt.Sprintf("a%d@example.org", i)}},
			Numbers: []Number{{KindWork, fmt.Sprintf("020 %07d", 1_000_000+i), ""}, {KindMobile, fmt.Sprintf("+31 6 %08d", 10_000_000+i), ""}},
		}
	}
	return r
}

// BenchmarkOpen50000 is how long 50,000 contacts take from the file to a book with its index, and what they take of memory.
func BenchmarkOpen50000(b *testing.B) {
	path := filepath.Join(b.TempDir(), "contacts.db")
	s, _, err := Open(path)
	if err == nil {
		err = s.SetRegion("NL")
	}
	begun := time.Now()
	if err == nil {
		err = s.Apply(s.Preview(crowd(50_000)))
	}
	imported := time.Since(begun)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	held := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		if s, _, err = Open(path); err != nil || s.Book().Len() != 50_000 {
			b.Fatal(err)
		}
		b.StopTimer()
		if s.Book().ByNumber("020 1000007") == nil || s.Close() != nil {
			b.Fatal("it does not hold what it should")
		}
		b.StartTimer()
	}
	with := held()
	runtime.KeepAlive(s)
	s = nil
	memory := float64(with) - float64(held())
	b.ReportMetric(memory/1e6, "MB")
	b.ReportMetric(imported.Seconds()*1000, "import-ms")
}

// BenchmarkByNumber is one look at who calls.
func BenchmarkByNumber(b *testing.B) {
	s := opened(b)
	if err := s.Apply(s.Preview(crowd(50_000))); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if s.Book().ByNumber("0031201000007") == nil {
			b.Fatal("nobody")
		}
	}
}
