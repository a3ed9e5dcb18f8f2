package settings

import (
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSettings_AreAsTheyWereSaved(t *testing.T) {
	minutes := 30
	all := Settings{
		Language: "fr", Appearance: "contrast", CallFrom: "phone", Asked: true, CallsFrom: map[string]Phone{"key": {UUID: "soft", Over: "desk"}}, Regions: map[string]string{"key": "BE"}, DeskCodes: map[string]string{"key": "*11"}, Switches: map[string][]string{"key": {"night"}}, PickUpByHand: true, ReadyMinutes: &minutes,
		OpenOnCall: true, Scale: 120, SortByName: true, MailboxNumber: "*97", Muted: Kinds{Incoming: true, Missed: true, Voicemail: true, Free: true},
		Quiet: Quiet{On: true, From: "18:00", To: "08:30", WeekdaysOnly: true}, HideNames: true, Shortcut: Shortcut{On: true, Keys: "Ctrl+Alt+C"}, ShortCodes: map[string]string{"12": "+31201234567"},
	}
	for _, want := range []Settings{{}, all} {
		folder := t.TempDir()
		if err := want.Save(folder); err != nil {
			t.Fatal(err)
		}
		got, err := Load(folder)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	}
}

func TestSettings_OfNobodyAreTheDefaults(t *testing.T) {
	folder := t.TempDir()
	if s, err := Load(folder); err != nil || !cmp.Equal(s, Settings{}) {
		t.Errorf("%+v, %v", s, err)
	}
	if err := os.WriteFile(path(folder), []byte(`{"language":"nl","scale":"large"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := Load(folder); err == nil || !cmp.Equal(s, Settings{}) {
		t.Errorf("of a file that makes no sense: %+v, %v", s, err)
	}
}

func TestSettings_WriteNothingThatWasNotSet(t *testing.T) {
	folder := t.TempDir()
	if err := (Settings{}).Save(folder); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path(folder)); err != nil || string(data) != "{}\n" {
		t.Errorf("%s, %v", data, err)
	}
}

func TestScalePercent_IsBounded(t *testing.T) {
	for set, want := range map[int]int{0: 100, 100: 100, 125: 125, 79: 80, -5: 80, 201: 200} {
		if got := (Settings{Scale: set}).ScalePercent(); got != want {
			t.Errorf("%d%% is %d%%, want %d%%", set, got, want)
		}
	}
}

func TestQuiet_HoldsByTheClock(t *testing.T) {
	for _, c := range []struct {
		what  string
		quiet Quiet
		at    string // 2 March 2026 is a Monday
		want  bool
	}{
		{"turned off", Quiet{From: "00:00", To: "00:00"}, "2026-03-02 12:00", false},
		{"within a day, before", Quiet{On: true, From: "12:00", To: "13:00"}, "2026-03-02 11:59", false},
		{"within a day, at its begin", Quiet{On: true, From: "12:00", To: "13:00"}, "2026-03-02 12:00", true},
		{"within a day, in its last minute", Quiet{On: true, From: "12:00", To: "13:00"}, "2026-03-02 12:59", true},
		{"within a day, at its end", Quiet{On: true, From: "12:00", To: "13:00"}, "2026-03-02 13:00", false},
		{"over midnight, before", Quiet{On: true, From: "18:00", To: "08:00"}, "2026-03-02 17:59", false},
		{"over midnight, in the evening", Quiet{On: true, From: "18:00", To: "08:00"}, "2026-03-02 23:59", true},
		{"over midnight, in the morning", Quiet{On: true, From: "18:00", To: "08:00"}, "2026-03-02 07:59", true},
		{"over midnight, after", Quiet{On: true, From: "18:00", To: "08:00"}, "2026-03-02 08:00", false},
		{"a whole day, in its morning", Quiet{On: true, From: "09:00", To: "09:00"}, "2026-03-02 08:59", true},
		{"a whole day, in its evening", Quiet{On: true, From: "09:00", To: "09:00"}, "2026-03-02 21:00", true},
		{"weekdays, Friday evening", Quiet{On: true, From: "18:00", To: "08:00", WeekdaysOnly: true}, "2026-03-06 20:00", true},
		{"weekdays, the night of Friday", Quiet{On: true, From: "18:00", To: "08:00", WeekdaysOnly: true}, "2026-03-07 07:00", true},
		{"weekdays, Saturday evening", Quiet{On: true, From: "18:00", To: "08:00", WeekdaysOnly: true}, "2026-03-07 20:00", false},
		{"weekdays, the night of Sunday", Quiet{On: true, From: "18:00", To: "08:00", WeekdaysOnly: true}, "2026-03-09 07:00", false},
		{"every day, Sunday", Quiet{On: true, From: "10:00", To: "11:00"}, "2026-03-08 10:30", true},
		{"weekdays, Sunday", Quiet{On: true, From: "10:00", To: "11:00", WeekdaysOnly: true}, "2026-03-08 10:30", false},
		{"no time", Quiet{On: true, From: "", To: "08:00"}, "2026-03-02 07:00", false},
		{"an odd time", Quiet{On: true, From: "18:00", To: "25:00"}, "2026-03-02 20:00", false},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, time.FixedZone("here", 3600))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.quiet.Holds(at); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestClockTime_ReadsHoursAndMinutes(t *testing.T) {
	for text, want := range map[string]time.Duration{"00:00": 0, "08:30": 510 * time.Minute, "23:59": 1439 * time.Minute} {
		if got, ok := ClockTime(text); got != want || !ok {
			t.Errorf("%s is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "24:00", "12:60", "noon", "12", "-1:00"} {
		if got, ok := ClockTime(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}
