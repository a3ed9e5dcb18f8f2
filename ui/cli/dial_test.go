package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/pbxsim"
)

func TestDial_TellsTheStagesAndReturnsOnceTheCallHasStarted(t *testing.T) {
	o := open(t, pbxsim.Options{})
	got := o.run(t, "dial", "020 123 45 67")
	check(t, got, 0, `Your phone rings – pick it up\n.*Calling \+31 20 123 4567. The call is \S+\.`)
	if calls := o.Office().Calls; len(calls) != 1 || calls[0].CalledExtension != "+31201234567" || !strings.Contains(got.stdout, calls[0].ID) {
		t.Errorf("the office has %+v", calls)
	}
}

func TestDial_JSONIsOneLineWithTheCall(t *testing.T) {
	o := open(t, pbxsim.Options{})
	got := o.run(t, "dial", o.colleague().Extension, "--json")
	line := decode[contractDial](t, got.stdout)
	id := o.Office().Calls[0].ID
	if got.status != 0 || line.UniqueID == nil || *line.UniqueID != id || line.Status != "success" || line.Sent != o.colleague().Extension {
		t.Errorf("status %d, %s", got.status, got.stdout)
	}
	if line.Location == nil || !strings.HasPrefix(*line.Location, o.url+"/apis/pbx/call/") {
		t.Errorf("the call is at %v", line.Location)
	}
}

func TestDial_SaysWhyACallDidNotStart(t *testing.T) {
	for name, c := range map[string]struct {
		set        func(t *testing.T, o *office)
		args       []string
		word, said string
	}{
		"busy": {
			func(t *testing.T, o *office) {
				o.Inject(pbxsim.Fault{Match: isPost, Status: 200, Body: `{"status":"busy"}`})
			},
			nil, "busy", "Your own phone is busy, so 203 was not called. Finish that call first.",
		},
		"no answer": {
			func(*testing.T, *office) {},
			[]string{"--auto-answer=false"},
			"no answer", "You did not pick up your phone, so 203 was not called.",
		},
		"failed": {
			func(t *testing.T, o *office) {
				o.Inject(pbxsim.Fault{Match: isPost, Status: 200, Body: `{"status":"failed"}`})
			},
			nil, "failed", "The PBX could not start the call to 203.",
		},
		"phone not reachable": {func(t *testing.T, o *office) {
			if err := o.SetPhoneStatus(o.user().Phones[0], 4); err != nil {
				t.Fatal(err)
			}
		}, nil, "phone unavailable", "Your phone cannot be reached, so 203 was not called. Is it switched on and signed in?"},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, pbxsim.Options{RingTimeout: 150 * time.Millisecond})
			c.set(t, o)
			got := o.run(t, append([]string{"dial", "203"}, c.args...)...)
			if got.status != 3 || got.stderr != "ringside: "+c.said+"\n" {
				t.Errorf("status %d, said %q", got.status, got.stderr)
			}
			got = o.run(t, append([]string{"dial", "203", "--json"}, c.args...)...)
			if line := decode[contractDial](t, got.stdout); got.status != 3 || line.Status != c.word || line.UniqueID != nil {
				t.Errorf("status %d, printed %q", got.status, got.stdout)
			}
		})
	}
}

func TestDial_SendsNothingForWhatCannotBeDialled(t *testing.T) {
	o := open(t, pbxsim.Options{})
	for number, said := range map[string]string{
		"hello": "no digits", "": "no number", "02012345678901234567": "too long", "0201234567, 0301234567": "more than one",
	} {
		oneSentence(t, o.run(t, "dial", number), 2, said)
	}
	if o.posts() > 0 {
		t.Error("something was sent")
	}
}

func TestDial_GivesUpTheCallWhenInterruptedWhileTheOwnPhoneRings(t *testing.T) {
	o := open(t, pbxsim.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	ringing := waiter{until: "Your phone rings", then: cancel}
	p := program(t, o.person.Password, o.args("dial", o.colleague().Extension, "--auto-answer=false")...)
	var stderr strings.Builder
	p.Stdout, p.Stderr = &ringing, &stderr
	if status := p.Run(ctx); status != 3 || stderr.String() != "ringside: Given up, the call did not start.\n" {
		t.Errorf("status %d, said %q", status, stderr.String())
	}
	waitUntil(t, func() bool { return len(o.Office().Calls) == 0 })
}

func TestDial_AKeyCallsFromAnyPhone(t *testing.T) {
	o := open(t, pbxsim.Options{})
	meeting, err := o.AddPhone("", "Meeting room", "992", false)
	if err != nil {
		t.Fatal(err)
	}
	check(t, o.runKey(t, "dial", "203", "--from", meeting, "--json"), 0, `\{.*"status":"success".*\}`)
	if !slices.ContainsFunc(o.Requests(), func(r pbxsim.Request) bool { return strings.Contains(r.Body, meeting) }) {
		t.Error("the phone was not asked for")
	}
}

func TestDial_CallsFromAPhoneOfTheOwnOnly(t *testing.T) {
	o := open(t, pbxsim.Options{})
	second, err := o.AddPhone(o.user().UUID, "Softphone", "991", false)
	if err != nil {
		t.Fatal(err)
	}
	got := o.run(t, "dial", "203", "--from", o.colleague().Phones[0])
	oneSentence(t, got, 2, "none of your phones")
	for _, own := range o.user().Phones {
		if !strings.Contains(got.stderr, own) {
			t.Errorf("%q does not name the phone %s", got.stderr, own)
		}
	}
	if o.posts() > 0 {
		t.Error("something was sent")
	}
	check(t, o.run(t, "dial", "203", "--from", second, "--json"), 0, `.*"status":"success".*`)
}

func TestDial_DoesWithoutAutoAnswerWhereThePhoneIsNotCertain(t *testing.T) {
	o := open(t, pbxsim.Options{RingTimeout: 150 * time.Millisecond})
	if _, err := o.AddPhone(o.user().UUID, "Softphone", "991", false); err != nil {
		t.Fatal(err)
	}
	got := o.run(t, "dial", "203")
	if got.status != 3 || !strings.Contains(got.stderr, "not certain which of your phones") || !strings.Contains(got.stderr, "Softphone") {
		t.Errorf("status %d, said %q", got.status, got.stderr)
	}
	for _, r := range o.Requests() {
		if strings.Contains(r.Body, "auto_answer") {
			t.Errorf("sent %s", r.Body)
		}
	}
}

func TestDial_WithAnAPIKeyCallsForTheUser(t *testing.T) {
	o := open(t, pbxsim.Options{})
	check(t, o.runKey(t, "dial", "203", "--json"), 0, `.*"status":"success".*`)
	if calls := o.Office().Calls; len(calls) != 1 || calls[0].CallerUser != o.user().UUID {
		t.Errorf("the office has %+v", calls)
	}
}

func TestDial_TakesTheNumberFromTheClipboard(t *testing.T) {
	o := open(t, pbxsim.Options{})
	copied, fails := " (020) 123 45 67\n", error(nil)
	dial := func(args ...string) outcome {
		p := program(t, o.person.Password, o.args(append([]string{"dial", "--clipboard"}, args...)...)...)
		p.ReadClipboard = func() (string, error) { return copied, fails }
		return runIn(t.Context(), t, p, o.person.Password)
	}
	if got := dial(); got.status != 0 || len(o.Office().Calls) != 1 || o.Office().Calls[0].CalledExtension != "+31201234567" {
		t.Errorf("status %d: %s%s", got.status, got.stdout, got.stderr)
	}
	oneSentence(t, dial("203"), 2, "one word too many")
	copied = "a whole letter, and no number"
	oneSentence(t, dial(), 2, "")
	copied = "\n"
	oneSentence(t, dial(), 1, "Nothing was copied")
	fails = errors.New("no such tool")
	oneSentence(t, dial(), 1, "no clipboard")
}
