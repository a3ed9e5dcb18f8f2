package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
		chosen, found := queueOf(queues, c.Queue)
		switch queues = []pbxclient.QueueStats{chosen}; {
		case !found && !nameless(list.Items):
			return j.noQueue(c.Queue)
		case !found:
			query.Queue = c.Queue
			if list, err = client.QueueStats(ctx, query); err != nil {
				return j.orNoQueue(err, c.Queue)
			}
			if queues = list.Items; len(queues) == 0 {
				return j.noQueue(c.Queue)
			}
		}
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
		chosen, found := queueOf(list.Items, c.Queue)
		switch query.Queue = chosen.UUID; {
		case !found && !nameless(list.Items):
			return j.noQueue(c.Queue)
		case !found:
			query.Queue = c.Queue
		case query.Queue == "":
			return refused(j.Words.Say("queue_no_uuid", lang.With{"Name": lang.Plain(c.Queue, 60)}))
		}
	}
	list, err := client.ResetQueueStats(ctx, query)
	if err != nil {
		return j.orNoQueue(err, c.Queue)
	}
	if c.Queue != "" && len(list.Items) == 0 {
		return j.noQueue(c.Queue)
	}
	return j.printQueues(list.Items)
}

// queueOf finds a queue by its name or its UUID.
func queueOf(queues []pbxclient.QueueStats, wanted string) (q pbxclient.QueueStats, found bool) {
	i := slices.IndexFunc(queues, func(q pbxclient.QueueStats) bool { return q.UUID == wanted || strings.EqualFold(q.Name, wanted) })
	if i < 0 {
		return q, false
	}
	return queues[i], true
}

// nameless reports whether there are queues of which the PBX does not tell the UUID, as it does not promise to. One may be asked about
// by it all the same.
func nameless(queues []pbxclient.QueueStats) bool {
	return slices.ContainsFunc(queues, func(q pbxclient.QueueStats) bool { return q.UUID == "" })
}

func (j *job) noQueue(wanted string) error {
	return refused(j.Words.Say("queue_none", lang.With{"Name": lang.Plain(wanted, 60)}))
}

// orNoQueue is a failure to ask about one queue, or about all if none is wanted.
func (j *job) orNoQueue(err error, wanted string) error {
	if wanted != "" && pbxclient.IsCode(err, pbxclient.CodeNotFound) {
		return j.noQueue(wanted)
	}
	return err
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
