package checkup

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	"ringside/ui/lang"
)

// public are the facts that say nothing of a person or of whose PBX it is. Every other stays here.
var public = []string{
	"ahead_s", "answered_ms", "apart_s", "api_key", "buttons", "calls", "certain_phone", "certificates", "code", "connect_ms",
	"damaged", "days_left", "files", "free_mb", "latency_ms", "lost", "mailbox", "mailboxes", "phones", "pinned", "private", "proxy", "recent",
	"region", "ringing", "same_time_zone", "service", "set_aside", "status", "time_zone", "tls", "trusted", "up_minutes", "users",
	"valid_until", "version", "window",
}

// pbxStandIn takes the place of the PBX's host name.
const pbxStandIn = "<pbx>"

// Diagnostics is a text of all results for whoever helps a person with their installation: in English, since it is not known
// who that is, and without names, numbers and addresses.
func Diagnostics(version string, results []Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Ringside %s, %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
	for _, r := range inOrder(results) {
		fmt.Fprintf(&b, "%-13s %-9s %s", r.Check, r.Status, r.Finding)
		for _, name := range slices.Sorted(maps.Keys(r.Facts)) {
			switch {
			case slices.Contains(public, name):
				fmt.Fprintf(&b, " %s=%s", name, factText(r.Facts[name]))
			case name == "host":
				fmt.Fprintf(&b, " host=%s", pbxStandIn)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// inOrder are results in the order in which people read them.
func inOrder(results []Result) []Result {
	order := Checks()
	return slices.SortedStableFunc(slices.Values(results), func(a, b Result) int {
		return slices.Index(order, a.Check) - slices.Index(order, b.Check)
	})
}

func factText(value any) string {
	switch value := value.(type) {
	case string:
		return lang.Plain(value, 60)
	case []string:
		return strings.Join(value, ",")
	case map[string]string:
		var pairs []string
		for _, name := range slices.Sorted(maps.Keys(value)) {
			pairs = append(pairs, name+":"+value[name])
		}
		return strings.Join(pairs, ",")
	}
	return fmt.Sprint(value)
}
