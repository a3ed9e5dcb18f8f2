package pbxclient

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// StatsQuery asks for the statistics of queues ("ACD Statistics").
type StatsQuery struct {
	Queue    string // UUID of a queue; "" for all
	Agents   bool   // with the agents
	Calls    bool   // with the calls that wait
	Relative bool   // counted from the last reset on, where the PBX does that
}

// QueueStats are the statistics of one queue ("ACD Statistics"). Times are in seconds.
type QueueStats struct {
	UUID            string   `json:"uuid,omitempty"` // "" where the PBX leaves it out, except for a single queue
	Name            string   `json:"name,omitempty"` // "" where the PBX leaves it out
	CallsWaiting    Opt[int] `json:"calls_waiting,omitzero"`
	LongestHoldTime Opt[int] `json:"longest_hold_time,omitzero"` // of the oldest call that waits
	HoldTime        Opt[int] `json:"hold_time,omitzero"`         // average
	TalkTime        Opt[int] `json:"talk_time,omitzero"`         // average
	Answered        Opt[int] `json:"answered,omitzero"`
	Aborted         Opt[int] `json:"aborted,omitzero"` // hung up before an agent answered
	// ServiceLevel is the percentage of calls answered within ServiceLevelInterval seconds.
	ServiceLevel         Opt[float64] `json:"service_level,omitzero"`
	ServiceLevelInterval Opt[int]     `json:"service_level_interval,omitzero"`
	AllAgents            Opt[int]     `json:"all_agents,omitzero"`
	LoggedInAgents       Opt[int]     `json:"logged_in_agents,omitzero"`
	FreeAgents           Opt[int]     `json:"free_agents,omitzero"`
	AvailableAgents      Opt[int]     `json:"available_agents,omitzero"` // like FreeAgents, with some whose state is not known
	Agents               []Agent      `json:"agents,omitempty"`          // nil unless asked for
	Calls                []QueueCall  `json:"calls,omitempty"`           // nil unless asked for
	// Relative is true if the numbers are counted from LastReset on.
	Relative   Opt[bool]   `json:"relative,omitzero"`
	LastReset  Opt[string] `json:"last_reset,omitzero"`  // ISO 8601
	CallsTaken Opt[int]    `json:"calls_taken,omitzero"` // by all its agents, perhaps for other queues too (new in 4.1.6)
}

// Agent is an agent of a queue ("ACD Statistics", agents).
type Agent struct {
	CallsTaken Opt[int]    `json:"calls_taken,omitzero"`
	LastCall   Opt[string] `json:"last_call,omitzero"` // ISO 8601
	Name       string      `json:"name"`               // at present the user name
	Paused     Opt[bool]   `json:"paused,omitzero"`
	Penalty    Opt[int]    `json:"penalty,omitzero"`
	Status     Opt[string] `json:"status,omitzero"`      // of the agent's phone, in words
	StatusCode Opt[int]    `json:"status_code,omitzero"` // as in Phone
	UserUUID   string      `json:"user_uuid"`
}

// QueueCall is a call that waits in a queue ("ACD Statistics", calls).
type QueueCall struct {
	CallerIDName string   `json:"callerid_name"`
	CallerIDNum  string   `json:"callerid_num"`
	Position     Opt[int] `json:"position,omitzero"`
	Wait         Opt[int] `json:"wait,omitzero"` // seconds
}

// QueueStats reads the statistics of all queues, or of one ("ACD Statistics").
func (c *Client) QueueStats(ctx context.Context, q StatsQuery) (List[QueueStats], error) {
	return c.queueStats(ctx, "get queue statistics", http.MethodGet, q)
}

// ResetQueueStats begins the counting anew for all queues, or for one, and returns their statistics relative to that.
func (c *Client) ResetQueueStats(ctx context.Context, q StatsQuery) (List[QueueStats], error) {
	q.Relative = true // as a reset implies
	return c.queueStats(ctx, "reset queue statistics", http.MethodPost, q)
}

func (c *Client) queueStats(ctx context.Context, op, method string, q StatsQuery) (List[QueueStats], error) {
	r := c.list(op, url.Values{}, "acd", "stats")
	if q.Queue != "" {
		r.path = []string{"acd", q.Queue, "stats"}
	}
	setFlag(r.query, "agents", q.Agents)
	setFlag(r.query, "calls", q.Calls)
	setFlag(r.query, "relative", q.Relative)
	if method == http.MethodPost {
		setFlag(r.query, "reset", true)
		// The API does not say whether a POST's parameters go into the body or the query.
		flags := map[string]bool{}
		for name := range r.query {
			flags[name] = true
		}
		r.method, r.body = method, flags
	}
	a, err := c.do(ctx, r)
	switch {
	case err != nil:
		return List[QueueStats]{}, err
	case method == http.MethodPost && a.isEmpty():
		return c.QueueStats(ctx, q)
	case q.Queue != "":
		return readSingleQueue(a, q.Queue)
	}
	return readQueues(a)
}

func readQueues(a answer) (List[QueueStats], error) {
	queues, err := readInventory(bytes.NewReader(a.body), "queues", readObject[QueueStats])
	if err != nil {
		return List[QueueStats]{}, a.misshapen(err)
	}
	queues.At = a.at
	return queues, nil
}

// readSingleQueue reads the answer about one queue, which comes in a list like any other or as the queue itself.
func readSingleQueue(a answer, uuid string) (List[QueueStats], error) {
	var list List[QueueStats]
	if queue, bare := bareQueue(a.body); bare {
		list = List[QueueStats]{Items: []QueueStats{queue}, At: a.at}
	} else {
		var err error
		if list, err = readQueues(a); err != nil {
			return list, err
		}
	}
	if len(list.Items) == 1 && list.Items[0].UUID == "" {
		list.Items[0].UUID = uuid
	}
	return list, nil
}

// bareQueue tells a queue, whose list of agents is one array among its fields, from an object that wraps a list.
func bareQueue(body []byte) (QueueStats, bool) {
	var wrapper struct {
		Queues json.RawMessage `json:"queues"`
	}
	var queue QueueStats
	if err := readObject(body, &queue); err != nil || json.Unmarshal(body, &wrapper) != nil || wrapper.Queues != nil {
		return QueueStats{}, false
	}
	known := queue.CallsWaiting.State != Missing || queue.Answered.State != Missing || queue.AllAgents.State != Missing
	return queue, known || queue.Name != ""
}
