package pbxclient

import (
	"context"
	"errors"
	"net"
	"strings"
)

// networkError sorts what kept an answer from coming, or from coming whole.
func networkError(ctx context.Context, err error, redact *strings.Replacer) *Error {
	if e := endOf(ctx); e != nil {
		return e
	}
	if told, ok := errors.AsType[*Error](err); ok { // by whoever sent the request for us
		return told
	}
	if refused, ok := errors.AsType[redirectError](err); ok {
		return &Error{Code: CodeRedirect, Err: redirectError(redact.Replace(string(refused)))}
	}
	if bad, ok := errors.AsType[*certificateError](err); ok && !toProxy(err) { // a proxy's is not for a person to trust as the PBX's
		e := &Error{Code: CodeCertificate, Fingerprint: bad.fingerprint, Err: bad}
		if errors.Is(bad, errPinned) {
			e.Code = CodePinMismatch
		}
		return e
	}
	late, isNetwork := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, errTooLarge):
		return &Error{Code: CodeTooLarge, Err: err}
	case isNetwork && late.Timeout():
		return &Error{Code: CodeTimeout, Err: err}
	}
	err = byProxy(err)
	if text := err.Error(); redact.Replace(text) != text {
		err = errors.New(redact.Replace(text))
	}
	return &Error{Code: CodeUnreachable, Err: err}
}

// endOf tells that the context is over, and whether by its deadline or by the caller; nil if it is not.
func endOf(ctx context.Context) *Error {
	switch err := ctx.Err(); err {
	case nil:
		return nil
	case context.DeadlineExceeded:
		return &Error{Code: CodeTimeout, Err: err}
	default:
		return &Error{Code: CodeCancelled, Err: err}
	}
}
