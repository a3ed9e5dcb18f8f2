package presence

import (
	"context"
	"iter"
	"time"

	"ringside/presence/journal"
)

// MaxHistory is how many kept calls are given at a time.
const MaxHistory = 500

// HistoryQuery chooses among the kept calls. The zero value is the newest MaxHistory of them all.
type HistoryQuery struct {
	// Before is the Key of the call to go on from, which is the oldest one that is known; "" begins with the newest.
	Before string
	// Most is how many are returned at most; 0 and what is above MaxHistory are MaxHistory. There are no older ones if fewer come.
	Most int
	// PartyUUID and Numbers choose the calls with one party: those with this user, and those with any of these numbers, however
	// either is written. With neither they are everybody's.
	PartyUUID string
	Numbers   []string
	// Missed chooses those that the user missed.
	Missed bool
}

// History implements Commands.
func (e *Engine) History(ctx context.Context, q HistoryQuery) ([]journal.Call, error) {
	if e.opts.Journal == nil {
		return nil, ctx.Err()
	}
	most := q.Most
	if most <= 0 || most > MaxHistory {
		most = MaxHistory
	}
	return e.opts.Journal.Find(ctx, q.Before, most, q.chooser(e.Picture().Region))
}

// chooser tells which calls the query chooses. It knows the spellings it has met: working one out takes longer than reading a call.
func (q *HistoryQuery) chooser(region string) func(*journal.Call) bool {
	keys := map[string]string{}
	key := func(number string) string {
		k, met := keys[number]
		if !met {
			k = canonical(number, region)
			keys[number] = k
		}
		return k
	}
	wanted := map[string]bool{}
	for _, number := range q.Numbers {
		if number != "" {
			wanted[key(number)] = true
		}
	}
	anybody := q.PartyUUID == "" && len(wanted) == 0
	return func(c *journal.Call) bool {
		return (!q.Missed || c.Outcome == string(Missed)) &&
			(anybody || q.PartyUUID != "" && c.PartyUUID == q.PartyUUID || wanted[key(c.Number)] || wanted[key(c.Normalized)])
	}
}

// SetCallNote implements Commands.
func (e *Engine) SetCallNote(ctx context.Context, key, note string) error {
	switch {
	case tooLong(note):
		return ErrLongNote
	case e.opts.Journal == nil:
		return journal.ErrNoCall
	}
	if err := e.opts.Journal.SetCallNote(ctx, key, note); err != nil {
		return err
	}
	_, err := ask(ctx, e, func(l *loop) (struct{}, error) {
		l.state.book.history++
		return struct{}{}, nil
	})
	return err
}

// SeenCalls implements Commands.
func (e *Engine) SeenCalls(ctx context.Context) error {
	_, err := ask(ctx, e, func(l *loop) (struct{}, error) {
		l.state.book.sawCalls(time.Now())
		return struct{}{}, nil
	})
	return err
}

// AllHistory walks all kept calls that a query chooses, newest first, one page after the other. It ends with the first error.
func AllHistory(ctx context.Context, c Commands, q HistoryQuery) iter.Seq2[journal.Call, error] {
	return func(yield func(journal.Call, error) bool) {
		for {
			page, err := c.History(ctx, q)
			if err != nil {
				yield(journal.Call{}, err)
				return
			}
			for _, call := range page {
				if !yield(call, nil) {
					return
				}
			}
			if len(page) == 0 {
				return
			}
			q.Before = page[len(page)-1].Key
		}
	}
}
