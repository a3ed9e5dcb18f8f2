package pbxclient

import (
	"encoding/base64"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// redactor takes secrets out of what a server said. A page that quotes the request, as error pages do, must not carry
// a password into a log; nor must an error of net/http that quotes the server.
type redactor struct {
	userName, secret string
}

// of returns the replacement that takes out the login's secret, and the mailbox's password if request sent one, in the
// spellings in which a server may quote them.
func (r redactor) of(request *http.Request) *strings.Replacer {
	var pairs []string
	for _, secret := range []string{r.secret, request.URL.Query().Get("password")} {
		if secret == "" {
			continue
		}
		quoted := strconv.Quote(secret)
		// Where two match, the first counts: the plain one is the beginning of some others.
		for _, spelling := range []string{
			html.EscapeString(secret), quoted[1 : len(quoted)-1], url.QueryEscape(secret), url.PathEscape(secret), secret,
		} {
			pairs = append(pairs, spelling, "•••")
		}
	}
	token := base64.StdEncoding.EncodeToString([]byte(r.userName + ":" + r.secret))
	return strings.NewReplacer(append(pairs, token, "•••")...)
}
