package checkup

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
)

func TestRun_FindsAnOfficeWholeAndChangesNothing(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	before := o.Office()
	all := look(t, o.as(t))
	all.want(t, whole)
	for _, check := range append([]Check{Folders}, ofPBX...) {
		if all[check].Status != OK {
			t.Errorf("%s is %s", check, all[check].Status)
		}
	}
	for _, r := range o.Requests() {
		if r.Method != http.MethodGet {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
	if after := o.Office(); len(after.Calls) != len(before.Calls) || len(after.Users) != len(before.Users) {
		t.Error("the office is another")
	}
	calls, _ := all[Permissions].Facts["calls"].(map[string]string)
	if calls["users"] != allowed || calls["queues"] != denied || calls["call"] != allowed || calls["mailbox"] != allowed {
		t.Errorf("%v", calls)
	}
}

func TestRun_AnAPIKeyMayReadEverything(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	all := look(t, o.byKey(t, o.person.UserName))
	all.want(t, except(map[Check]Finding{Permissions: permissionsAll}))
	calls, _ := all[Permissions].Facts["calls"].(map[string]string)
	for call := range parts {
		if calls[call] != allowed {
			t.Errorf("%s is %q", call, calls[call])
		}
	}
	look(t, o.byKey(t, "")).want(t, map[Check]Finding{OwnUser: ownKey, Credentials: credentialsAccepted})
	look(t, o.byKey(t, "nobody.at.all")).want(t, map[Check]Finding{OwnUser: ownMissing})
}

func TestRun_SendsASecretThatIsWrongOnce(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	of := subject(t, account.Account{Address: o.url, UserName: o.person.UserName, PlainHTTP: true}, "wr0ng-s3cret")
	look(t, of).want(t, except(map[Check]Finding{
		Credentials: credentialsRefused, Permissions: skippedSecret, Events: skippedSecret, OwnUser: skippedSecret, Region: skippedSecret,
	}))
	sent := 0
	for _, r := range o.Requests() {
		if r.UserName != "" {
			sent++
		}
	}
	if sent != 1 {
		t.Errorf("it was sent %d times", sent)
	}
}

func TestRun_TellsWhatItCanWhereNobodyIsSignedIn(t *testing.T) {
	t.Parallel()
	all := look(t, Subject{Folder: t.TempDir()})
	all.want(t, map[Check]Finding{
		Address: skippedNobody, Certificate: skippedNobody, Clock: skippedNobody, Credentials: credentialsNobody,
		Permissions: skippedNobody, Events: skippedNobody, OwnUser: skippedNobody, Region: skippedNobody,
		Folders: foldersGood, Tray: skippedNoDesktop, Display: displayNone,
	})
	o := open(t, pbxsim.Options{})
	of := Subject{Account: account.Account{Address: o.url, PlainHTTP: true, UserName: "anna", Region: "BE"}, NoSecret: true}
	look(t, of).want(t, map[Check]Finding{
		Address: addressAnswers, Certificate: certificateLocal, Clock: clockRight, Credentials: credentialsNoSecret,
		Permissions: skippedSecret, Region: regionSet, Folders: foldersNone,
	})
	for _, r := range o.Requests() {
		if r.UserName != "" {
			t.Errorf("%s was asked as %s", r.Path, r.UserName)
		}
	}
}

func TestRun_EndsInTimeWhateverThePBXDoes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault pbxsim.Fault
		want  map[Check]Finding
	}{
		"it hangs": {pbxsim.Fault{Delay: time.Hour}, map[Check]Finding{
			Address: addressSilent, Clock: skippedUnreachable, Credentials: skippedUnreachable, Events: skippedUnreachable,
		}},
		"it hangs once somebody signs in": {pbxsim.Fault{Delay: time.Hour, Match: path("")}, map[Check]Finding{
			Address: addressAnswers, Credentials: credentialsFailed, Permissions: skippedSecret, OwnUser: skippedSecret,
		}},
		"a list hangs": {pbxsim.Fault{Delay: time.Hour, Match: path("/users")}, map[Check]Finding{
			Credentials: credentialsAccepted, Permissions: permissionsFailed, OwnUser: skippedDenied, Region: regionNumber,
		}},
		"it hangs up": {pbxsim.Fault{Drop: true}, map[Check]Finding{Address: addressUnreachable, Credentials: skippedUnreachable}},
		"it is out of order": {pbxsim.Fault{Status: 503}, map[Check]Finding{
			Address: addressUnavailable, Clock: skippedUnreachable, Permissions: skippedUnreachable,
		}},
		"it is out of order once somebody signs in": {pbxsim.Fault{Status: 500, Match: path("")}, map[Check]Finding{
			Credentials: credentialsFailed, Permissions: skippedSecret,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t, pbxsim.Options{})
			o.Inject(c.fault)
			of := o.as(t)
			of.pace = 40
			began := time.Now()
			look(t, of).want(t, c.want)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestRun_TellsNothingMoreWhenItIsGivenUp(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	o.Inject(pbxsim.Fault{Delay: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	told := 0
	err := Run(ctx, o.as(t), func(Result) {
		told++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || told != 1 {
		t.Errorf("%d told, %v", told, err)
	}
}

func TestRun_EveryCheckHasItsPlace(t *testing.T) {
	t.Parallel()
	if got := Checks(); len(got) != len(checks) || got[0] != Address || got[len(got)-1] != Resident {
		t.Errorf("%v", got)
	}
	seen := map[Check]bool{}
	for _, check := range Checks() {
		if seen[check] {
			t.Errorf("%s is made twice", check)
		}
		seen[check] = true
	}
}
