package checkup

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/settings"
)

func TestPermissions_TellWhatRingsideGoesWithout(t *testing.T) {
	t.Parallel()
	forbid := func(ends ...string) pbxsim.Fault {
		return pbxsim.Fault{Match: path(ends...), Status: 403, Body: `{"message":"forbidden"}`}
	}
	for name, c := range map[string]struct {
		fault pbxsim.Fault
		key   bool
		want  map[Check]Finding
		lost  []string
	}{
		"users": {
			forbid("/users"), false,
			map[Check]Finding{Permissions: permissionsSome, OwnUser: skippedDenied, Events: eventsFlow},
			[]string{"colleagues", "queues"},
		},
		"phones": {forbid("/phones"), false, map[Check]Finding{Permissions: permissionsSome}, []string{"presence", "queues"}},
		"voicemail": {
			forbid("/voicemail"), false,
			map[Check]Finding{Credentials: credentialsAccepted, Permissions: permissionsSome, OwnUser: ownReady},
			[]string{"queues", "voicemail"},
		},
		"events":        {forbid("/events"), false, map[Check]Finding{Permissions: permissionsSome, Events: eventsDenied}, []string{"live", "queues"}},
		"switches":      {forbid("/switches"), false, map[Check]Finding{Permissions: permissionsUsual}, []string{"queues", "switches"}},
		"queues of key": {forbid("/acd/stats"), true, map[Check]Finding{Permissions: permissionsSome}, []string{"queues"}},
		"system": {
			forbid("/system_information"), false,
			map[Check]Finding{Permissions: permissionsSome, Region: regionUnknown, Clock: clockRight},
			[]string{"about_pbx", "queues"},
		},
		"a list that fails": {
			pbxsim.Fault{Match: path("/switches"), Status: 500}, false, map[Check]Finding{Permissions: permissionsFailed}, []string{"switches"},
		},
		"everything": {
			pbxsim.Fault{Match: below(""), Status: 403},
			false,
			map[Check]Finding{
				Credentials: credentialsAccepted, Permissions: permissionsSome, Events: eventsDenied, OwnUser: skippedDenied, Region: regionUnknown,
			},
			[]string{"about_pbx", "call_details", "colleagues", "live", "presence", "queues", "switches", "voicemail"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t, pbxsim.Options{})
			o.Inject(c.fault)
			of := o.as(t)
			if c.key {
				of = o.byKey(t, o.person.UserName)
			}
			all := look(t, of)
			all.want(t, c.want)
			lost, _ := all[Permissions].Facts["lost"].([]string)
			if diff := cmp.Diff(c.lost, slices.Sorted(slices.Values(lost))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPermissions_OfAnOlderPBXThatDoesNotTellOfItself(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{LegacyVersion: true})
	all := look(t, o.as(t))
	all.want(t, except(map[Check]Finding{Permissions: permissionsOlder, Region: regionUnknown}))
	if calls, _ := all[Permissions].Facts["calls"].(map[string]string); calls["system_information"] != notThere {
		t.Errorf("%v", calls)
	}
}

func TestParts_EveryCallThatIsTriedHasOneAndAWord(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	calls, _ := look(t, o.byKey(t, o.person.UserName))[Permissions].Facts["calls"].(map[string]string)
	for call := range calls {
		if parts[call] == "" {
			t.Errorf("what %s is for is not told", call)
		}
	}
	for _, part := range parts {
		for _, w := range languages {
			if id := "checkup_word_" + part; w.Say(id) == id {
				t.Errorf("%v has no word for %s", w.Tag(), part)
			}
		}
	}
}

func TestEvents_WhatKeepsThemFromBeingOfUse(t *testing.T) {
	t.Parallel()
	polls := path("/events")
	for name, c := range map[string]struct {
		fault pbxsim.Fault
		want  Finding
	}{
		"they are answered at once":  {pbxsim.Fault{Match: polls, Body: "[]"}, eventsHasty},
		"they are answered too late": {pbxsim.Fault{Match: polls, Delay: time.Hour}, eventsLate},
		"a proxy cuts them off":      {pbxsim.Fault{Match: polls, Status: 504, Body: "<html>Gateway Timeout</html>"}, eventsLate},
		"they make no sense":         {pbxsim.Fault{Match: polls, Body: `{"what":"ever"}`}, eventsFailed},
		"they are not there":         {pbxsim.Fault{Match: polls, Status: 404}, eventsFailed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t, pbxsim.Options{})
			o.Inject(c.fault)
			of := o.as(t)
			of.pace = 15 // readers of everything else have 800 ms
			look(t, of).want(t, map[Check]Finding{Credentials: credentialsAccepted, Events: c.want})
		})
	}
}

func TestEvents_PhonesThatRingWithoutACallTellOfADialPlanWithoutEvents(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	look(t, o.as(t)) // from now on the PBX gathers events
	if err := o.SetPhoneStatus(o.Office().Phones[1].UUID, 8); err != nil {
		t.Fatal(err)
	}
	all := look(t, o.as(t))
	all.want(t, except(map[Check]Finding{Events: eventsNoCalls}))
	if f := all[Events].Facts; f["phones"] != 1 || f["ringing"] != 1 || f["calls"] != 0 {
		t.Errorf("%v", f)
	}
	if _, err := o.Incoming(pbxsim.Party{Number: "+31201234567"}, o.Office().Users[2].Extension); err != nil {
		t.Fatal(err)
	}
	all = look(t, o.as(t))
	all.want(t, whole)
	if calls, _ := all[Events].Facts["calls"].(int); calls == 0 {
		t.Errorf("%v", all[Events].Facts)
	}
}

func TestOwnUser_NeedsAPhoneThatIsCertain(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	me := o.Office().Users[0]
	of := o.as(t)
	all := look(t, of)
	if f := all[OwnUser].Facts; f["phones"] != 1 || f["certain_phone"] != true || f["mailbox"] != true {
		t.Errorf("%v", f)
	}
	second, err := o.AddPhone(me.UUID, "At home", "911", false)
	if err != nil {
		t.Fatal(err)
	}
	all = look(t, of)
	all.want(t, except(map[Check]Finding{OwnUser: ownChoice}))
	if f := all[OwnUser].Facts; f["phones"] != 2 || f["certain_phone"] != false {
		t.Errorf("%v", f)
	}
	if err := (settings.Settings{CallFrom: second}).Save(of.Folder); err != nil {
		t.Fatal(err)
	}
	look(t, of).want(t, whole)
	if err := (settings.Settings{CallFrom: "a phone of before"}).Save(of.Folder); err != nil {
		t.Fatal(err)
	}
	look(t, of).want(t, except(map[Check]Finding{OwnUser: ownChoice}))
	desk, err := o.AddPhone("", "By the window", "912", true)
	if err == nil {
		err = o.LogIn(me.UUID, desk)
	}
	if err != nil {
		t.Fatal(err)
	}
	look(t, of).want(t, whole)
	for _, phone := range append(me.Phones, second, desk) {
		if err := o.RemovePhone(phone); err != nil {
			t.Fatal(err)
		}
	}
	look(t, of).want(t, except(map[Check]Finding{OwnUser: ownNoPhone}))
}

func TestRegion_IsSetOrGuessedFromTheNumberOrTheTimeZone(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{Region: "DE"})
	of := o.as(t)
	all := look(t, of)
	all.want(t, whole)
	if all[Region].Facts["region"] != "DE" {
		t.Errorf("%v", all[Region].Facts)
	}
	o.Inject(pbxsim.Fault{Match: path("/system_information"), Body: `{"number":"123","time_zone":"Europe/Brussels"}`})
	all = look(t, of)
	all.want(t, except(map[Check]Finding{Region: regionTimeZone}))
	if all[Region].Facts["region"] != "BE" {
		t.Errorf("%v", all[Region].Facts)
	}
	of.Account.Region = "FR"
	look(t, of).want(t, except(map[Check]Finding{Region: regionSet}))
}
