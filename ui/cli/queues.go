package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"ringside/pbxclient"
	"ringside/ui/lang"
)

// queuesCommand is about the queues and their statistics.
type queuesCommand struct {
	List  queuesListCommand  `cmd:"" default:"withargs" hidden:""`
	Reset queuesResetCommand `cmd:""`
}

// queuesListCommand prints the statistics.
type queuesListCommand struct {
	Queue    string `arg:"" optional:""`
	Agents   bool
	Calls    bool
	Relative bool
}

// Run asks the PBX once for all queues; one that is asked for is chosen from the answer, by its name or its UUID.
func (c *queuesListCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	query := pbxclient.StatsQuery{Agents: c.Agents, Calls: c.Calls, Relative: c.Relative}
	list, err := client.QueueStats(ctx, query)
	if err != nil {
		return err
	}
	queues := list.Items
	if c.Queue != "" {
		chosen, err := j.findQueue(queues, c.Queue)
		if err != nil {
			return err
		}
		queues = []pbxclient.QueueStats{chosen}
	}
	return j.printQueues(queues)
}

// queuesResetCommand begins the counting anew.
type queuesResetCommand struct {
	Queue string `arg:"" optional:""`
}

// Run resets all queues, or one, and prints their statistics from there.
func (c *queuesResetCommand) Run(ctx context.Context, j *job) error {
	client, _, done, err := j.client(ctx)
	if err != nil {
		return err
	}
	defer done()
	var query pbxclient.StatsQuery
	if c.Queue != "" {
		list, err := client.QueueStats(ctx, query)
		if err != nil {
			return err
		}
		chosen, err := j.findQueue(list.Items, c.Queue)
		if err != nil {
			return err
		}
		if query.Queue = chosen.UUID; query.Queue == "" {
			return refused(j.Words.Say("queue_no_uuid", lang.With{"Name": lang.Plain(c.Queue, 60)}))
		}
	}
	list, err := client.ResetQueueStats(ctx, query)
	if err != nil {
		return err
	}
	return j.printQueues(list.Items)
}

func (j *job) findQueue(queues []pbxclient.QueueStats, wanted string) (pbxclient.QueueStats, error) {
	for _, q := range queues {
		if q.UUID == wanted || strings.EqualFold(q.Name, wanted) {
			return q, nil
		}
	}
	return pbxclient.QueueStats{}, refused(j.Words.Say("queue_none", lang.With{"Name": lang.Plain(wanted, 60)}))
}

func (j *job) printQueues(queues []pbxclient.QueueStats) error {
	if j.JSON {
		return lines(j, queues)
	}
	t := j.newTable("queue", "waiting", "longest", "agents", "answered", "aborted", "service")
	for _, q := range queues {
		agents := count(q.FreeAgents) + "/" + count(q.LoggedInAgents) + "/" + count(q.AllAgents)
		t.add(cmp.Or(q.Name, q.UUID), count(q.CallsWaiting), seconds(q.LongestHoldTime), agents,
			count(q.Answered), count(q.Aborted), serviceLevel(q))
	}
	if err := t.flush(); err != nil {
		return err
	}
	for _, q := range queues {
		if err := j.printMembers(q); err != nil {
			return err
		}
	}
	return nil
}

// printMembers prints the agents and the calls of a queue, where they were asked for.
func (j *job) printMembers(q pbxclient.QueueStats) error {
	if q.Agents == nil && q.Calls == nil {
		return nil
	}
	if err := j.print("\n" + cellText(cmp.Or(q.Name, q.UUID))); err != nil {
		return err
	}
	t := j.newTable()
	for _, a := range q.Agents {
		state := a.Status.Or(count(a.StatusCode))
		if a.Paused.Or(false) {
			state += ", " + j.Words.Say("agent_paused")
		}
		t.add("", a.Name, state, j.Words.Say("agent_taken", lang.With{"Calls": count(a.CallsTaken)}))
	}
	for _, c := range q.Calls {
		who := strings.TrimSpace(c.CallerIDName + " " + c.CallerIDNum)
		t.add("", count(c.Position)+". "+who, seconds(c.Wait))
	}
	return t.flush()
}

func serviceLevel(q pbxclient.QueueStats) string {
	level, isKnown := q.ServiceLevel.Get()
	if !isKnown {
		return "?"
	}
	return fmt.Sprintf("%.0f%% (%s s)", level, count(q.ServiceLevelInterval))
}
