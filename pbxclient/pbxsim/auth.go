package pbxsim

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"net/http"
)

// apiKeyUser is the user name that goes with the API key in Basic authentication.
const apiKeyUser = "apiKey"

// accountCount is how many of the first users are accounts to sign in with.
const accountCount = 4

// Account is somebody who can sign in.
type Account struct {
	UserName, Password string
	UserUUID           string
	Admin              bool // has the admin role
}

// Accounts are the ones to sign in with: the demo person (a plain user with exactly one personal phone, an extension
// and a mailbox), an admin, and two more plain users. Everybody else could sign in as well; only these are told.
func (p *PBX) Accounts() []Account {
	p.mu.Lock()
	defer p.mu.Unlock()
	accounts := make([]Account, 0, accountCount)
	for _, u := range p.office.accounts {
		accounts = append(accounts, Account{u.userName, p.password(u), u.uuid, u.admin})
	}
	return accounts
}

// APIKey is the key that may do everything.
func (p *PBX) APIKey() string { return p.secret("key")[:32] }

// password does not change with the user's name.
func (p *PBX) password(u *user) string { return p.secret("password of " + u.uuid)[:12] }

// secret derives a text of 64 hexadecimal digits from the seed.
func (p *PBX) secret(of string) string {
	sum := sha256.Sum256(append(binary.BigEndian.AppendUint64(nil, uint64(p.opts.Seed)), of...))
	return hex.EncodeToString(sum[:])
}

// identity is who makes a request: the API key, or a user.
type identity struct {
	key  bool
	user *user // nil for the key
}

// admin tells whether the identity may do what the admin role allows.
func (id identity) admin() bool { return id.key || id.user.admin }

// is tells whether the identity is that very user.
func (id identity) is(u *user) bool { return id.user == u && u != nil }

// identify reads the credentials: an Authorization header, or else the key in the query string. It takes the mutex
// itself.
func (p *PBX) identify(r *http.Request) (identity, bool) {
	name, secret, basic := r.BasicAuth()
	if !basic {
		if r.Header.Get("Authorization") != "" {
			return identity{}, false
		}
		name, secret = apiKeyUser, r.URL.Query().Get("key")
	}
	if name == apiKeyUser {
		return identity{key: true}, same(secret, p.APIKey())
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	u := p.office.userByName[name]
	if u == nil || !same(secret, p.password(u)) {
		return identity{}, false
	}
	return identity{user: u}, true
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
