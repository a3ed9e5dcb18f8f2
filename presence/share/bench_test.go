package share

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
)

// crowd are so many people, each with a phone or two.
func crowd(people int) []*presence.Contact {
	list := make([]*presence.Contact, people)
	for i := range list {
		phone := fmt.Sprintf("9f0e1c2d-5b7a-4c3e-8d21-%012d", i)
		list[i] = &presence.Contact{
			UUID: fmt.Sprint("user", i), Username: fmt.Sprint("user.name", i), FullName: fmt.Sprintf("Anne-Marie Sørensen %d", i),
			Extension: fmt.Sprint(200 + i), Presence: presence.Available, Since: time.UnixMilli(1_700_000_000_000 + int64(i)),
			DND: pbxclient.Some(false), CW: pbxclient.Some(true), CallForward: pbxclient.NullOpt[string](), HotDesk: pbxclient.NullOpt[string](),
			Assigned: []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypePhone, Phone: phone, Personal: pbxclient.Some(true)}},
			Phones:   []presence.ContactPhone{{UUID: phone, Name: "Desk phone", StatusCode: pbxclient.Some(0), Personal: true}},
		}
	}
	return list
}

// socket is both ends of a real connection.
func socket(b *testing.B) (near, far net.Conn) {
	b.Helper()
	listener, err := net.Listen("unix", filepath.Join(b.TempDir(), "s"))
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	if near, err = net.Dial("unix", listener.Addr().String()); err == nil {
		far, err = listener.Accept()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _, _ = near.Close(), far.Close() })
	return near, far
}

// BenchmarkCross50000 is how long an office of 50,000 takes from connecting to the first full picture in another process,
// beside the same bytes through the socket into plain structs.
func BenchmarkCross50000(b *testing.B) {
	const people = 50_000
	mirror := newHeld(people)
	server := NewServer(Options{Mirror: mirror, Words: plain{}})
	b.Cleanup(server.Close)
	lines := make([][]byte, people)
	bytes := 0
	for i := range lines {
		lines[i] = appendContact(nil, mirror.Picture().Contacts.At(i))
		bytes += len(lines[i])
	}
	var took, floor time.Duration
	rounds := 0
	for b.Loop() {
		near, far := socket(b)
		begun := time.Now()
		server.Serve(far)
		r, err := Connect(b.Context(), near, nil)
		if err == nil {
			err = r.Watch(b.Context(), AllContacts)
		}
		took += time.Since(begun)
		if err != nil || r.Picture().Contacts.Len() != people {
			b.Fatal(err, r.Picture().Contacts.Len())
		}
		r.Close()

		near, far = socket(b)
		begun = time.Now()
		plainCross(b, near, far, lines)
		floor += time.Since(begun)
		rounds++
	}
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(rounds) }
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(took), "ms")
	b.ReportMetric(ms(floor), "floor-ms")
	b.ReportMetric(took.Seconds()/floor.Seconds(), "times-floor")
	b.ReportMetric(float64(bytes)/people, "B/contact")
}

// plainCross sends lines through a socket and has encoding/json read them.
func plainCross(b *testing.B, near, far net.Conn, lines [][]byte) {
	var sending sync.WaitGroup
	sending.Go(func() {
		w := bufio.NewWriterSize(far, 64<<10)
		for _, line := range lines {
			_, _ = w.Write(line)
		}
		_ = w.Flush()
	})
	in := bufio.NewReaderSize(near, 64<<10)
	for range lines {
		line, err := in.ReadSlice('\n')
		var c contactIn
		if err == nil {
			err = json.Unmarshal(line, &c)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	sending.Wait()
}

// BenchmarkEventAcross is how long a change of one phone takes, from its publication among 10,000 people to the picture in
// another process, beside a line there and back over the same kind of socket, halved.
func BenchmarkEventAcross(b *testing.B) {
	const people, changes = 10_000, 2000
	mirror := newHeld(people)
	server := NewServer(Options{Mirror: mirror, Words: plain{}})
	b.Cleanup(server.Close)
	near, far := socket(b)
	server.Serve(far)
	r, err := Connect(b.Context(), near, nil)
	if err == nil {
		err = r.Watch(b.Context(), AllContacts)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(r.Close)
	sub := r.Subscribe()
	defer sub.Close()
	ping := pinger(b)
	for b.Loop() {
		var across, floor []time.Duration
		for i := range changes {
			uuid, is := fmt.Sprint("user", i*7919%people), presence.Ringing
			if mirror.Picture().Contacts.Find(uuid).Presence == is {
				is = presence.Available
			}
			begun := time.Now()
			mirror.change(uuid, func(c *presence.Contact) { c.Presence = is })
			for r.Picture().Contacts.Find(uuid).Presence != is {
				<-sub.Changes
			}
			across = append(across, time.Since(begun))
			floor = append(floor, ping()/2)
		}
		slices.Sort(across)
		slices.Sort(floor)
		ms := func(list []time.Duration, percent int) float64 { return list[len(list)*percent/100].Seconds() * 1000 }
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(ms(across, 50), "p50-ms")
		b.ReportMetric(ms(across, 99), "p99-ms")
		b.ReportMetric(ms(floor, 50), "floor-p50-ms")
		b.ReportMetric(ms(floor, 99), "floor-p99-ms")
	}
}

// pinger sends a line of a contact's length through a socket and back, and tells how long that took.
func pinger(b *testing.B) func() time.Duration {
	near, far := socket(b)
	var echoing sync.WaitGroup
	echoing.Go(func() { _, _ = io.Copy(onlyWriter{far}, far) })
	b.Cleanup(func() { _ = near.Close(); echoing.Wait() })
	line := appendContact(nil, crowd(1)[0])
	back := make([]byte, len(line))
	return func() time.Duration {
		begun := time.Now()
		_, err := near.Write(line)
		if err == nil {
			_, err = io.ReadFull(near, back)
		}
		if err != nil {
			b.Fatal(err)
		}
		return time.Since(begun)
	}
}
