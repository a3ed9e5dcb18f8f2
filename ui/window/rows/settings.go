package rows

import (
	"maps"
	"slices"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/settings"
)

// SignedIn says who is signed in where.
func SignedIn(a account.Account, w *lang.Words) string {
	switch {
	case a.APIKey && a.UserName == "":
		return w.Say("signed_in_key", lang.With{"PBX": a.Address})
	case a.APIKey:
		return w.Say("signed_in_key_for", lang.With{"Name": a.UserName, "PBX": a.Address})
	}
	return w.Say("signed_in_as", lang.With{"Name": a.UserName, "PBX": a.Address})
}

// RegionOf says in which country's way numbers are read, and how that is known. set is the account's own, "" to guess it.
func RegionOf(s *presence.Snapshot, set string, w *lang.Words) string {
	if s.Region == "" {
		return w.Say("region_nothing")
	}
	region := lang.With{"Region": w.Region(s.Region)}
	if set != "" {
		return w.Say("region_set", region)
	}
	if _, why := dialplan.RegionFor(s.System.Number, s.System.TimeZone); why == dialplan.FromTimeZone {
		return w.Say("region_time_zone", region)
	}
	return w.Say("region_number", region)
}

// ShortCode is a row of the own short codes.
type ShortCode struct {
	Code, Number string
	Means        string // what becomes of it
}

// ShortCodes lists the own short codes by what is typed.
func ShortCodes(codes map[string]string, rules dialplan.Rules, w *lang.Words) []ShortCode {
	var list []ShortCode
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		list = append(list, ShortCode{code, codes[code], MeaningOf(code, codes[code], rules, w)})
	}
	return list
}

// MeaningOf says what a short code will do: what is called, or why it never comes to that.
func MeaningOf(code, number string, rules dialplan.Rules, w *lang.Words) string {
	rules.ShortCodes = nil // one does not lead to another
	d, err := rules.Decide(code)
	switch {
	case err == nil && d.Kind == dialplan.Emergency:
		return w.Say("short_code_emergency", lang.With{"Code": code})
	case err == nil && rules.Known != nil && rules.Known(d.Sent):
		return w.Say("short_code_colleague", lang.With{"Code": code})
	}
	return PreviewOf(number, rules, w).Line
}

// Notifications says what a person is told by notifications now; dnd is whether they do not want to be disturbed.
func Notifications(s settings.Settings, dnd bool, now time.Time, w *lang.Words) string {
	quiet := s.Quiet
	if dnd {
		return w.Say("told_nothing_dnd")
	}
	if quiet.Holds(now) {
		if quiet.From == quiet.To {
			return w.Say("told_nothing_today")
		}
		return w.Say("told_nothing_until", lang.With{"Time": clockWords(quiet.To, now, w)})
	}
	var kinds []string
	for _, kind := range []struct {
		id    string
		muted bool
	}{
		{"told_calls", s.Muted.Incoming}, {"told_missed", s.Muted.Missed}, {"told_voicemail", s.Muted.Voicemail}, {"told_free", s.Muted.Free},
	} {
		if !kind.muted {
			kinds = append(kinds, w.Say(kind.id))
		}
	}
	told := lang.With{"Kinds": w.List(kinds)}
	said := w.Say("told_now", told)
	switch {
	case len(kinds) == 0:
		return w.Say("told_nothing")
	case s.HideNames:
		said = w.Say("told_now_discreetly", told)
	}
	if quiet.On {
		said += " " + w.Say("told_quiet_from", lang.With{"Time": clockWords(quiet.From, now, w)})
	}
	return said
}

// clockWords writes an "HH:MM" as people do.
func clockWords(clock string, now time.Time, w *lang.Words) string {
	since, ok := settings.ClockTime(clock)
	if !ok {
		return clock
	}
	return w.TimeOfDay(time.Date(now.Year(), now.Month(), now.Day(), 0, int(since/time.Minute), 0, 0, time.Local))
}
