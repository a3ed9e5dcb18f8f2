package presence

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
)

func TestEngine_AWakeUpChecksWhetherTheConnectionLives(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(5 * time.Second)
		before := len(w.pbx.Requests())
		w.Wake()
		synctest.Wait()
		asked := w.pbx.Requests()[before:]
		if len(asked) != 2 || !strings.Contains(asked[0].Query, "timeout=0") || !strings.Contains(asked[1].Query, "timeout=20") {
			t.Errorf("asked %+v, want one request that does not wait and then one that does", asked)
		}
		w.after(time.Minute)
		if got := w.state(Live).Resyncs; got != 1 {
			t.Errorf("%d resyncs although nothing was wrong", got)
		}
	})
}

func TestEngine_APictureIsOldOnceAWakeUpGoesUnanswered(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(5 * time.Second)
		remove := w.pbx.Inject(pbxsim.Fault{Delay: 3 * time.Second})
		w.Wake()
		w.after(moment - time.Millisecond)
		w.state(Live)
		w.after(2 * time.Millisecond)
		if asOf := w.state(Stale).Connection.AsOf; asOf.IsZero() || time.Since(asOf) < 5*time.Second {
			t.Errorf("the picture is said to be %v old", time.Since(asOf))
		}
		remove()
		w.after(4 * time.Second)
		if got := w.state(Live).Resyncs; got != 2 {
			t.Errorf("%d resyncs", got)
		}
	})
}

func TestEngine_AfterASleepThePictureIsOldAtOnce(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(tick / 2)
		w.pbx.Inject(pbxsim.Fault{Match: to("events"), Delay: 100 * time.Millisecond})
		w.tell(func(l *loop) { l.due.lastTick = l.due.lastTick.Add(-time.Hour) }) // as if it had slept since
		w.Wake()
		synctest.Wait()
		w.state(Stale)
		w.after(time.Second)
		w.state(Live)
		w.after(time.Minute)
		if got := w.state(Live).Resyncs; got != 2 {
			t.Errorf("%d resyncs for one sleep", got)
		}
	})
}

func TestEngine_AWakeUpDoesNotWaitForTheBackoff(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		remove := w.pbx.Inject(pbxsim.Fault{Status: 503, Header: http.Header{"Retry-After": {"60"}}})
		w.after(pollWait + time.Second)
		w.state(Stale)
		remove()
		w.Wake()
		synctest.Wait()
		w.state(Live)
	})
}

func TestEngine_AWakeUpStartsListsAgainThatHang(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(5 * time.Second)
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 25 * time.Second})
		w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
		remove()
		w.Wake()
		synctest.Wait()
		if c := w.contact(w.office.Users[3].UUID); c.Name() != "Somebody Else" {
			t.Errorf("the name is %q", c.Name())
		}
		w.state(Live)
	})
}

func TestEngine_AWakeUpLeavesRefusedCredentialsAlone(t *testing.T) {
	mirrored(t, login{secret: "wrong"}, func(t *testing.T, w *world) {
		for range 10 {
			w.Wake()
			w.after(time.Second)
		}
		w.state(SignedOut)
		if n := len(w.pbx.Requests()); n != 1 {
			t.Errorf("%d attempts with a wrong password", n)
		}
	})
}

// farAway is a PBX whose link can be cut: then nothing answers, and requests end at their deadline.
type farAway struct {
	Source
	cut     atomic.Bool
	knocked atomic.Int32
}

func (f *farAway) Events(ctx context.Context, q pbxclient.EventsQuery) (pbxclient.Batch, error) {
	if f.cut.Load() {
		<-ctx.Done()
		return pbxclient.Batch{}, &pbxclient.Error{Code: pbxclient.CodeTimeout, Err: ctx.Err()}
	}
	return f.Source.Events(ctx, q)
}

func (f *farAway) Reach(ctx context.Context) bool {
	f.knocked.Add(1)
	if f.cut.Load() {
		<-ctx.Done()
		return false
	}
	return true
}

func TestEngine_IsBackSoonAfterALinkFarAwayIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		far := &farAway{Source: w.client}
		w.Engine.src = far
		w.run()
		far.cut.Store(true)
		w.pbx.Restart()
		w.after(10 * time.Minute)
		w.state(Offline)
		if n := far.knocked.Load(); n < 300 || n > 400 { // two minutes at two a second, and then one every five seconds
			t.Errorf("knocked %d times in ten minutes", n)
		}
		far.cut.Store(false)
		w.after(knockEveryLong)
		w.state(Live)
		far.knocked.Store(0)
		w.after(10 * time.Minute)
		if n := far.knocked.Load(); n != 0 {
			t.Errorf("knocked %d times while connected", n)
		}
	})
}

func TestEngine_KnocksOnceWhereTheMachineAnswersAllTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		far := &farAway{Source: w.client}
		w.Engine.src = far
		w.run()
		w.pbx.Inject(pbxsim.Fault{Drop: true})
		w.pbx.Restart()
		w.after(10 * time.Minute)
		if n, asked := int(far.knocked.Load()), len(w.requests("/events")); n > asked || asked > 100 {
			t.Errorf("knocked %d times at %d requests", n, asked)
		}
	})
}
