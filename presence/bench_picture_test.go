package presence

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
)

const (
	largeUsers  = 50_000
	largePhones = 60_000
)

// largeOffice answers as a very large PBX in which nothing happens. Its lists lie in files, so that the heap is the
// client's.
func largeOffice(b *testing.B) (server *httptest.Server, account pbxsim.Account) {
	pbx := pbxsim.New(pbxsim.Options{Users: largeUsers, Quiet: true})
	users := pbx.Office().Users
	for i := range largePhones - len(pbx.Office().Phones) {
		if _, err := pbx.AddPhone(users[i].UUID, "Second phone", fmt.Sprint("second", i), false); err != nil {
			b.Fatal(err)
		}
	}
	folder := b.TempDir()
	for _, name := range []string{"users", "phones", "system_information"} {
		r := httptest.NewRequest(http.MethodGet, "/apis/pbx/"+name+"?status=1", nil)
		r.SetBasicAuth(pbxclient.APIKeyUser, pbx.APIKey())
		answer := httptest.NewRecorder()
		pbx.Handler().ServeHTTP(answer, r)
		if err := os.WriteFile(filepath.Join(folder, name), answer.Body.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch name := strings.TrimPrefix(r.URL.Path, "/apis/pbx/"); {
		case name == "events" && r.FormValue("timeout") != "0":
			select {
			case <-r.Context().Done():
			case <-time.After(20 * time.Second):
			}
			_, _ = io.WriteString(w, "[]")
		case name == "events", name == "voicemail":
			_, _ = io.WriteString(w, "[]")
		default:
			list, err := os.Open(filepath.Join(folder, name))
			if err != nil {
				http.NotFound(w, r)
				return
			}
			defer list.Close()
			_, _ = io.Copy(w, list)
		}
	}))
	b.Cleanup(server.Close)
	return server, pbx.Accounts()[0]
}

// signedIn is a client of a PBX's account.
func signedIn(b testing.TB, server *httptest.Server, account pbxsim.Account) (*pbxclient.Client, Options) {
	base, _ := url.Parse(server.URL + "/apis/pbx/")
	client, err := pbxclient.New(pbxclient.Config{Base: base, UserName: account.UserName, Secret: account.Password})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdle)
	return client, Options{UserName: account.UserName}
}

// BenchmarkFirstPicture is from the first request to the picture of a very large office that is live. Its floor is to
// receive the same bytes side by side and to read them into plain structs.
func BenchmarkFirstPicture(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(GCPercent)) // as the part that stays does
	server, account := largeOffice(b)
	client, options := signedIn(b, server, account)
	var took, floor time.Duration
	var kept, high, body int64
	rounds := 0
	for b.Loop() {
		before := heap(true)
		begun := time.Now()
		body = plainLists(b, server.URL)
		floor += time.Since(begun)
		heap(true)
		highest := watchHeap()
		begun = time.Now()
		engine, stop := live(b, client, options)
		took += time.Since(begun)
		high += highest() - before
		kept += heap(true) - before
		if n := engine.Picture().Contacts.Len(); n != largeUsers {
			b.Fatal(n, "contacts")
		}
		stop()
		runtime.KeepAlive(engine)
		rounds++
	}
	n := float64(rounds)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took.Seconds()*1000/n, "ms")
	b.ReportMetric(floor.Seconds()*1000/n, "floor-ms")
	b.ReportMetric(took.Seconds()/floor.Seconds(), "times-floor")
	b.ReportMetric(float64(kept)/n/largeUsers, "B/contact")
	b.ReportMetric(float64(high)/n/1e6, "peak-MB")
	b.ReportMetric(float64(body)/1e6, "body-MB")
	b.ReportMetric(float64(high)/n/float64(body), "peak/body")
}

// live runs an engine until its picture is live. stop ends it.
func live(b *testing.B, client *pbxclient.Client, options Options) (engine *Engine, stop func()) {
	engine = New(client, options)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); engine.Run(ctx) }()
	sub := engine.Subscribe()
	for engine.Picture().Connection.State != Live {
		<-sub.Changes
	}
	sub.Close()
	return engine, func() { cancel(); <-ended }
}

// plainLists does what cannot be saved: it receives both lists side by side, and has encoding/json read them.
func plainLists(b *testing.B, server string) (size int64) {
	var users []plainUser
	var phones []plainPhone
	sizes := make([]int64, 2)
	var g errgroup.Group
	for i, into := range []any{&users, &phones} {
		g.Go(func() error {
			answer, err := http.Get(server + "/apis/pbx/" + []string{"users", "phones"}[i])
			if err != nil {
				return err
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			sizes[i] = int64(len(body))
			if err != nil {
				return err
			}
			return json.Unmarshal(body, into)
		})
	}
	if err := g.Wait(); err != nil || len(users) != largeUsers || len(phones) != largePhones {
		b.Fatal(len(users), len(phones), err)
	}
	return sizes[0] + sizes[1]
}

type plainUser struct {
	UUID     string `json:"uuid"`
	Username string `json:"username"`
	FullName string `json:"full_name"`
	Phones   []struct {
		Type     string `json:"type"`
		Phone    string `json:"phone"`
		Number   string `json:"number"`
		Trunk    string `json:"trunk"`
		Personal bool   `json:"personal"`
	} `json:"phones"`
	HotDesk     string `json:"hot_desk"`
	CallForward string `json:"call_forward"`
	CW          bool   `json:"cw"`
	DND         bool   `json:"dnd"`
}

type plainPhone struct {
	UUID          string `json:"uuid"`
	Name          string `json:"name"`
	Type          string `json:"type"`
	HotDesk       bool   `json:"hot_desk"`
	PhoneUsername string `json:"phone_username"`
	StatusCode    int    `json:"status_code"`
	Status        string `json:"status"`
	HotDeskUser   string `json:"hot_desk_user"`
}

// heap is the size of what lives on the heap, in bytes; settled first throws away what does not.
func heap(settled bool) int64 {
	if settled {
		for range 3 {
			runtime.GC()
		}
	}
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// watchHeap looks at the heap all the time; the function it returns ends that and tells the most that was seen.
func watchHeap() (highest func() int64) {
	stop, most := make(chan struct{}), make(chan int64)
	go func() {
		top := int64(0)
		for {
			select {
			case <-stop:
				most <- top
				return
			case <-time.After(time.Millisecond):
				top = max(top, heap(false))
			}
		}
	}()
	return func() int64 { close(stop); return <-most }
}
