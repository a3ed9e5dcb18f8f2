package window

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"golang.org/x/text/language"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/acd"
	"ringside/presence/pace"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
)

// hundredQueues are 100 queues, the first of them with 50 agents and 200 callers, as the PBX tells of them.
func hundredQueues(b *testing.B, turn int) rows.QueueReading {
	b.Helper()
	list := pbxclient.List[pbxclient.QueueStats]{At: time.Now()}
	for i := range 100 {
		q := pbxclient.QueueStats{
			UUID: fmt.Sprint("q", i), Name: fmt.Sprintf("Queue %02d", i), CallsWaiting: pbxclient.Some(200), LongestHoldTime: pbxclient.Some(90 + turn),
			FreeAgents: pbxclient.Some((turn + i) % 7), ServiceLevel: pbxclient.Some(float64((turn + i) % 100)), Answered: pbxclient.Some(turn),
		}
		list.Items = append(list.Items, q)
	}
	first := &list.Items[0]
	for i := range 50 {
		first.Agents = append(first.Agents, pbxclient.Agent{
			UserUUID: fmt.Sprint("u", i), Name: fmt.Sprint("agent", i), StatusCode: pbxclient.Some((turn + i) % 2), CallsTaken: pbxclient.Some(turn),
			LastCall: pbxclient.Some("2026-03-02T11:55:00Z"),
		})
	}
	for i := range 200 {
		first.Calls = append(first.Calls, pbxclient.QueueCall{
			CallerIDName: fmt.Sprint("Caller ", i), CallerIDNum: fmt.Sprint("020", 1000000+i), Position: pbxclient.Some(200 - i), Wait: pbxclient.Some(i + turn),
		})
	}
	r := rows.ReadQueues(list, false, language.English)
	r.Detail = r.Find("q0")
	return r
}

// BenchmarkQueues is a reading of 100 queues, of which one with 50 agents and 200 callers is picked, until all that is seen of it is
// set: for each of the parts of its page, and on the wallboard.
func BenchmarkQueues(b *testing.B) {
	for part, name := range []string{"callers", "agents", "trends", "limits", "wallboard"} {
		b.Run(name, func(b *testing.B) {
			contacts := []*presence.Contact{me()}
			for i := range 50 {
				contacts = append(contacts, person(fmt.Sprint("u", i), fmt.Sprint("Persoon ", i), fmt.Sprint(300+i), presence.Available))
			}
			p := sit(b, newStage(contacts...), settings.Settings{})
			p.setVisible(true)
			p.window.Resize(fyne.NewSize(1600, 1000))
			p.offer(queuesPage, true)
			readings := []rows.QueueReading{hundredQueues(b, 1), hundredQueues(b, 2)}
			p.queues.picked = "q0"
			p.open(queuesPage)
			for at := time.Now().Add(-acd.Kept); at.Before(time.Now()); at = at.Add(acd.Every) {
				p.queues.trends.Add("q0", rows.SampleOf(readings[0].Detail, at))
			}
			if name == "wallboard" {
				p.openBoard()
			} else {
				p.queues.one.Choose(part)
			}
			for i := 0; b.Loop(); i++ {
				p.queues.last = pace.Reading[rows.QueueReading]{Value: readings[i%2], Known: true, At: time.Now()}
				p.showQueues()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms")
		})
	}
}
