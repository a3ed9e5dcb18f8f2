package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/demo"
	"ringside/ui/lang"
)

// demoTimes are how long the parts of the demo at the terminal take.
type demoTimes struct{ look, talk time.Duration }

// terminalDemo is long enough to see people come and go, and short enough to be waited for.
var terminalDemo = demoTimes{look: 12 * time.Second, talk: 3 * time.Second}

// showDemo shows the demo's office where no window can be: who comes and goes, and then a call.
func (j *job) showDemo(ctx context.Context, o demo.Options, t demoTimes) error {
	office, err := demo.Start(ctx, o)
	if err != nil {
		return err
	}
	defer office.Close()
	account, secret := office.Login()
	mirror, stop, err := startMirror(ctx, account, secret, "")
	if err != nil {
		return err
	}
	defer stop()
	s, err := firstPicture(ctx, mirror)
	if err != nil {
		return err
	}
	intro := lang.With{"Count": s.Contacts.Len(), "Address": office.URL, "Name": cellText(s.Own().Name())}
	if err := errors.Join(j.say("demo_intro", intro), j.print("")); err != nil {
		return err
	}
	looking, done := context.WithTimeout(ctx, t.look)
	defer done()
	if err := j.demoOffice(looking, mirror); err != nil {
		return err
	}
	if err := errors.Join(j.print(""), j.demoCall(ctx, mirror, t.talk)); err != nil {
		return err
	}
	return errors.Join(j.print(""), j.say("demo_window"))
}

// demoOffice shows how presence changes, until ctx ends: in a table where the terminal can draw one again.
func (j *job) demoOffice(ctx context.Context, mirror presence.Mirror) error {
	sub := mirror.Subscribe()
	defer sub.Close()
	draw := j.demoChanges(mirror)
	if isTerminal(j.Stdout) {
		draw = j.demoTable(mirror)
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-sub.Changes:
			if err := errors.Join(draw(), j.out.Flush()); err != nil {
				return err
			}
		}
	}
}

// demoChanges prints a line for each contact that changed since the last time.
func (j *job) demoChanges(mirror presence.Mirror) func() error {
	w, last := &watcher{job: j}, mirror.Picture().Contacts
	return func() error {
		now := mirror.Picture().Contacts
		changed, _ := now.Since(last)
		for _, c := range changed {
			w.Contact(last.Find(c.UUID), c)
		}
		last = now
		return w.err
	}
}

// demoRows is how many people fit on a terminal of the usual size.
const demoRows = 20

// demoTable draws the first people of the office, over what it drew the last time.
func (j *job) demoTable(mirror presence.Mirror) func() error {
	drawn := 0
	return func() error {
		if drawn > 0 {
			fmt.Fprintf(j.out, "\x1b[%dA\x1b[J", drawn)
		}
		t := j.newTable("presence", "name", "extension") // no wider than any terminal, or it could not be drawn over
		for c := range mirror.Picture().Contacts.All() {
			if len(t.rows) > demoRows {
				break
			}
			t.add(j.presence(c.Presence), c.Name(), c.Extension)
		}
		drawn = len(t.rows)
		return t.flush()
	}
}

// demoCall calls a colleague who is free, and hangs up after having talked for a while.
func (j *job) demoCall(ctx context.Context, mirror presence.Mirror, talk time.Duration) error {
	before := mirror.Picture()
	colleague := freeColleague(before)
	if colleague == nil {
		return nil // a busy office: there is enough to see
	}
	name := cellText(colleague.Name())
	if err := j.say("demo_call", lang.With{"Name": name, "Number": colleague.Extension}); err != nil {
		return err
	}
	told := j.tellStages(mirror, before, colleague.Extension)
	result, err := mirror.Dial(ctx, presence.DialRequest{Typed: colleague.Extension, AutoAnswer: true})
	answered := err == nil && result.Outcome == pbxclient.Started && awaitAnswer(ctx, mirror, result.UniqueID)
	if answered {
		pause(ctx, talk)
	}
	told()
	switch {
	case err != nil:
		return err
	case result.Outcome != pbxclient.Started:
		return j.print(j.Words.NotStarted(result.Outcome, name))
	}
	err = mirror.Hangup(context.WithoutCancel(ctx), result.UniqueID)
	if pbxclient.IsCode(err, pbxclient.CodeNotFound) {
		err = nil // they hung up first
	}
	if !answered {
		return err
	}
	return errors.Join(err, j.say("demo_hung_up", lang.With{"Time": lang.Clock(talk)}))
}

// freeColleague is somebody whom a call would reach now, the user being free as well; nil if there is nobody.
func freeColleague(s *presence.Snapshot) *presence.Contact {
	if own := s.Own(); own == nil || own.Presence != presence.Available {
		return nil
	}
	for c := range s.Contacts.All() {
		if c.UUID != s.Me && c.Presence == presence.Available && c.Extension != "" && !c.DND.Or(true) && c.Forward() == "" {
			return c
		}
	}
	return nil
}

// awaitAnswer waits until a call is answered, and reports false if it ends first, or ctx does.
func awaitAnswer(ctx context.Context, mirror presence.Mirror, id string) bool {
	sub := mirror.Subscribe()
	defer sub.Close()
	for {
		calls := mirror.Picture().Calls
		if i := slices.IndexFunc(calls, func(c *presence.Call) bool { return c.UniqueID == id }); i >= 0 {
			switch calls[i].State {
			case presence.CallActive:
				return true
			case presence.CallEnded:
				return false
			}
		}
		select {
		case <-ctx.Done():
			return false
		case <-sub.Changes:
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// isTerminal tells whether what is printed can be drawn over.
func isTerminal(out any) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
