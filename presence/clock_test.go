package presence

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

// onTheWall writes the times of events as a clock on the wall somewhere shows them, without a zone.
func onTheWall(where *time.Location) func(http.Handler) http.Handler {
	stamp := regexp.MustCompile(`"timestamp":"([^"]*)"`)
	return func(pbx http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, "/events") {
				pbx.ServeHTTP(w, r)
				return
			}
			said := httptest.NewRecorder()
			pbx.ServeHTTP(said, r)
			for name, values := range said.Header() {
				if name != "Content-Length" {
					w.Header()[name] = values
				}
			}
			w.WriteHeader(said.Code)
			_, _ = w.Write(stamp.ReplaceAllFunc(said.Body.Bytes(), func(found []byte) []byte {
				t, err := time.Parse(time.RFC3339, string(stamp.FindSubmatch(found)[1]))
				if err != nil {
					panic(err)
				}
				return []byte(`"timestamp":"` + t.In(where).Format("2006-01-02T15:04:05.999999") + `"`)
			}))
		})
	}
}

func TestClock_CallsOfBeforeAreOfBeforeWhereThePBXNamesNoZone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	synctest.Test(t, func(t *testing.T) {
		pbx := pbxsim.New(pbxsim.Options{Quiet: true})
		var began time.Time
		for start := range 2 { // and the second time it is the same call
			j, _, err := journal.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, pbx, login{journal: j, front: onTheWall(time.Local)})
			if start == 0 {
				_, err := w.client.Events(t.Context(), pbxclient.EventsQuery{Timeout: pbxclient.Some(time.Duration(0))})
				w.do(err) // somebody follows the events already
				began = time.Now()
				id, err := pbx.Incoming(outside, w.office.Users[0].Extension)
				w.do(err)
				w.after(10 * time.Second)
				w.do(pbx.Hangup(id))
			}
			w.after(30 * time.Hour)
			w.run()
			w.after(time.Second)
			w.state(Live)
			w.wantTold()
			w.stop()
			<-w.ended
			calls, err := j.Calls(journal.Call{}, 10)
			if err != nil || len(calls) != 1 || !calls[0].Began.Equal(began) || calls[0].Ended.Sub(began) != 10*time.Second {
				t.Errorf("kept %+v, %v", calls, err)
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestClock_AZoneIsSeenFromTheFirstEventOfAMoment(t *testing.T) {
	now := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	wall := func(text string) pbxclient.Event {
		t, _ := time.Parse("2006-01-02T15:04:05", text)
		return pbxclient.Event{Timestamp: t, Zoneless: true}
	}
	for _, c := range []struct{ live, earlier string }{
		{"2026-05-04T10:00:01", "2026-05-04T07:30:00"}, {"2026-05-04T15:29:58", "2026-05-04T13:00:00"}, {"2026-05-04T03:00:00", "2026-05-04T00:30:00"},
	} {
		var clock pbxClock
		clock.set(now.Add(time.Minute), now) // theirs is fast
		if live := wall(c.live); clock.tells(live) {
			t.Error("a zone is known from nothing")
		}
		fast := wall(c.live)
		fast.Timestamp = fast.Timestamp.Add(time.Minute)
		clock.learn(fast, now)
		if at := clock.local(fast, now); !clock.tells(fast) || now.Sub(at).Abs() > 5*time.Second {
			t.Errorf("%s is %v", c.live, at)
		}
		earlier := wall(c.earlier)
		earlier.Timestamp = earlier.Timestamp.Add(time.Minute)
		if at := clock.local(earlier, now); !at.Equal(now.Add(-150 * time.Minute)) {
			t.Errorf("%s is %v", c.earlier, at)
		}
	}
	var clock pbxClock
	clock.learn(wall("2024-01-01T00:00:00"), now) // no zone is that far
	if clock.sure {
		t.Errorf("a zone of %v", clock.zone)
	}
	clock.learn(pbxclient.Event{Timestamp: now.Add(time.Hour)}, now)
	if clock.sure {
		t.Error("a zone was seen where one was told")
	}
	if at := clock.local(pbxclient.Event{}, now); !at.Equal(now) {
		t.Errorf("no time is %v", at)
	}
	if at := clock.local(wall("2026-05-05T10:00:00"), now); !at.Equal(now) {
		t.Errorf("a time that lies ahead is %v", at)
	}
}
