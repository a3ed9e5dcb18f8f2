package rows

import (
	"testing"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/settings"
)

func TestNotifications_SaysWhatIsToldNow(t *testing.T) {
	all := settings.Kinds{Incoming: true, Missed: true, Voicemail: true, Free: true}
	evening := settings.Quiet{On: true, From: "18:00", To: "08:00"}
	for _, c := range []struct {
		set  settings.Settings
		want string
	}{
		{settings.Settings{}, "You are told of calls, missed calls, voicemail and colleagues who have become free."},
		{settings.Settings{Muted: settings.Kinds{Free: true, Missed: true}}, "You are told of calls and voicemail."},
		{settings.Settings{Muted: settings.Kinds{Free: true, Missed: true, Voicemail: true}, HideNames: true}, "You are told of calls, without names."},
		{settings.Settings{Muted: all, HideNames: true}, english.Say("told_nothing")},
		{settings.Settings{Muted: settings.Kinds{Free: true, Missed: true}, Quiet: evening}, "You are told of calls and voicemail. It becomes quiet at 18:00."},
		{settings.Settings{Quiet: settings.Quiet{On: true, From: "12:00", To: "13:30"}}, "It is quiet now: no notifications until 13:30."},
		{settings.Settings{Quiet: settings.Quiet{On: true, From: "12:00", To: "12:00"}}, english.Say("told_nothing_today")},
	} {
		if got := Notifications(c.set, false, noon, english); got != c.want {
			t.Errorf("%+v: %q, want %q", c.set, got, c.want)
		}
		if got := Notifications(c.set, true, noon, english); got != english.Say("told_nothing_dnd") {
			t.Errorf("%+v, and do not disturb: %q", c.set, got)
		}
	}
}

func TestRegionOf_SaysHowItIsKnown(t *testing.T) {
	for _, c := range []struct {
		region, set string
		system      pbxclient.SystemInformation
		want        string
	}{
		{"NL", "NL", pbxclient.SystemInformation{Number: "+31201234567"}, "Region of numbers: Netherlands, as this account has it"},
		{"NL", "", pbxclient.SystemInformation{Number: "+31201234567"}, "Region of numbers: Netherlands, by the PBX’s own number"},
		{"NL", "", pbxclient.SystemInformation{TimeZone: "Europe/Amsterdam"}, "Region of numbers: Netherlands, by the PBX’s time zone"},
		{"", "", pbxclient.SystemInformation{}, english.Say("region_nothing")},
	} {
		if got := RegionOf(&presence.Snapshot{Region: c.region, System: c.system}, c.set, english); got != c.want {
			t.Errorf("said %q, want %q", got, c.want)
		}
	}
}

func TestMeaningOf_SaysWhatAShortCodeDoes(t *testing.T) {
	rules := dialplan.Rules{
		Region: "NL", Known: func(number string) bool { return number == "203" }, ShortCodes: map[string]string{"12": "112", "13": "203"},
	}
	for _, c := range []struct{ code, number, want string }{
		{"12", "020 794 7000", "+31 20 794 7000 will be called (Netherlands)."},
		{"13", "020 794 7000", "+31 20 794 7000 will be called (Netherlands)."},
		{"112", "203", "112 is an emergency number, and stays that."},
		{"203", "+31207947000", "203 is a colleague’s extension, and stays that."},
		{"anna", "12", PreviewOf("12", dialplan.Rules{Region: "NL"}, english).Line},
	} {
		if got := MeaningOf(c.code, c.number, rules, english); got != c.want {
			t.Errorf("%s: %q, want %q", c.code, got, c.want)
		}
	}
}

func TestSignedIn_SaysWhoAndWhere(t *testing.T) {
	for _, c := range []struct {
		account account.Account
		want    string
	}{
		{account.Account{Address: "pbx.example.org", UserName: "anna"}, "Signed in as anna at pbx.example.org"},
		{account.Account{Address: "pbx.example.org", UserName: "anna", APIKey: true}, "Signed in with an API key for anna at pbx.example.org"},
		{account.Account{Address: "pbx.example.org", APIKey: true}, "Signed in with an API key at pbx.example.org"},
	} {
		if got := SignedIn(c.account, english); got != c.want {
			t.Errorf("said %q, want %q", got, c.want)
		}
	}
}
