package pbxclient

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// classifier is the handler that lets JSON with a status of success pass, and makes an *Error, still without its Op, of
// everything else.
type classifier struct {
	next   http.RoundTripper
	redact redactor
}

func (c *classifier) RoundTrip(request *http.Request) (*http.Response, error) {
	redact := c.redact.of(request)
	response, err := c.next.RoundTrip(request)
	if err != nil {
		return nil, networkError(request.Context(), err, redact)
	}
	body := bufio.NewReader(response.Body)
	if response.StatusCode/100 == 2 {
		// An error while looking ahead comes again to whoever reads on.
		if head, _ := body.Peek(512); looksLikeJSON(response.Header, head) || len(trimBOM(head)) == 0 {
			if bytes.HasPrefix(head, byteOrderMark) {
				_, _ = body.Discard(len(byteOrderMark))
			}
			response.Body = &jsonBody{Reader: body, Closer: response.Body, request: request, status: response.StatusCode, redact: redact}
			return response, nil
		}
	}
	defer response.Body.Close()
	// So much of a page tells what it is. If it breaks off, its status still counts.
	page, _ := io.ReadAll(io.LimitReader(body, 64<<10))
	return nil, refusal(response, trimBOM(page), redact)
}

// jsonBody makes an *Error of what keeps an answer from coming whole.
type jsonBody struct {
	io.Reader
	io.Closer
	request *http.Request
	status  int
	redact  *strings.Replacer
}

func (b *jsonBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == nil || err == io.EOF {
		return n, err
	}
	e := networkError(b.request.Context(), err, b.redact)
	if e.Code == CodeUnreachable && errors.Is(err, io.ErrUnexpectedEOF) { // before an answer it is a lost connection only
		e = &Error{Code: CodeBadAnswer, Message: "the answer was cut off", Err: err}
	}
	e.Status = b.status
	return n, e
}

// refusal describes an answer that is no success, or no JSON.
func refusal(response *http.Response, body []byte, redact *strings.Replacer) *Error {
	e := &Error{Status: response.StatusCode, Code: codeOfStatus(response.StatusCode), RetryAfter: retryAfter(response.Header)}
	switch {
	case len(body) == 0:
	case looksLikeJSON(response.Header, body):
		e.Message = oneLine(redact.Replace(messageIn(body)), maxMessage)
	case response.StatusCode/100 != 2 && response.Request.Method != http.MethodGet && isPlain(response.Header):
		e.Message = oneLine(redact.Replace(string(body)), maxMessage) // the API does not say that a refusal is JSON
	default:
		e.ContentType = oneLine(redact.Replace(response.Header.Get("Content-Type")), maxSnippet)
		e.Snippet = oneLine(redact.Replace(string(body)), maxSnippet)
		if response.StatusCode/100 == 2 || e.Code == CodeBadRequest && response.Request.Method == http.MethodGet {
			e.Code = CodeNotPBX
		}
	}
	return e
}

// looksLikeJSON goes by the first byte: an object or a list is JSON whatever its type says, and a page is none. A bare value
// counts only if its type says so.
func looksLikeJSON(header http.Header, body []byte) bool {
	body = trimBOM(body)
	if len(body) == 0 {
		return false
	}
	if body[0] == '{' || body[0] == '[' {
		return true
	}
	return strings.Contains(strings.ToLower(header.Get("Content-Type")), "json") && strings.IndexByte(`"tfn-0123456789`, body[0]) >= 0
}

func isPlain(header http.Header) bool {
	kind, _, _ := mime.ParseMediaType(header.Get("Content-Type"))
	return kind == "text/plain"
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// trimBOM takes off the white space and the byte order mark that some servers write first.
func trimBOM(body []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(body, byteOrderMark))
}

// messageIn finds what a JSON answer says about a failure: the API does not name the field.
func messageIn(body []byte) string {
	var bare string
	if json.Unmarshal(body, &bare) == nil {
		return bare
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return ""
	}
	for _, name := range []string{"message", "error", "detail", "description", "reason", "title", "status"} {
		raw := fields[name]
		if len(raw) == 0 {
			continue
		}
		if raw[0] == '"' {
			text, _ := readString(raw)
			return text
		}
		if raw[0] == '{' {
			return messageIn(raw)
		}
	}
	return ""
}

// retryAfter reads the header in both its forms, seconds and a date, and bounds it to an hour.
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	var wait time.Duration
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		now, err := http.ParseTime(header.Get("Date"))
		if err != nil {
			now = time.Now()
		}
		wait = at.Sub(now)
	}
	return min(max(wait, 0), time.Hour)
}
