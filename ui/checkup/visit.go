package checkup

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"time"

	"ringside/pbxclient"
)

// visit is one check-up at work: what is looked at, and what several checks want to know and is asked once.
type visit struct {
	Subject
	base    *url.URL // of the API; nil where there is no PBX, or baseErr tells why
	baseErr error

	knock  func() knocked // the answer to a request without credentials
	enter  func() entered // the answer to the first request with them
	system func() about   // what the PBX says of itself
	reads  func() reads   // what the login may read
}

// How long what is shared may take. Each check that waits for it has longer.
const (
	knockTime = 8 * time.Second
	enterTime = 12 * time.Second
	readTime  = 40 * time.Second
)

// newVisit prepares; everything is asked when the first check wants to know it, and given up when ctx ends.
func newVisit(ctx context.Context, of Subject) *visit {
	v := &visit{Subject: of}
	if of.Account.Address != "" {
		v.base, v.baseErr = pbxclient.ParseAddress(of.Account.Address, of.Account.PlainHTTP)
	}
	v.knock = sync.OnceValue(func() knocked { return within(ctx, v.within(knockTime), v.knockNow) })
	v.enter = sync.OnceValue(func() entered { return within(ctx, v.within(enterTime), v.enterNow) })
	v.system = sync.OnceValue(func() about { return within(ctx, v.within(enterTime), v.systemNow) })
	v.reads = sync.OnceValue(func() reads { return within(ctx, v.within(readTime), v.readNow) })
	return v
}

// within is work with a deadline.
func within[T any](ctx context.Context, limit time.Duration, work func(context.Context) T) T {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return work(ctx)
}

// within is a time at the pace of this check-up.
func (v *visit) within(d time.Duration) time.Duration {
	if v.pace > 0 {
		return time.Duration(float64(d) / v.pace)
	}
	return d
}

// noPBX is why nothing can be asked of the PBX: there is none, or no way to it. ok is true if there is one.
func (v *visit) noPBX() (why Result, ok bool) {
	switch {
	case v.baseErr != nil:
		return found(skippedUnreachable, nil), false
	case v.base == nil:
		return found(skippedNobody, nil), false
	case !v.knock().isPBX():
		return found(skippedUnreachable, nil), false
	}
	return Result{}, true
}

// outside is why the login cannot be asked about; ok is true if the PBX has let it in.
func (v *visit) outside() (why Result, ok bool) {
	if why, ok := v.noPBX(); !ok {
		return why, false
	}
	if v.Client == nil && v.trustsNobody() || v.Client != nil && pbxclient.IsCode(v.enter().err, pbxclient.CodeCertificate, pbxclient.CodePinMismatch) {
		return found(skippedUnreachable, nil), false // nothing was sent
	}
	if v.Client == nil || !slices.Contains(letIn, pbxclient.CodeOf(v.enter().err)) {
		return found(skippedSecret, nil), false
	}
	return Result{}, true
}

// letIn are the outcomes of a request after which it is certain that the PBX knows who asks.
var letIn = []pbxclient.Code{"", pbxclient.CodeForbidden, pbxclient.CodeNotFound, pbxclient.CodeBadAnswer, pbxclient.CodeTooLarge}
