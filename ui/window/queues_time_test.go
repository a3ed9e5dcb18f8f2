package window

import (
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/ui/session"
	"ringside/ui/window/widgets"
)

func TestQueues_TrendsAreThereAfterTheNextStart(t *testing.T) {
	pbx, folder := acdOffice(25), t.TempDir()
	first := queuing(t, pbx)
	first.queues.trends.path = session.TrendsFile(folder, first.acts.account)
	queue := first.queues.list.Listed()[0].Key
	first.open(peoplePage) // nobody looks any more
	first.do.wait()
	p := queuing(t, pbx)
	if err := p.queues.trends.Load(first.queues.trends.path, time.Now()); err != nil {
		t.Fatal(err)
	}
	if n := len(p.queues.trends.Of(queue, time.Now())); n == 0 {
		t.Error("they are forgotten")
	}
	p.queues.list.Pick(queue)
	p.queues.one.Choose(2)
	if charts := seen[*widgets.Chart](p.queues.one.Content); len(charts) != 4 || len(charts[0].Shown().Samples) == 0 {
		t.Errorf("%d charts", len(charts))
	}
}

func TestQueues_ThatAreLateAreNotCurrentAndDoNotTick(t *testing.T) {
	pbx := acdOffice(25)
	p := queuing(t, pbx)
	p.queues.last.Value.All[0].CallsWaiting = pbxclient.Some(1)
	p.queues.last.Value.All[0].LongestHoldTime = pbxclient.Some(30)
	for _, c := range []struct {
		ago, looked time.Duration
		longest     string
		stale       bool
	}{
		{5 * time.Second, time.Hour, "0:35", false},
		{queuesLate, time.Hour, "0:30", true},
		{time.Hour, time.Second, "0:30", false}, // of before somebody looked: the next comes at once
	} {
		p.queues.last.At, p.queues.looked = time.Now().Add(-c.ago), time.Now().Add(-c.looked)
		p.showQueues()
		if got := p.queues.list.Listed()[0].Longest.Text; got != c.longest || (p.staleQueues() != "") != c.stale {
			t.Errorf("%v ago: %s, and it says %q", c.ago, got, p.staleQueues())
		}
	}
}
