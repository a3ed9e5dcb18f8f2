package cli

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/pbxsim"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/lang"
)

func TestRunning_EveryCommandPrintsTheSameByWayOfIt(t *testing.T) {
	own, with, r := twins(t, pbxsim.Options{RingTimeout: 150 * time.Millisecond})
	box, desk := own.user().Mailbox, ""
	for _, o := range []*office{own, with} {
		if err := o.LeaveVoicemail(box); err != nil {
			t.Fatal(err)
		}
		var err error
		if desk, err = o.AddPhone("", "Desk by the window", "901", true); err != nil {
			t.Fatal(err)
		}
	}
	queue, flip := own.Office().Queues[0].Name, own.Office().Switches[0]
	other := own.colleague().Phones[0]
	for _, command := range [][]string{
		{"contacts"},
		{"contacts", "--json"},
		{"contacts", "an"},
		{"contacts", "nobody at all"},
		{"phones"},
		{"phones", "--json"},
		{"voicemail"},
		{"voicemail", "--json"},
		{"switches"},
		{"switches", "--json"},
		{"queues"},
		{"queues", "--json"},
		{"queues", queue, "--agents", "--calls"},
		{"queues", "none such"},
		{"queues", "reset", queue},
		{"queues", "reset"},
		{"info"},
		{"info", "--json"},
		{"switch", flip.UUID, "1"},
		{"switch", flip.Name, "0"},
		{"switch", "none such", "1"},
		{"dnd", "status"},
		{"dnd", "on"},
		{"dnd", "status", "--json"},
		{"dnd", "off"},
		{"waiting", "off"},
		{"waiting", "on", "--json"},
		{"waiting", "status"},
		{"forward", "0201234567"},
		{"forward", "status", "--json"},
		{"forward", "off"},
		{"forward", "hello"},
		{"forward", "203"},
		{"forward", "off"},
		{"hotdesk", "status"},
		{"hotdesk", desk},
		{"hotdesk", "off"},
		{"hotdesk", "status", "--json"},
		{"dial", "hello"},
		{"dial", ""},
		{"dial", "203", "--from", other},
		{"dial", "203", "--auto-answer=false"},
		{"call", "none such"},
		{"hangup", "none such"},
	} {
		want := own.run(t, command...).alike(own)
		got := runAt(t, r.place, with.args(command...)...).alike(with)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(outcome{})); diff != "" {
			t.Errorf("%q: %s", command, diff)
		}
	}
}

func TestRunning_ACallIsPlacedShownAndHungUpByWayOfIt(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	since := len(o.Requests())
	got := runAt(t, r.place, o.args("dial", o.colleague().Extension, "--json")...)
	line := decode[contractDial](t, got.stdout)
	if got.status != 0 || line.UniqueID == nil || !strings.HasPrefix(*line.Location, o.url) {
		t.Fatalf("status %d, %s%s", got.status, got.stdout, got.stderr)
	}
	for _, q := range o.requests(since) {
		if strings.HasPrefix(q, "GET") && !strings.Contains(q, "call") {
			t.Errorf("the PBX was asked for %s", q)
		}
	}
	check(t, runAt(t, r.place, o.args("call", *line.UniqueID)...), 0, ".+")
	check(t, runAt(t, r.place, o.args("hangup", *line.UniqueID)...), 0, ".*")
	waitUntil(t, func() bool { return len(o.Office().Calls) == 0 })
}

func TestRunning_TellsTheStagesOfADialAndWhyItDidNotStart(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	check(t, runAt(t, r.place, o.args("dial", "020 123 45 67")...), 0, `Your phone rings – pick it up\n.*Calling \+31 20 123 4567. The call is \S+\.`)
	o.Inject(pbxsim.Fault{Match: isPost, Times: 1, Status: 200, Body: `{"status":"busy"}`})
	got := runAt(t, r.place, o.args("dial", "203")...)
	if got.status != 3 || !strings.Contains(got.stderr, "Your own phone is busy") {
		t.Errorf("status %d, said %q", got.status, got.stderr)
	}
}

func TestRunning_ADialThatIsInterruptedIsGivenUp(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	ctx, cancel := context.WithCancel(t.Context())
	ringing := waiter{until: "Your phone rings", then: cancel}
	p := program(t, "", o.args("dial", o.colleague().Extension, "--auto-answer=false")...)
	p.Place = r.place
	var stderr strings.Builder
	p.Stdout, p.Stderr = &ringing, &stderr
	if status := p.Run(ctx); status != 3 || stderr.String() != "ringside: Given up, the call did not start.\n" {
		t.Errorf("status %d, said %q", status, stderr.String())
	}
	waitUntil(t, func() bool { return len(o.Office().Calls) == 0 })
}

func TestRunning_AsksThePBXForNoList(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	for _, command := range []string{"contacts", "contacts an --json", "dnd status", "dnd on", "forward 0201234567", "waiting off"} {
		since := len(o.Requests())
		check(t, runAt(t, r.place, o.args(strings.Fields(command)...)...), 0, ".+")
		for _, q := range o.requests(since) {
			if path := strings.TrimSuffix(q, "/"); !strings.Contains(path, o.user().UUID) {
				t.Errorf("%s asked the PBX for %s", command, q)
			}
		}
	}
}

func TestRunning_IsUsedForTheSameAccountOnly(t *testing.T) {
	o := open(t, pbxsim.Options{})
	as := o.login()
	as.Region = "NL"
	r := o.runs(t, as, o.person.Password)
	for args, used := range map[string]bool{
		"":                                  true,
		"--region NL":                       true,
		"--region BE":                       false,
		"--user otto":                       false,
		"--api-key":                         false,
		"--pin " + strings.Repeat("ab", 32): false,
		"--proxy none":                      false,
		"--proxy system":                    true,
		"--ca-file /no/such/ca.pem":         false,
		"--pbx http://127.0.0.1:1":          false,
	} {
		got := runAt(t, r.place, append(o.args("dnd", "status"), strings.Fields(args)...)...)
		if used {
			check(t, got, 0, "off")
		} else if got.status != 1 || got.stdout != "" {
			t.Errorf("%q: status %d, printed %q", args, got.status, got.stdout)
		}
	}
}

func TestRunning_TheDemoIsUsedWhereNobodyIsKnown(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	p := program(t, "", "dnd", "status")
	p.DemoPlace = r.place
	check(t, runIn(t.Context(), t, p, ""), 0, "off")
	p = program(t, "", "dnd", "status")
	p.DemoPlace = r.place
	keep(t, p, kept)
	if got := runIn(t.Context(), t, p, ""); got.status != 1 {
		t.Errorf("somebody is known, and yet: status %d, %q", got.status, got.stdout)
	}
}

func TestRunning_WatchPrintsWhatItDoesWithout(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	watch := func(place socket.Place, secret string) (printed []string) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		w := &waiter{until: `{"kind":"synced"}`, then: cancel}
		p := program(t, secret, o.args("watch", "--json")...)
		p.Place, p.Stdout, p.Stderr = place, w, w
		if status := p.Run(ctx); status != 0 {
			t.Errorf("status %d: %q", status, w.lines())
		}
		for _, line := range w.lines() {
			if checkLine(t, line) != "connection" { // how soon that is live differs
				printed = append(printed, line)
			}
		}
		return printed
	}
	if diff := cmp.Diff(watch(somewhere(t), o.person.Password), watch(r.place, "")); diff != "" {
		t.Error(diff)
	}
}

func TestRunning_ItsEndEndsAWatchWithASentence(t *testing.T) {
	o := open(t, pbxsim.Options{})
	r := o.runs(t, o.login(), o.person.Password)
	w := &waiter{until: `{"kind":"synced"}`, then: func() { go r.stop() }}
	p := program(t, "", o.args("watch", "--json")...)
	var stderr strings.Builder
	p.Place, p.Stdout, p.Stderr = r.place, w, &stderr
	if status := p.Run(t.Context()); status != 1 || stderr.String() != "ringside: "+p.Words.Error(share.ErrGone)+"\n" {
		t.Errorf("status %d, said %q", status, stderr.String())
	}
	waitUntil(t, func() bool { _, err := r.place.Dial(t.Context()); return err != nil })
}

func TestRunning_OneThatSaysNothingDoesNotHoldUpACommand(t *testing.T) {
	o := open(t, pbxsim.Options{})
	place := somewhere(t)
	claim, err := place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen() // the kernel takes the connection, and nobody says a word
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = listener.Close(), claim.Release() }()
	began := time.Now()
	p := program(t, o.person.Password, o.args("dnd", "status")...)
	p.Place = place
	check(t, runIn(t.Context(), t, p, o.person.Password), 0, "off")
	if took := time.Since(began); took > runningTime+2*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestRunning_OneOfAnotherVersionOrThatIsNobodyIsNotUsed(t *testing.T) {
	o := open(t, pbxsim.Options{})
	place := somewhere(t)
	server := share.NewServer(share.Options{Words: lang.New("en")}) // nobody is signed in
	defer serve(t, place, server)()
	p := program(t, o.person.Password, o.args("dnd", "status")...)
	p.Place = place
	check(t, runIn(t.Context(), t, p, o.person.Password), 0, "off")
}
