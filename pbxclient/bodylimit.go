package pbxclient

import (
	"context"
	"errors"
	"io"
	"net/http"
)

// The bounds on answers, in bytes after decompression.
const (
	maxList   = 64 << 20
	maxEvents = 16 << 20
	maxOther  = 1 << 20
)

// errTooLarge is a body over its bound.
var errTooLarge = errors.New("it is larger than any answer should be")

type bodyLimitKey struct{}

// withBodyLimit sets the bound on the answer for requests with the returned context; it is maxOther otherwise.
func withBodyLimit(ctx context.Context, bytes int64) context.Context {
	return context.WithValue(ctx, bodyLimitKey{}, bytes)
}

// bodyLimit is the handler that keeps an answer from filling the memory.
type bodyLimit struct {
	next http.RoundTripper
}

func (b *bodyLimit) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := b.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	limit, set := request.Context().Value(bodyLimitKey{}).(int64)
	if !set {
		limit = maxOther
	}
	response.Body = &boundedBody{ReadCloser: response.Body, left: limit}
	return response, nil
}

// boundedBody fails with errTooLarge where io.LimitReader would pretend that the body ends.
type boundedBody struct {
	io.ReadCloser
	left int64
}

func (b *boundedBody) Read(p []byte) (int, error) {
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if int64(n) > b.left {
		n, err = int(b.left), errTooLarge
	}
	b.left -= int64(n)
	return n, err
}
