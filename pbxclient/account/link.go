package account

import (
	"errors"
	"net/url"
	"strings"
)

// LinkScheme is that of the links to sign in with: ringside://signin?pbx=…&user=….
const LinkScheme = "ringside"

var (
	// ErrNoLink means that a text is no link to sign in with at all.
	ErrNoLink = errors.New("this is no link to sign in with")
	// ErrBadLink means that it is one that makes no sense, or has in it what must not be there: a secret.
	ErrBadLink = errors.New("this link to sign in with makes no sense")
)

// Link is the account as a link that another computer or phone can open. It has the PBX and who signs in, and no secret; nor what
// the person there has to decide, see [ParseLink].
func (a Account) Link() string {
	query := url.Values{"pbx": {a.Address}}
	for name, value := range map[string]string{"user": a.UserName, "region": a.Region} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if a.APIKey {
		query.Set("key", "yes")
	}
	return (&url.URL{Scheme: LinkScheme, Host: "signin", RawQuery: query.Encode()}).String()
}

// ParseLink is the account that a link has. It is a suggestion of a stranger: a person has to look at it, and to give the secret.
// Plain HTTP, whom to trust and a proxy are therefore not taken from it. Errors: [ErrNoLink], [ErrBadLink].
func ParseLink(text string) (Account, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if scheme, _, found := strings.Cut(strings.TrimSpace(text), ":"); !found || !strings.EqualFold(scheme, LinkScheme) {
		return Account{}, ErrNoLink
	}
	if err != nil || !strings.EqualFold(u.Host, "signin") || u.User != nil {
		return Account{}, ErrBadLink
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || query.Get("pbx") == "" {
		return Account{}, ErrBadLink
	}
	for name := range query {
		switch strings.ToLower(name) {
		case "password", "secret", "pass", "apikey", "api_key":
			return Account{}, ErrBadLink
		}
	}
	a := Account{Address: query.Get("pbx"), UserName: query.Get("user"), APIKey: query.Get("key") == "yes", Region: strings.ToUpper(query.Get("region"))}
	if !isRegion(a.Region) {
		a.Region = ""
	}
	// The address must be one, and not hold what an address need not.
	if strings.ContainsAny(a.Address, " \t\r\n@?#") || len(a.Address) > 250 || len(a.UserName) > 250 {
		return Account{}, ErrBadLink
	}
	return a, nil
}
