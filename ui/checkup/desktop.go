package checkup

import (
	"context"
	"errors"
	"runtime"
	"time"

	"ringside/pbxclient/account"
	"ringside/ui/notify"
	"ringside/ui/tray"
)

// tray looks whether the desktop shows the icon.
func (v *visit) tray(ctx context.Context) Result {
	switch {
	case isMobile:
		return found(skippedHere, nil)
	case tray.HostPresent(ctx):
		return found(trayShown, nil)
	case !v.HasDisplay:
		return found(skippedNoDesktop, nil)
	}
	return found(trayNone, nil)
}

// isMobile is true on a phone, where Ringside is what is looked at.
const isMobile = runtime.GOOS == "android" || runtime.GOOS == "ios"

// notifications looks what shows messages, and whether they can have buttons.
func (v *visit) notifications(ctx context.Context) Result {
	service, err := notify.FindService(ctx)
	facts := Facts{"service": service.Name, "version": service.Version, "buttons": service.Actions}
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return found(skippedHere, nil)
	case err != nil && !v.HasDisplay:
		return found(skippedNoDesktop, nil)
	case errors.Is(err, notify.ErrNoService):
		return found(notificationsNone, nil)
	case err != nil:
		return found(notificationsSilent, nil)
	case service.Actions:
		return found(notificationsButtons, facts)
	}
	return found(notificationsPlain, facts)
}

// keyring looks whether the secret can be kept. Nobody is asked to unlock anything for that.
func (v *visit) keyring(ctx context.Context) Result {
	if isMobile {
		return found(skippedHere, nil)
	}
	state, err := account.FindKeyring(ctx)
	switch {
	case err != nil:
		return found(keyringSilent, nil)
	case state == account.KeyringOpen:
		return found(keyringOpen, nil)
	case state == account.KeyringSystem:
		return found(keyringSystem, nil)
	case state == account.KeyringLocked:
		return found(keyringLocked, nil)
	}
	return found(keyringNone, nil)
}

// errUnknown is for what a system does not tell.
var errUnknown = errors.New("this cannot be found out here")

// handler looks which program a click on a telephone number opens.
func (v *visit) handler(ctx context.Context) Result {
	program, err := handlerOf(ctx, "tel")
	switch {
	case err != nil:
		return found(skippedHere, nil)
	case program == "" && !v.HasDisplay:
		return found(skippedNoDesktop, nil)
	case program == "":
		return found(handlerNone, nil)
	case isRingside(program):
		return found(handlerOurs, Facts{"program": program})
	}
	return found(handlerOther, Facts{"program": program})
}

// display looks whether the window can open, and whether it did: on a machine without OpenGL it does not.
func (v *visit) display(context.Context) Result {
	switch {
	case v.Running != nil && v.Running.Window.Failed:
		return found(displayFailed, Facts{"reason": v.Running.Window.Reason})
	case isMobile:
		return found(skippedHere, nil)
	case v.HasDisplay, v.Running != nil && v.Running.Window.There:
		facts := Facts{}
		if v.Running != nil {
			facts["window"] = v.Running.Window.There
		}
		return found(displayThere, facts)
	}
	return found(displayNone, nil)
}

// resident looks whether the part that stays is of the version that is installed.
func (v *visit) resident(context.Context) Result {
	r := v.Running
	if r == nil {
		return found(skippedNotRunning, nil)
	}
	facts := Facts{"version": r.Version}
	if !r.Since.IsZero() {
		facts["up_minutes"] = int(time.Since(r.Since).Minutes())
	}
	if r.Outdated {
		return found(residentOutdated, facts)
	}
	return found(residentCurrent, facts)
}
