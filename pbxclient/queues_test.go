package pbxclient

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const salesJSON = `{"name":"Sales","calls_waiting":2,"longest_hold_time":"41","hold_time":12,"talk_time":180,"answered":50,"aborted":3,
	"service_level":92.5,"service_level_interval":20,"all_agents":5,"logged_in_agents":4,"free_agents":1,"available_agents":2,
	"relative":true,"last_reset":"2026-05-04T08:00:00+02:00","calls_taken":61,
	"agents":[{"calls_taken":9,"last_call":null,"name":"anna","paused":0,"penalty":1,"status":"In Use","status_code":1,"user_uuid":"u1"},"odd"],
	"calls":[{"callerid_name":"Bart","callerid_num":612345678,"position":1,"wait":41}]}`

var sales = QueueStats{
	Name: "Sales", CallsWaiting: Some(2), LongestHoldTime: Some(41), HoldTime: Some(12), TalkTime: Some(180), Answered: Some(50), Aborted: Some(3),
	ServiceLevel: Some(92.5), ServiceLevelInterval: Some(20), AllAgents: Some(5), LoggedInAgents: Some(4), FreeAgents: Some(1), AvailableAgents: Some(2),
	Relative: Some(true), LastReset: Some("2026-05-04T08:00:00+02:00"), CallsTaken: Some(61),
	Agents: []Agent{{
		CallsTaken: Some(9), LastCall: NullOpt[string](), Name: "anna", Paused: Some(false), Penalty: Some(1), Status: Some("In Use"), StatusCode: Some(1), UserUUID: "u1",
	}},
	Calls: []QueueCall{{CallerIDName: "Bart", CallerIDNum: "612345678", Position: Some(1), Wait: Some(41)}},
}

func TestQueueStats_AreReadBareOrWrapped(t *testing.T) {
	for _, body := range []string{`[` + salesJSON + `,7]`, `{"queues":[` + salesJSON + `,7]}`, `{"stats":[` + salesJSON + `,7]}`} {
		list, err := clientFor(t, saysJSON(body)).QueueStats(t.Context(), StatsQuery{})
		if diff := cmp.Diff([]QueueStats{sales}, list.Items); err != nil || diff != "" || list.Skipped != 1 {
			t.Errorf("%.20s: %v, want(-) got(+):\n%s", body, err, diff)
		}
	}
}

func TestQueueStats_OfOneQueueMayComeWithoutAList(t *testing.T) {
	want := sales
	want.UUID = "q1"
	for _, body := range []string{salesJSON, `[` + salesJSON + `]`, `{"queues":[` + salesJSON + `]}`, `{"data":[` + salesJSON + `]}`} {
		list, err := clientFor(t, saysJSON(body)).QueueStats(t.Context(), StatsQuery{Queue: "q1", Agents: true})
		if diff := cmp.Diff([]QueueStats{want}, list.Items); err != nil || diff != "" || list.At.IsZero() {
			t.Errorf("%.20s: %v, want(-) got(+):\n%s", body, err, diff)
		}
	}
	// A queue that doesn't name itself is not taken for an object that wraps the list of its agents.
	list, err := clientFor(t, saysJSON(`{"calls_waiting":1,"agents":[{"name":"anna"}]}`)).QueueStats(t.Context(), StatsQuery{Queue: "q1", Agents: true})
	nameless := []QueueStats{{UUID: "q1", CallsWaiting: Some(1), Agents: []Agent{{Name: "anna"}}}}
	if diff := cmp.Diff(nameless, list.Items); err != nil || diff != "" {
		t.Errorf("without a name: %v, want(-) got(+):\n%s", err, diff)
	}
	if _, err := clientFor(t, saysJSON(`{"error":"no such queue"}`)).QueueStats(t.Context(), StatsQuery{Queue: "q1"}); !IsCode(err, CodeBadAnswer) {
		t.Errorf("something else: %v", err)
	}
}

func TestQueueStats_ParametersOfAPostGoIntoBodyAndQuery(t *testing.T) {
	pbx := serve(t, saysJSON(`[`+salesJSON+`]`))
	client := pbx.client(t)
	_, _ = client.QueueStats(t.Context(), StatsQuery{})
	_, _ = client.QueueStats(t.Context(), StatsQuery{Queue: "q/1", Agents: true, Calls: true, Relative: true})
	_, _ = client.ResetQueueStats(t.Context(), StatsQuery{})
	_, _ = client.ResetQueueStats(t.Context(), StatsQuery{Queue: "q1", Agents: true})
	want := []request{
		{Method: http.MethodGet, Path: "acd/stats"},
		{Method: http.MethodGet, Path: "acd/q%2F1/stats", Query: "agents=1&calls=1&relative=1"},
		{Method: http.MethodPost, Path: "acd/stats", Query: "relative=1&reset=1", Body: `{"relative":true,"reset":true}`},
		{Method: http.MethodPost, Path: "acd/q1/stats", Query: "agents=1&relative=1&reset=1", Body: `{"agents":true,"relative":true,"reset":true}`},
	}
	for _, want := range want {
		got := pbx.got(t)
		got.Header = nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("want(-) got(+):\n%s", diff)
		}
	}
}

func TestResetQueueStats_AsksAgainAfterAnEmptyAnswer(t *testing.T) {
	pbx := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			saysJSON(`[`+salesJSON+`]`)(w, r)
		}
	})
	list, err := pbx.client(t).ResetQueueStats(t.Context(), StatsQuery{Calls: true})
	if diff := cmp.Diff([]QueueStats{sales}, list.Items); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	pbx.got(t)
	if r := pbx.got(t); r.Query != "calls=1&relative=1" {
		t.Errorf("asked %+v", r)
	}
}
