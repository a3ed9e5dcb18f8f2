package checkup

import (
	"context"
	"slices"
)

// parts are what of Ringside lives on each call of the API.
var parts = map[string]string{
	"users": "colleagues", "user": "own_settings", "phones": "presence", "phone": "presence", "voicemail": "voicemail",
	"mailbox": "voicemail", "events": "live", "call": "call_details", "switches": "switches", "switch": "switches",
	"queues": "queues", "queue": "queues", "system_information": "about_pbx",
}

// forAdmins are what a PBX usually tells to an API key or an administrator only ("Authentication").
var forAdmins = []string{"queues", "queue", "switches", "switch"}

// permissions looks what the login may read.
func (v *visit) permissions(context.Context) Result {
	if why, ok := v.outside(); !ok {
		return why
	}
	return judgePermissions(v.reads().calls, v.Account.APIKey)
}

// judgePermissions tells what the answers of the calls come to.
func judgePermissions(calls map[string]string, byKey bool) Result {
	by := map[string][]string{}
	for call, verdict := range calls {
		by[verdict] = append(by[verdict], call)
	}
	for _, list := range by {
		slices.Sort(list)
	}
	facts := Facts{"calls": calls}
	tell := func(f Finding, names ...string) Result {
		var lost []string
		for _, call := range names {
			if part := parts[call]; !slices.Contains(lost, part) {
				lost = append(lost, part)
			}
		}
		facts["lost"] = lost
		return found(f, facts)
	}
	usual := !byKey && !slices.ContainsFunc(by[denied], func(call string) bool { return !slices.Contains(forAdmins, call) })
	switch {
	case len(by[broken]) > 0:
		return tell(permissionsFailed, by[broken]...)
	case len(by[denied]) > 0 && !usual:
		return tell(permissionsSome, append(by[denied], by[notThere]...)...)
	case len(by[notThere]) > 0:
		return tell(permissionsOlder, by[notThere]...)
	case len(by[denied]) > 0:
		return tell(permissionsUsual, by[denied]...)
	}
	return found(permissionsAll, facts)
}
