package wake

import (
	"context"
	"fmt"

	"golang.org/x/sys/windows"
)

// That the computer slept is seen by the engine's own clocks.
func watchers() []watcher { return []watcher{{"IP helper", watchNetwork}} }

// gone is MibDeleteInstance of MIB_NOTIFICATION_TYPE: an interface or an address has been taken away.
const gone = 2

// watchNetwork hears from Windows of interfaces and addresses. Each call takes one of the 2000 callbacks that a process
// has and never gives back, so that it suits a login and not a loop.
func watchNetwork(ctx context.Context, tell func(Reason)) error {
	callback := windows.NewCallback(func(_, _ uintptr, kind uint32) uintptr {
		if kind != gone {
			tell(Network)
		}
		return 0
	})
	var links, addresses windows.Handle
	if err := windows.NotifyIpInterfaceChange(windows.AF_UNSPEC, callback, nil, false, &links); err != nil {
		return fmt.Errorf("watch the interfaces: %w", err)
	}
	defer windows.CancelMibChangeNotify2(links) // waits for callbacks that run
	if err := windows.NotifyUnicastIpAddressChange(windows.AF_UNSPEC, callback, nil, false, &addresses); err != nil {
		return fmt.Errorf("watch the addresses: %w", err)
	}
	defer windows.CancelMibChangeNotify2(addresses)
	<-ctx.Done()
	return nil
}
