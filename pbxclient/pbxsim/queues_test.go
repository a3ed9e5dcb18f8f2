package pbxsim

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// oneAgent is a quiet, running office whose queue has a single agent on duty.
func oneAgent(t *testing.T, test func(t *testing.T, p *PBX, key *client, agent User)) {
	running(t, Options{Quiet: true}, func(t *testing.T, p *PBX) {
		q := p.office.queues[0]
		for i, a := range q.agents {
			a.loggedIn = i == 0
			a.user.dnd, a.user.forward = false, ""
		}
		u := q.agents[0].user.truth()
		must(t, p.SetPhoneStatus(u.Phones[0], 0))
		test(t, p, withKey(t, p), u)
	})
}

func TestQueue_StatisticsHaveTheDocumentedFields(t *testing.T) {
	oneAgent(t, func(t *testing.T, p *PBX, key *client, agent User) {
		q := p.Office().Queues[0]
		start := time.Now()
		one, err := p.Incoming(caller, q.Extension)
		must(t, err)
		time.Sleep(8 * time.Second)
		must(t, p.Answer(one, agent.Phones[0]))
		_, err = p.Incoming(Party{Number: "anonymous"}, q.Extension)
		must(t, err)
		time.Sleep(12 * time.Second)
		base := fmt.Sprintf(`"uuid":%q,"name":"Helpdesk","calls_waiting":1,"longest_hold_time":12,"hold_time":8,"talk_time":0,"answered":1,
			"aborted":0,"service_level":100,"service_level_interval":20,"all_agents":%d,"logged_in_agents":1,"free_agents":0,
			"available_agents":0,"relative":false,"last_reset":null,"calls_taken":1`, q.UUID, len(q.Agents))
		sameJSON(t, key.get("acd/stats"), `[{`+base+`}]`)
		sameJSON(t, key.get("acd/"+q.UUID+"/stats"), `{`+base+`}`)
		sameJSON(t, key.want(http.StatusOK, "POST", "acd/"+q.UUID+"/stats", ""), `{`+base+`}`)
		got := decode[map[string]any](t, key.get("acd/"+q.UUID+"/stats?agents=1&calls"))
		sameJSON(t, asJSON(t, got["calls"]), `[{"callerid_name":"","callerid_num":"anonymous","position":1,"wait":12}]`)
		sameJSON(t, asJSON(t, got["agents"].([]any)[0]), fmt.Sprintf(`{"calls_taken":1,"last_call":%q,"name":%q,"paused":false,"penalty":0,
			"status":"In Use","status_code":1,"user_uuid":%q}`, start.Add(8*time.Second).In(p.zone).Format(stamp), agent.UserName, agent.UUID))
	})
}

func TestQueue_CountsWhoGivesUpAndWhoWaitsTooLong(t *testing.T) {
	oneAgent(t, func(t *testing.T, p *PBX, key *client, agent User) {
		q := p.Office().Queues[0]
		one, _ := p.Incoming(caller, q.Extension)
		time.Sleep(25 * time.Second)
		must(t, p.Answer(one, agent.Phones[0]))
		two, _ := p.Incoming(caller, q.Extension)
		must(t, p.Hangup(two))
		time.Sleep(40 * time.Second)
		must(t, p.Hangup(one))
		got := decode[queueEntry](t, key.get("acd/"+q.UUID+"/stats"))
		if got.Aborted != 1 || got.Answered != 1 || got.ServiceLevel != 0 || got.HoldTime != 25 || got.TalkTime != 40 || got.Free != 1 {
			t.Errorf("statistics %+v", got)
		}
	})
}

func TestQueue_TheNextCallerGetsTheAgentWhoHangsUp(t *testing.T) {
	oneAgent(t, func(t *testing.T, p *PBX, key *client, agent User) {
		q := p.Office().Queues[0]
		key.drain()
		one, _ := p.Incoming(caller, q.Extension)
		must(t, p.Answer(one, agent.Phones[0]))
		_, _ = p.Incoming(caller, q.Extension)
		must(t, p.Hangup(one))
		sameStories(t, key.drain(), true, "incoming call", "internal dial", "Ringing", "In Use", "call answered",
			"incoming call", "Idle", "call finished hangup", "internal dial", "Ringing")
	})
}

func TestQueue_RingsOnUntilSomebodyIsThere(t *testing.T) {
	oneAgent(t, func(t *testing.T, p *PBX, key *client, agent User) {
		key.drain()
		must(t, p.SetDND(agent.UUID, true))
		_, _ = p.Incoming(caller, p.Office().Queues[0].Extension)
		time.Sleep(time.Minute)
		sameStories(t, key.drain(), true, "incoming call")
		must(t, p.SetDND(agent.UUID, false))
		time.Sleep(retryAgents)
		synctest.Wait()
		sameStories(t, key.drain(), true, "incoming call", "internal dial", "Ringing")
		time.Sleep(30 * time.Second)
		synctest.Wait()
		sameStories(t, key.drain()[3:], true, "Idle", "internal dial", "Ringing")
	})
}

func TestQueue_ResetMakesStatisticsRelative(t *testing.T) {
	for name, send := range map[string]func(*client, string) string{
		"in the body":   func(c *client, path string) string { return c.post(path, `{"reset":true}`) },
		"in the query":  func(c *client, path string) string { return c.post(path+"?reset", "") },
		"in both":       func(c *client, path string) string { return c.post(path+"?reset=1", `{"reset":1}`) },
		"with a string": func(c *client, path string) string { return c.post(path, `{"reset":"1"}`) },
	} {
		t.Run(name, func(t *testing.T) {
			oneAgent(t, func(t *testing.T, p *PBX, key *client, agent User) {
				q := p.Office().Queues[0]
				path := "acd/" + q.UUID + "/stats"
				takeCall(t, p, agent)
				if got := decode[queueEntry](t, key.get(path+"?relative=1")); got.Relative || got.Answered != 1 {
					t.Errorf("before any reset %+v", got)
				}
				time.Sleep(time.Second)
				got := decode[queueEntry](t, send(key, path))
				if !got.Relative || got.Answered != 0 || got.CallsTaken != 0 || got.LastReset == nil || got.ServiceLevel != 0 {
					t.Errorf("at the reset %+v", got)
				}
				takeCall(t, p, agent)
				relative, absolute := decode[queueEntry](t, key.get(path+"?relative&agents")), decode[queueEntry](t, key.get(path+"?agents"))
				if relative.Answered != 1 || relative.Agents[0].CallsTaken != 1 || !relative.Relative {
					t.Errorf("relative %+v", relative)
				}
				if absolute.Answered != 2 || absolute.Agents[0].CallsTaken != 2 || absolute.Relative || absolute.LastReset == nil {
					t.Errorf("absolute %+v", absolute)
				}
			})
		})
	}
}

func TestQueue_OnlyAPostWithResetResets(t *testing.T) {
	p, key := quiet(t)
	path := "acd/" + p.Office().Queues[0].UUID + "/stats"
	key.get(path + "?reset=1")
	key.post(path+"?reset=0", `{"reset":false}`)
	key.post(path, `{"agents":true}`)
	if got := key.get(path); !strings.Contains(got, `"last_reset":null`) {
		t.Errorf("it was reset: %s", got)
	}
	if got := key.post(path, `{"agents":true}`); !strings.Contains(got, `"agents":[`) || strings.Contains(got, `"calls":[`) {
		t.Errorf("agents in the body: %s", got)
	}
	key.want(http.StatusBadRequest, "POST", path, `[]`)
}

func takeCall(t *testing.T, p *PBX, agent User) {
	t.Helper()
	id, err := p.Incoming(caller, p.Office().Queues[0].Extension)
	must(t, err)
	must(t, p.Answer(id, agent.Phones[0]))
	must(t, p.Hangup(id))
}
