package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// dialCommand places a call from the user's own phone.
type dialCommand struct {
	Number     *string `arg:"" optional:""`
	Clipboard  bool
	From       string `placeholder:"PHONE-UUID"`
	AutoAnswer bool   `default:"true" negatable:""`
}

// dialLine is the line of `dial --json`.
type dialLine struct {
	UniqueID   *string `json:"unique_id"`
	Status     string  `json:"status"`
	Location   *string `json:"location"`
	SentNumber string  `json:"sent_number"`
}

// Run returns once the call has started, or has not. Interrupted while the own phone rings, it gives up the call.
func (c *dialCommand) Run(ctx context.Context, j *job) error {
	if err := j.needUser(); err != nil {
		return err
	}
	number, err := c.number(j)
	if err != nil {
		return err
	}
	mirror, stop, err := j.mirror(ctx, share.OwnContact)
	if err != nil {
		return err
	}
	defer stop()
	s, err := firstPicture(ctx, mirror)
	if err != nil {
		return err
	}
	request := presence.DialRequest{Typed: number, From: c.From, AutoAnswer: c.AutoAnswer}
	plan, err := mirror.Plan(ctx, request)
	if err != nil {
		return j.notPlanned(err)
	}
	if c.AutoAnswer && !plan.PicksUp && len(plan.Phones) > 0 {
		fmt.Fprintln(j.Stderr, j.Words.Say("dial_no_auto_answer", lang.With{"Phones": phoneList(plan.Phones)}))
	}
	told := j.tellStages(mirror, s, plan.Sent)
	result, err := mirror.Dial(ctx, request)
	told()
	if ctx.Err() != nil && (err != nil || result.Outcome != pbxclient.Started) {
		return &failure{statusNotStarted, j.Words.Say("dial_given_up")}
	}
	if err != nil {
		return err
	}
	return j.dialled(result, shownNumber(plan.Decision))
}

// number is what to dial: as it was given, or from the clipboard.
func (c *dialCommand) number(j *job) (string, error) {
	switch {
	case c.Clipboard && c.Number != nil:
		return "", wrongUsage(j.Words.Say("usage_unexpected", lang.With{"What": lang.Plain(*c.Number, 40)}))
	case c.Number == nil && !c.Clipboard:
		return "", wrongUsage(j.Words.Say("usage_missing", lang.With{"What": "NUMBER"}))
	case !c.Clipboard:
		return *c.Number, nil
	}
	text, err := j.ReadClipboard()
	if err != nil {
		return "", refused(j.Words.Say("dial_no_clipboard"))
	}
	if text = strings.TrimSpace(text); text == "" {
		return "", refused(j.Words.Say("dial_empty_clipboard"))
	}
	return text, nil
}

// notPlanned says why a call cannot be placed as it was asked for.
func (j *job) notPlanned(err error) error {
	if other, ok := errors.AsType[*presence.NotOwnPhoneError](err); ok {
		return wrongUsage(j.Words.Say("dial_not_your_phone", lang.With{"Phones": phoneList(other.Own)}))
	}
	if _, ok := errors.AsType[*dialplan.RefusedError](err); ok {
		return wrongUsage(j.Words.Error(err))
	}
	return err
}

// phoneList names phones as --from takes them.
func phoneList(phones []presence.ContactPhone) string {
	names := make([]string, len(phones))
	for i, p := range phones {
		names[i] = lang.Plain(p.UUID, 0)
		if p.Name != "" {
			names[i] += " (" + cellText(p.Name) + ")"
		}
	}
	return strings.Join(names, ", ")
}

// shownNumber is the number as people write it.
func shownNumber(d dialplan.Decision) string {
	if d.International != "" {
		return d.International
	}
	return d.Sent
}

// dialled prints what became of the call.
func (j *job) dialled(r presence.DialResult, number string) error {
	var err error
	if j.JSON {
		err = j.line(dialLine{share.Known(r.UniqueID), string(r.Outcome), share.Known(r.Location), r.Sent})
	}
	switch {
	case r.Outcome != pbxclient.Started:
		return errors.Join(err, &failure{statusNotStarted, j.Words.NotStarted(r.Outcome, number)})
	case j.JSON:
		return err
	}
	return j.say("dial_started", lang.With{"Number": number, "ID": lang.Plain(r.UniqueID, 0)})
}

// tellStages prints how far the call to a number has come, as it comes, until done is called. With --json it prints
// nothing.
func (j *job) tellStages(mirror presence.Mirror, before *presence.Snapshot, sent string) (done func()) {
	if j.JSON {
		return func() {}
	}
	sub := mirror.Subscribe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		var last string
		for range sub.Changes {
			call := placedCall(mirror.Picture(), before, sent)
			if call == nil {
				continue
			}
			if stage := j.Words.Stage(call); stage != "" && stage != last {
				last = stage
				_ = errors.Join(j.print(stage), j.out.Flush()) // the result is printed too, and its failure is told
			}
		}
	}()
	return func() { sub.Close(); <-ended }
}

// placedCall finds the call to a number that has been placed since a picture was taken; nil while there is none.
func placedCall(now, before *presence.Snapshot, sent string) *presence.Call {
	for _, c := range now.Calls {
		isNew := !slices.ContainsFunc(before.Calls, func(old *presence.Call) bool { return old.Key == c.Key })
		if isNew && c.Role == presence.Caller && c.Stage != 0 && c.Called == sent {
			return c
		}
	}
	return nil
}
