package settings

import "maps"

// Bound is what a number of a queue is measured by. nil is a bound that nobody set: the usual one holds. A negative one is one that
// a person took away: nothing is measured by it.
type Bound struct {
	Warn  *int `json:"warn,omitempty"`
	Alarm *int `json:"alarm,omitempty"`
}

// Limits are the bounds of one queue. What waits counts from its bounds on; of the service level and the free agents, there are too
// few at their bounds and below.
type Limits struct {
	Waiting Bound `json:"waiting,omitzero"` // calls
	Longest Bound `json:"longest,omitzero"` // seconds
	Service Bound `json:"service,omitzero"` // percent
	Free    Bound `json:"free,omitzero"`    // agents
}

// Limits are the bounds of a queue of an account, as a person set them.
func (s Settings) Limits(account, queue string) Limits { return s.QueueLimits[account][queue] }

// Limit notes the bounds of a queue of an account.
func (s *Settings) Limit(account, queue string, l Limits) {
	accounts, queues := map[string]map[string]Limits{}, map[string]Limits{} // other ones: copies of the settings share them
	maps.Copy(accounts, s.QueueLimits)
	maps.Copy(queues, accounts[account])
	queues[queue] = l
	if l == (Limits{}) {
		delete(queues, queue)
	}
	accounts[account] = queues
	if len(queues) == 0 {
		delete(accounts, account)
	}
	s.QueueLimits = accounts
}
