package checkup

import (
	"context"
	"slices"

	"ringside/pbxclient"
)

// entered is what came of the first request with credentials. All others wait for it: a secret that is wrong is not sent
// again, since a PBX may lock an account after a few.
type entered struct {
	mailboxes []pbxclient.Mailbox
	err       error
}

// enterNow asks for the mailboxes, a short list that every PBX has.
func (v *visit) enterNow(ctx context.Context) entered {
	list, err := v.Client.Mailboxes(ctx, pbxclient.ListOptions{})
	return entered{list.Items, err}
}

// credentials looks whether the PBX accepts the login.
func (v *visit) credentials(context.Context) Result {
	switch {
	case v.Client == nil && v.trustsNobody(): // which is told elsewhere
		return found(skippedUnreachable, nil)
	case v.Client == nil && v.NoSecret:
		return found(credentialsNoSecret, nil)
	case v.Client == nil:
		return found(credentialsNobody, nil)
	}
	if why, ok := v.noPBX(); !ok {
		return why
	}
	facts := Facts{"api_key": v.Account.APIKey}
	if v.Account.UserName != "" {
		facts["user_name"] = v.Account.UserName
	}
	err := v.enter().err
	code := pbxclient.CodeOf(err)
	switch {
	case slices.Contains(letIn, code):
		return found(credentialsAccepted, facts)
	case code == pbxclient.CodeUnauthorized:
		return found(credentialsRefused, facts)
	case code == pbxclient.CodeCertificate, code == pbxclient.CodePinMismatch: // which is told elsewhere, and nothing was sent
		return found(skippedUnreachable, nil)
	}
	facts["code"] = string(code)
	return found(credentialsFailed, facts)
}
