package window

import (
	"net/http"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// queuing is the page of the queues, over a quiet office, as somebody who may see them.
func queuing(t testing.TB, pbx *pbxsim.PBX) *seat {
	t.Helper()
	p := visit(t, pbx, pbx.Accounts()[1], newStage(me(), anna), settings.Settings{})
	p.until("the page is offered", func() bool { return !p.places[queuesPage].closed })
	p.open(queuesPage)
	return p
}

// acdOffice is an office of so many people where nothing happens by itself; it has more queues the larger it is.
func acdOffice(users int) *pbxsim.PBX { return pbxsim.New(pbxsim.Options{Users: users, Quiet: true}) }

// tellQueues has the PBX answer with this about all queues.
func tellQueues(pbx *pbxsim.PBX, answer string) (remove func()) {
	return pbx.Inject(pbxsim.Fault{Match: func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/acd/") }, Body: answer})
}

// acdAsked is how often the PBX was asked that.
func acdAsked(pbx *pbxsim.PBX, method, part string) (n int) {
	for _, r := range pbx.Requests() {
		if r.Method == method && strings.Contains(r.Path, part) {
			n++
		}
	}
	return n
}

func TestQueues_AreNotOfferedToWhomThePBXDoesNotTell(t *testing.T) {
	pbx := acdOffice(25)
	p := visit(t, pbx, pbx.Accounts()[2], newStage(me(), anna), settings.Settings{})
	p.until("the PBX has refused", func() bool { return p.queues.last.Denied })
	if !p.places[queuesPage].closed {
		t.Error("a page is offered that stays empty")
	}
}

func TestQueues_ShowWhoWaitsAndWhoAnswers(t *testing.T) {
	pbx := acdOffice(250)
	queue := pbx.Office().Queues[0]
	if _, err := pbx.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"}, queue.Extension); err != nil {
		t.Fatal(err)
	}
	p := queuing(t, pbx)
	if n := len(p.queues.list.Listed()); n != len(pbx.Office().Queues) {
		t.Fatalf("%d queues", n)
	}
	p.queues.list.Pick(queue.UUID)
	p.until("the details", func() bool { return p.queues.last.Value.Detail != nil })
	if d := p.queues.one.Shown(); d.Name != queue.Name || d.Waiting.Text != "1" {
		t.Errorf("%+v", d)
	}
	caller := seen[*widgets.FigureRow](p.queues.one.Content)[0].Shown()
	if caller.Lead != "1" || caller.Title != "Bakery Jansen" {
		t.Errorf("%+v", caller)
	}
	p.queues.one.Choose(1)
	if n := len(seen[*widgets.FigureRow](p.queues.one.Content)); n == 0 {
		t.Error("nobody answers")
	}
}

func TestQueues_AnAgentIsCalledByAClick(t *testing.T) {
	pbx := acdOffice(25)
	p := queuing(t, pbx)
	defer tellQueues(pbx, `[{"uuid":"q","name":"Q","all_agents":1,"agents":[{"user_uuid":"anna","name":"anna","status_code":0}]}]`)()
	p.queues.poller.Again()
	p.until("the queue", func() bool { return len(p.queues.list.Listed()) > 0 && p.queues.list.Listed()[0].Key == "q" })
	p.queues.list.Pick("q")
	p.until("the details", func() bool { return p.queues.last.Value.Detail != nil })
	p.queues.one.Choose(1)
	seen[*widgets.FigureRow](p.queues.one.Content)[0].Tapped(nil)
	p.expect(`dial 203 from="" auto=true`)
}

func TestQueues_OddOnesAreStillShown(t *testing.T) {
	pbx := acdOffice(25)
	defer tellQueues(pbx, `{"queues":[{"calls_waiting":-1,"agents":"none","calls":{"a":1}},{"name":"B","calls_waiting":"x"},7,
		{"uuid":"","name":null,"agents":[{"name":null,"user_uuid":3}],"calls":[{},{"wait":"long"}]}]}`)()
	p := queuing(t, pbx)
	p.until("the queues", func() bool { return len(p.queues.list.Listed()) == 3 })
	for _, q := range p.queues.list.Listed() {
		p.queues.list.Pick(q.Key)
		p.until("its details", func() bool { d := p.queues.last.Value.Detail; return d != nil && d.Key == q.Key })
		if q.Waiting.Text != "–" || q.Level != rows.Unmeasured {
			t.Errorf("%+v", q)
		}
		for part := range 4 {
			p.queues.one.Choose(part)
		}
	}
}

func TestQueues_ArePolledOnlyWhileThePageIsToBeSeen(t *testing.T) {
	p := queuing(t, acdOffice(25))
	if !p.places[queuesPage].isSeen || p.queues.untick == nil {
		t.Error("nothing ticks on a page that is seen")
	}
	p.open(peoplePage)
	if p.queues.untick != nil {
		t.Error("the page ticks although nobody sees it")
	}
	p.open(queuesPage)
	p.setVisible(false)
	if p.queues.untick != nil {
		t.Error("the page ticks although nobody sees the window")
	}
}

func TestQueues_SayWhenTheyAreNotCurrent(t *testing.T) {
	pbx := acdOffice(25)
	p := queuing(t, pbx)
	defer pbx.Inject(pbxsim.Fault{Match: func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/acd/") }, Status: 500})()
	p.queues.poller.Again()
	p.until("it fails", func() bool { return p.queues.last.Err != nil })
	said := ""
	for _, l := range seen[*widget.Label](p.queues.list.Content) {
		if strings.HasPrefix(l.Text, "As of ") {
			said = l.Text
		}
	}
	if !strings.Contains(said, p.words.TimeToSecond(p.queues.last.At)) || p.places[queuesPage].closed {
		t.Errorf("it says %q", said)
	}
}

func TestQueues_AResetAsksFirst(t *testing.T) {
	pbx := acdOffice(25)
	queue := pbx.Office().Queues[0]
	p := queuing(t, pbx)
	p.queues.list.Pick(queue.UUID)
	p.until("the details", func() bool { return p.queues.last.Value.Detail != nil })
	p.tapIn(p.queues.one.Content, "queue_reset")
	if !strings.Contains(p.message.Text(), queue.Name) {
		t.Errorf("it asks %q", p.message.Text())
	}
	p.press(fyne.KeySpace) // cancels
	if p.settle(); p.message.Text() != "" || acdAsked(pbx, http.MethodPost, "/acd/") != 0 {
		t.Fatal("it was reset although nobody wanted that")
	}
	p.tapIn(p.queues.one.Content, "queue_reset")
	p.tapIn(p.message, "queue_reset")
	p.until("the reset", func() bool { return acdAsked(pbx, http.MethodPost, "/acd/"+queue.UUID) == 1 })
	p.until("that it is done", func() bool { return strings.Contains(p.message.Text(), queue.Name) })
	p.until("it is known", func() bool { return strings.Contains(p.queues.one.Shown().Counted, "last reset") })

	p.open(queuesPage)
	p.tapIn(p.queues.list.Content, "queue_reset_all")
	if !strings.Contains(p.message.Text(), "all queues") {
		t.Errorf("it asks %q", p.message.Text())
	}
	p.tapIn(p.message, "queue_reset")
	p.until("the reset of all", func() bool { return acdAsked(pbx, http.MethodPost, "/acd/stats") == 1 })
}

func TestQueues_WhatIsCountedSinceTheResetIsAskedForByItself(t *testing.T) {
	pbx := acdOffice(25)
	p := queuing(t, pbx)
	seen[*widgets.Segments](p.queues.list.Content)[0].Choose(1)
	p.until("the reading", func() bool { return p.queues.last.Value.Relative })
	last := pbx.Requests()[len(pbx.Requests())-1]
	if !strings.Contains(last.Query, "relative") {
		t.Errorf("asked %q", last.Query)
	}
}

func TestQueues_LimitsAreKeptForEachQueue(t *testing.T) {
	pbx := acdOffice(250)
	p := queuing(t, pbx)
	first, second := p.queues.list.Listed()[0].Key, p.queues.list.Listed()[1].Key
	p.queues.list.Pick(first)
	p.queues.one.Choose(p.queues.one.Parts() - 1)
	field := seen[*widgets.KeptField](p.queues.one.Content)[0]
	p.window.Canvas().Focus(field)
	field.SetText("0")
	p.press(fyne.KeyReturn)
	if p.queues.list.Listed()[0].Level < rows.Warned {
		t.Errorf("a limit of none is not measured: %+v", p.queues.list.Listed()[0])
	}
	if warn := p.settings.Limits(p.acts.account.ID(), first).Waiting.Warn; p.saved == 0 || warn == nil || *warn != 0 {
		t.Errorf("saved %d times: %v", p.saved, warn)
	}
	p.queues.list.Pick(second)
	if got := seen[*widgets.KeptField](p.queues.one.Content)[0].Text; got != "3" {
		t.Errorf("another queue has %q", got)
	}
}

func TestQueues_APhoneShowsOneInPlaceOfTheList(t *testing.T) {
	p := queuing(t, acdOffice(25))
	p.window.Resize(fyne.NewSize(360, 640))
	p.open(queuesPage)
	p.queues.list.Pick(p.queues.list.Listed()[0].Key)
	if !p.places[queuesPage].detail.Visible() || p.places[queuesPage].main.Visible() {
		t.Error("the queue is not shown")
	}
}

func TestQueues_KeysGoThroughTheList(t *testing.T) {
	p := queuing(t, acdOffice(350))
	listed := p.queues.list.Listed()
	for _, want := range []int{1, 2} {
		p.press(fyne.KeyDown)
		if got := p.queues.wants().picked; got != listed[want].Key {
			t.Errorf("picked %s, want %s", got, listed[want].Name)
		}
	}
	p.press(fyne.KeyEnd)
	p.press(fyne.KeyUp)
	if got := p.queues.wants().picked; got != listed[len(listed)-2].Key {
		t.Errorf("picked %s", got)
	}
}

func TestQueues_AnAlarmIsHeardOnceByWhoWantsToHearIt(t *testing.T) {
	pbx := acdOffice(25)
	for _, wanted := range []bool{false, true} {
		p := queuing(t, pbx)
		p.queues.list.Pick(p.queues.list.Listed()[0].Key)
		p.queues.one.Choose(p.queues.one.Parts() - 1)
		if wanted {
			seen[*widgets.SwitchRow](p.queues.one.Content)[0].Tapped(nil)
			if p.settle(); p.chimes.Load() != 1 || !p.settings.QueueSound || p.saved == 0 {
				t.Fatal("who turns the sound on has to hear it")
			}
			p.queues.sound.played = p.queues.sound.played.Add(-soundEvery)
		}
		for range 2 {
			remove := tellQueues(pbx, `[{"uuid":"`+p.queues.list.Listed()[0].Key+`","calls_waiting":99}]`)
			p.queues.poller.Again()
			p.until("the alarm", func() bool { return p.queues.list.Listed()[0].Level == rows.Alarmed })
			remove()
			p.queues.poller.Again()
			p.until("its end", func() bool { return p.queues.list.Listed()[0].Level != rows.Alarmed })
		}
		p.settle()
		if n := p.chimes.Load(); wanted && n != 2 || !wanted && n != 0 {
			t.Errorf("wanted %v: %d sounds", wanted, n)
		}
	}
}
