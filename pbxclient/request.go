package pbxclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// call is one request to the API.
type call struct {
	op      string // for errors
	method  string
	path    []string // segments below the base, not yet escaped
	query   url.Values
	body    any // sent as JSON; nil for none
	limit   int64
	timeout time.Duration
}

// answer is an answer with a status of success.
type answer struct {
	op     string
	status int
	header http.Header
	at     time.Time // the server's Date; zero if it sent none
	body   []byte    // begins like JSON, or is empty; nil while it has not been read
}

// get is a call that reads one resource.
func (c *Client) get(op string, query url.Values, path ...string) call {
	return call{op: op, method: http.MethodGet, path: path, query: query, limit: maxOther, timeout: c.timeout}
}

// list is a call that reads a list, which may be long.
func (c *Client) list(op string, query url.Values, path ...string) call {
	return call{op: op, method: http.MethodGet, path: path, query: query, limit: maxList, timeout: 2 * c.timeout}
}

// command is a call that changes something.
func (c *Client) command(op, method string, body any, path ...string) call {
	return call{op: op, method: method, path: path, body: body, limit: maxOther, timeout: c.timeout}
}

// do makes a call, once, and reads its answer whole. Every error is an *Error.
func (c *Client) do(ctx context.Context, r call) (answer, error) {
	var whole answer
	err := c.exchange(ctx, r, func(a answer, body io.Reader) error {
		content, err := io.ReadAll(body)
		whole, whole.body = a, bytes.TrimSpace(content)
		return err
	})
	if err != nil {
		return answer{}, err
	}
	return whole, nil
}

// exchange makes a call, once, and has the body of its answer read while it comes. Every error is an *Error; one of read
// that is none yet means that the answer has another shape than the API says.
func (c *Client) exchange(ctx context.Context, r call, read func(a answer, body io.Reader) error) error {
	ctx, cancel := context.WithTimeout(withBodyLimit(ctx, r.limit), r.timeout)
	defer cancel()
	request, err := c.build(ctx, r)
	if err != nil {
		return &Error{Op: r.op, Code: CodeBadRequest, Err: err}
	}
	response, err := c.handlers.RoundTrip(request)
	if err != nil {
		return r.failed(err)
	}
	defer response.Body.Close()
	a := answer{op: r.op, status: response.StatusCode, header: response.Header}
	a.at, _ = http.ParseTime(response.Header.Get("Date"))
	switch err := read(a, response.Body); {
	case err == nil:
		return nil
	case CodeOf(err) == "":
		return a.misshapen(err)
	default:
		return r.failed(err)
	}
}

// failed says of a failure what was being done.
func (r call) failed(err error) error {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		e = &Error{Code: CodeBadRequest, Err: err}
	}
	e.Op = r.op
	return e
}

// build makes the request. Identifiers are opaque, so that they are escaped as they are, and one that would lead to another
// place is refused.
func (c *Client) build(ctx context.Context, r call) (*http.Request, error) {
	segments := make([]string, len(r.path))
	for i, segment := range r.path {
		if segment == "" || segment == "." || segment == ".." {
			return nil, errors.New("there is no valid identifier to ask for")
		}
		segments[i] = url.PathEscape(segment)
	}
	target := c.base.JoinPath(segments...)
	target.RawQuery = r.query.Encode()
	request := (&http.Request{Method: r.method, URL: target, Header: http.Header{}}).WithContext(ctx)
	if r.body == nil {
		return request, nil
	}
	body, err := json.Marshal(r.body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.ContentLength = int64(len(body))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	request.Body, err = request.GetBody()
	return request, err
}

// isEmpty reports whether the answer says nothing: "done" to a command, and "no news" to a poll.
func (a answer) isEmpty() bool { return len(a.body) == 0 || string(a.body) == "null" }

// misshapen is the error for an answer whose body has another shape than the API says.
func (a answer) misshapen(cause error) *Error {
	e := &Error{Op: a.op, Code: CodeBadAnswer, Status: a.status, Err: cause}
	if damaged(cause) {
		e.Message = "the answer is empty, cut off or damaged"
	} else {
		e.Message = "the answer has another shape than it should"
	}
	return e
}

// damaged tells what is no JSON from JSON of another shape.
func damaged(err error) bool {
	_, syntax := errors.AsType[*jsontext.SyntacticError](err)
	return syntax || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// readOne reads an answer that is one object.
func readOne[T any](a answer, read func(raw []byte, into *T) error) (T, error) {
	var v, none T
	if err := read(a.body, &v); err != nil {
		return none, a.misshapen(err)
	}
	return v, nil
}
