package cli

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"

	"ringside/ui/settings"
)

// check compares what a command printed with a pattern for all of it.
func check(t *testing.T, got outcome, status int, pattern string) {
	t.Helper()
	if got.status != status {
		t.Errorf("status %d, want %d (%s)", got.status, status, got.stderr)
	}
	if whole := regexp.MustCompile(`^(?s:` + pattern + `)$`); !whole.MatchString(strings.TrimSuffix(got.stdout, "\n")) {
		t.Errorf("printed %q, want %s", got.stdout, pattern)
	}
}

func TestSettings_PrintWhatThePBXHasInTheEnd(t *testing.T) {
	o := open(t, pbxsim.Options{})
	for _, c := range []struct {
		command, want string
	}{
		{"dnd status", "off"},
		{"dnd on", "on"},
		{"dnd status", "on"},
		{"dnd off", "off"},
		{"dnd on --json", `\{"dnd":true\}`},
		{"waiting off", "off"},
		{"waiting on --json", `\{"cw":true\}`},
		{"waiting status", "on"},
		{"forward status", "off"},
		{"forward 0201234567", `\+31201234567`},
		{"forward status --json", `\{"call_forward":"\+31201234567"\}`},
		{"forward " + o.colleague().Extension, o.colleague().Extension},
		{"forward off", "off"},
		{"forward off --json", `\{"call_forward":null\}`},
		{"hotdesk status", "off"},
		{"hotdesk off", "off"},
		{"hotdesk status --json", `\{"hot_desk":null\}`},
	} {
		check(t, o.run(t, strings.Fields(c.command)...), 0, c.want)
	}
	if u := o.user(); !u.DND || !u.CW || u.CallForward != "" {
		t.Errorf("the office has %+v", u)
	}
}

func TestHotdesk_TakesAKeyToLogInAndNamesThePhone(t *testing.T) {
	o := open(t, pbxsim.Options{})
	desk, err := o.AddPhone("", "Desk by the window", "901", true)
	if err != nil {
		t.Fatal(err)
	}
	got := o.run(t, "hotdesk", desk)
	check(t, got, 1, "")
	if !strings.Contains(got.stderr, "does not allow this login") {
		t.Errorf("said %q", got.stderr)
	}
	check(t, o.runKey(t, "hotdesk", desk), 0, desk+"  Desk by the window")
	check(t, o.run(t, "hotdesk", "status", "--json"), 0, `\{"hot_desk":"`+desk+`"\}`)
	check(t, o.run(t, "hotdesk", "off"), 0, "off")
}

func TestSettings_AnAPIKeyHasToSayForWhom(t *testing.T) {
	o := open(t, pbxsim.Options{})
	for _, command := range []string{"dnd on", "waiting on", "forward 203", "hotdesk off", "dial 203"} {
		got := run(t, o.APIKey(), append([]string{"--pbx", o.url, "--insecure-http", "--api-key"}, strings.Fields(command)...)...)
		check(t, got, 2, "")
		if !strings.Contains(got.stderr, "--user") {
			t.Errorf("%s: said %q", command, got.stderr)
		}
	}
	if o.posts() > 0 {
		t.Error("something was changed")
	}
	check(t, o.runKey(t, "dnd", "on"), 0, "on")
}

func TestSettings_SaySoWhenThePBXKeepsItsOwnMind(t *testing.T) {
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Match: isPost, Status: 200, Body: `{}`})
	got := o.run(t, "dnd", "on")
	check(t, got, 1, "off")
	if !strings.Contains(got.stderr, "keeps the setting at off") {
		t.Errorf("said %q", got.stderr)
	}
}

func TestSettings_AForwardOrADeskThatThePBXKeepsIsAFailure(t *testing.T) {
	o := open(t, pbxsim.Options{})
	desk, err := o.AddPhone("", "Desk by the window", "901", true)
	if err != nil {
		t.Fatal(err)
	}
	kept := func(command ...string) {
		t.Helper()
		remove := o.Inject(pbxsim.Fault{Match: isPost, Body: `{}`})
		defer remove()
		if got := o.run(t, command...); got.status != 1 || !strings.Contains(got.stderr, "keeps the setting at") {
			t.Errorf("%q: status %d, said %q", command, got.status, got.stderr)
		}
	}
	kept("hotdesk", desk)
	check(t, o.runKey(t, "hotdesk", desk), 0, ".*")
	kept("hotdesk", "off")
	check(t, o.run(t, "forward", "0201234567"), 0, ".*")
	kept("forward", "off")
}

func TestLists_PrintWhatThePBXHas(t *testing.T) {
	o := open(t, pbxsim.Options{})
	me := o.user()
	if err := o.LeaveVoicemail(me.Mailbox); err != nil {
		t.Fatal(err)
	}
	messages := strconv.Itoa(o.Office().Mailboxes[0].New)
	queue := o.Office().Queues[0]
	sw := o.Office().Switches[0]
	for _, c := range []struct {
		name string
		got  outcome
		want string
	}{
		{"voicemail", o.run(t, "voicemail"), `MAILBOX +NEW +URGENT +OLD\n` + me.Extension + ` +` + messages + ` +0 +\d+`},
		{
			"voicemail --json", o.run(t, "voicemail", "--json"),
			`\{"uuid":"` + me.Mailbox + `","mailbox_number":"` + me.Extension + `","new_messages":` + messages + `,"old_messages":\d+,"urgent_messages":0\}`,
		},
		{"phones", o.run(t, "phones"), `PHONE +USER NAME +STATUS +HOT DESK +UUID\n.*Desk [^\n]*` + me.Phones[0] + `.*`},
		{"phones --json", o.run(t, "phones", "--json"), `\{"uuid":"` + me.Phones[0] + `".*"status_code":0.*`},
		{"info", o.run(t, "info"), `Host name +pbx.example.org\nVersion +\d.*`},
		{"info --json", o.run(t, "info", "--json"), `\{"uuid":"[^"]+","version":".*"time_zone":"Europe/Amsterdam".*\}`},
		{"switches", o.runKey(t, "switches"), `SWITCH +VALUE +DEFAULT +UUID\n` + sw.Name + ` .*`},
		{"queues", o.runKey(t, "queues"), `QUEUE +WAITING .*\n` + queue.Name + ` .*`},
		{"queues NAME", o.runKey(t, "queues", strings.ToUpper(queue.Name)), `QUEUE .*\n` + queue.Name + ` [^\n]*`},
		{"queues --agents", o.runKey(t, "queues", "--agents", "--calls"), `QUEUE .*\n\n` + queue.Name + `\n  \w+ .* taken.*`},
		{"queues --json", o.runKey(t, "queues", queue.UUID, "--json"), `\{"uuid":"` + queue.UUID + `".*"calls_waiting":0.*\}`},
		{"queues reset", o.runKey(t, "queues", "reset", queue.Name, "--json"), `\{.*"answered":0.*"relative":true.*\}`},
		{"queues reset, all", o.runKey(t, "queues", "reset"), `QUEUE .*\n` + queue.Name + ` .*`},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, c.got, 0, c.want) })
	}
	for _, args := range [][]string{{"queues", "nope"}, {"queues", "reset", "nope"}, {"switch", "nope", "on"}} {
		check(t, o.runKey(t, args...), 1, "")
	}
}

func TestContacts_AreFoundWithoutAccentsAndByNumber(t *testing.T) {
	o := open(t, pbxsim.Options{})
	if _, err := o.AddUser("wojcik", "Zbigniew Wójcik", ""); err != nil {
		t.Fatal(err)
	}
	check(t, o.run(t, "contacts", "zbigniew wojcik"), 0, `PRESENCE +NAME +NUMBER +REMARKS\n– Away +Zbigniew Wójcik`)
	me := o.user()
	check(t, o.run(t, "contacts", me.Extension), 0, `PRESENCE .*\n✓ Available +`+me.FullName+` +`+me.Extension)
	check(t, o.run(t, "contacts", "nobody of this name"), 0, "Nobody found.")
	check(t, o.run(t, "contacts", "nobody of this name", "--json"), 0, "")
}

func TestContacts_ShowWhatIsOnTopOfAPresence(t *testing.T) {
	o := open(t, pbxsim.Options{})
	if err := o.SetDND(o.user().UUID, true); err != nil {
		t.Fatal(err)
	}
	if err := o.SetForward(o.user().UUID, "+31612345678"); err != nil {
		t.Fatal(err)
	}
	check(t, o.run(t, "contacts", o.user().FullName), 0, `.*do not disturb, forwards to \+31612345678`)
}

func TestSwitch_GoesByNameOrUUIDAndTakesOnAndOff(t *testing.T) {
	o := open(t, pbxsim.Options{})
	sw := o.Office().Switches[0]
	check(t, o.runKey(t, "switch", strings.ToLower(sw.Name), "on"), 0, "on")
	if got := o.Office().Switches[0].Value; got != "true" {
		t.Errorf("the switch is %q", got)
	}
	check(t, o.runKey(t, "switch", sw.UUID, "false", "--json"), 0, `\{"uuid":"`+sw.UUID+`".*"value":"false".*\}`)
}

func TestCall_IsAskedAfterAndHungUp(t *testing.T) {
	o := open(t, pbxsim.Options{})
	id, err := o.Dial(o.user().UUID, o.colleague().Extension)
	if err != nil {
		t.Fatal(err)
	}
	check(t, o.run(t, "call", id), 0, `Call +`+id+`\n.*`)
	check(t, o.run(t, "call", id, "--json"), 0, `\{.*"unique_id":"`+id+`".*\}`)
	check(t, o.run(t, "hangup", id), 0, `Hung up\.`)
	for _, command := range []string{"call", "hangup"} {
		got := o.run(t, command, id)
		check(t, got, 1, "")
		if want := "ringside: The PBX knows no such call. It is over, or the identifier is wrong.\n"; got.stderr != want {
			t.Errorf("%s: said %q", command, got.stderr)
		}
	}
}

func TestNormalize_KnowsTheShortCodesThatAreSet(t *testing.T) {
	p := program(t, "", "normalize", "12", "--region", "nl")
	if err := (settings.Settings{ShortCodes: map[string]string{"12": "020 123 45 67"}}).Save(p.Folder); err != nil {
		t.Fatal(err)
	}
	check(t, runIn(t.Context(), t, p, ""), 0, `\+31201234567  .*\n  A short code of your own · 12 → 020 123 45 67\n.*`)
}

func TestNormalize_ShowsTheReasons(t *testing.T) {
	check(t, run(t, "", "normalize", "020 123 45 67", "--region", "nl"), 0,
		`\+31201234567  \(Telephone number, Netherlands\)\n  Spaces and dashes removed .*A valid number \(Netherlands\)`)
	got := run(t, "", "normalize", "020 123 45 67")
	check(t, got, 2, "")
	if !strings.Contains(got.stderr, "region") {
		t.Errorf("said %q", got.stderr)
	}
}
