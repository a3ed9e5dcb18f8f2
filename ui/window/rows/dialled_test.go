package rows

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/lang"
)

// placed are calls to numbers, the newest first, an hour from each other.
func placed(now time.Time, numbers ...string) []journal.Call {
	var calls []journal.Call
	for i, number := range numbers {
		calls = append(calls, journal.Call{Placed: true, Number: number, Began: now.Add(-time.Duration(i) * time.Hour)})
	}
	return calls
}

func numbersOfDialled(list []Dialled) []string {
	var lines []string
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("%s×%d", d.Number, d.Times))
	}
	return lines
}

func TestDialled_EveryNumberOnceHoweverItIsWrittenAndOnlyWhatTheUserCalled(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	calls := placed(now, "203", "+31201234567", "020 123 45 67", "204", "203", "203")
	calls = append(calls, journal.Call{Number: "205", Began: now}, journal.Call{Placed: true, Began: now})
	dialled := DialledOf(calls, "NL")
	if diff := cmp.Diff([]string{"203×3", "+31201234567×2", "204×1"}, numbersOfDialled(dialled)); diff != "" {
		t.Error(diff)
	}
	if !dialled[0].Last.Equal(now) {
		t.Errorf("last called %v", dialled[0].Last)
	}
}

func TestDialled_MostUsedAreThoseCalledAgainMostFirst(t *testing.T) {
	dialled := DialledOf(placed(time.Now(), "201", "202", "203", "203", "202", "203", "204"), "NL")
	if diff := cmp.Diff([]string{"203×3", "202×2"}, numbersOfDialled(MostUsed(dialled, 5))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"203×3"}, numbersOfDialled(MostUsed(dialled, 1))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"201×1", "202×2", "203×3", "204×1"}, numbersOfDialled(LastDialled(dialled, 5))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"201×1"}, numbersOfDialled(LastDialled(dialled, 1))); diff != "" {
		t.Error(diff)
	}
}

func TestDialled_HaveTheNamesThatAreKnown(t *testing.T) {
	s, _ := office(named("Me", "200", presence.Available), named("Anna", "203", presence.OnCall))
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)
	calls := placed(now, "203", "+31201234567", "+31612345678", "203")
	calls[0].PartyUUID, calls[0].Name, calls[1].Name = "Anna", "As she was called", "Shop\u202e"
	eyes := Eyes{Words: lang.New("en"), Region: "NL", Current: true, Now: now}
	var got []string
	for _, c := range OfLastDialled(DialledOf(calls, "NL"), s, eyes) {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%v", c.ID, c.Name, c.Detail, c.Presence, c.Number))
	}
	if diff := cmp.Diff([]string{
		"203|Anna|203  ·  12:00|on_call|true", "+31201234567|Shop|020 123 4567  ·  11:00||true", "+31612345678|06 12345678|10:00||true",
	}, got); diff != "" {
		t.Error(diff)
	}
	if c := OfMostUsed(DialledOf(calls, "NL"), s, eyes)[0]; c.Detail != "203  ·  2 calls" {
		t.Errorf("used: %q", c.Detail)
	}
}
