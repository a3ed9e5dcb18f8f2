// Package pbxsim is Ringside's built-in PBX: the whole Axeos PBX API over HTTP, on top of an office that exists in
// memory and leads a life of its own. It serves the demo, `ringside pbx`, and every test that needs a server.
//
// It is written from the PBX's documentation alone and is as strict as a real one: what a client sends wrongly is
// refused, not understood. The office is made from a seed, so the same seed gives the same people, and, as long as
// nobody calls in between, the same events in the same order. Only package time is used to wait, so all of it runs
// inside testing/synctest.
//
// One mutex guards the office and its calls; methods written in lower case expect it to be held unless they say
// otherwise. The event buffer, the log of requests and the faults have locks of their own, taken after it.
package pbxsim

import (
	"cmp"
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// Options describe the office. The zero value is a lively Dutch office of 25 people.
type Options struct {
	Users         int           // how many people work there; 0 means 25, fewer than 4 means 4 (one an account)
	Seed          int64         // what names, numbers and the office's life follow from; 0 means 1
	Quiet         bool          // nobody does anything by themselves: no calls, no answers
	Speed         float64       // how much faster than real people this office lives; 0 means 1
	RingTimeout   time.Duration // how long a phone rings before nobody answers, whatever the speed; 0 means 30 s
	Region        string        // ISO country of the office (NL, BE, DE, GB, US); "" means NL
	AdminPerson   bool          // the demo person has the admin role as well
	LegacyVersion bool          // older than 4.1.10: system_information does not exist
	ForgetAfter   time.Duration // a full event buffer nobody read for this long is dropped; 0 means 2 min
	Logger        *slog.Logger  // nil is quiet
}

// PBX is one office and its telephone system. Make it with New.
type PBX struct {
	opts     Options
	log      *slog.Logger
	region   region
	zone     *time.Location
	events   *buffer
	requests *requestLog
	faults   *faultList
	agenda   agenda

	mu     sync.Mutex
	office *office
	calls  map[string]*call
	busy   int           // phones that talk or hold, kept by announce
	lastID int           // the number in the newest unique_id
	boot   chan struct{} // closed by Restart: whoever waits on the old PBX is cut off
	chance *rand.Rand    // the office's life draws from it, in the order of time
}

// New makes an office. It starts nothing: requests are answered at once, but whatever takes the PBX time (a phone that
// rings out, a voicemail being spoken, the life of the office) happens while Run runs.
func New(o Options) *PBX {
	o.Users = max(cmp.Or(o.Users, 25), accountCount)
	o.Seed = cmp.Or(o.Seed, 1)
	o.Speed = cmp.Or(o.Speed, 1)
	o.RingTimeout = cmp.Or(o.RingTimeout, 30*time.Second)
	o.ForgetAfter = cmp.Or(o.ForgetAfter, 2*time.Minute)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	r := regionOf(o.Region)
	building := buildOffice(o.Users, o.Seed, r)
	building.accounts[0].admin = o.AdminPerson
	return &PBX{
		opts:     o,
		log:      o.Logger,
		region:   r,
		zone:     r.location(),
		events:   newBuffer(o.ForgetAfter, r.location()),
		requests: &requestLog{},
		faults:   &faultList{},
		agenda:   newAgenda(),
		office:   building,
		calls:    map[string]*call{},
		boot:     make(chan struct{}),
		chance:   rand.New(rand.NewPCG(uint64(o.Seed), streamLife)),
	}
}

// Random streams: what one part of the office draws must not shift what another gets.
const (
	streamOffice = iota + 1
	streamLife
	streamSteered
)

// Handler serves the API under /apis/pbx/. It may be mounted below a prefix with http.StripPrefix.
func (p *PBX) Handler() http.Handler {
	return p.requests.record(p.faults.apply(format(p.routes())))
}

// Run lets time pass in the office until ctx ends: phones ring out, voicemail is spoken, and, unless the office is
// quiet, people live. It returns with nothing left running, and is to be called once.
func (p *PBX) Run(ctx context.Context) {
	p.mu.Lock()
	if !p.opts.Quiet {
		p.beginLife()
	}
	p.mu.Unlock()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.agenda.earlier:
		case <-timer.C:
		}
		timer.Reset(p.runDue())
	}
}

// pace turns the time something takes real people into the time it takes in this office.
func (p *PBX) pace(d time.Duration) time.Duration {
	return time.Duration(float64(d) / p.opts.Speed)
}

// between draws a duration from lo to hi, at the office's pace.
func (p *PBX) between(lo, hi time.Duration) time.Duration {
	return p.pace(lo + time.Duration(p.chance.Int64N(int64(hi-lo)+1)))
}

// likely is true with the given probability.
func (p *PBX) likely(probability float64) bool { return p.chance.Float64() < probability }
