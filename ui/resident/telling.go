package resident

import (
	"context"

	"ringside/ui/notify"
)

// telling is the work of telling the desktop, which outlives that of a Resident: what it shows has to be taken back at the end.
type telling struct {
	stop  context.CancelFunc
	ended chan struct{}
}

// beginTelling has a sender work until end is called, whatever becomes of ctx.
func beginTelling(ctx context.Context, s *notify.Sender) telling {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	t := telling{stop, make(chan struct{})}
	go func() {
		defer close(t.ended)
		s.Run(ctx)
	}()
	return t
}

// end has it send what waits, as far as that does not take long, and returns when nothing of it works any more.
func (t telling) end() {
	t.stop()
	<-t.ended
}
