package resident

import (
	"errors"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/notify"
)

// warn tells once of a certificate that is not the pinned one: somebody may be listening in, and nobody may be looking at the window.
// Neither quiet hours nor do not disturb keep that back.
func (f *follower) warn(c presence.Connection) {
	failed, is := errors.AsType[*pbxclient.Error](c.Err)
	if !is || failed.Code != pbxclient.CodePinMismatch || failed.Fingerprint == f.warned {
		return
	}
	f.warned = failed.Fingerprint
	f.resident.sender.Tell(f.resident.from(f.mirror, notify.Message{
		Key: "certificate", Title: "Ringside", Body: f.resident.Words.Error(failed), Urgent: true,
	}))
}
