// Package account keeps which PBX to use and as whom, in a file, and the secret for that, in the system's keyring.
package account

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"ringside/pbxclient"
)

// Account is a login at a PBX. It never holds the secret.
type Account struct {
	// Address is what pbxclient.ParseAddress reads.
	Address string `json:"address"`
	// UserName signs in; with an API key it is whom the key acts for, and may be "".
	UserName  string `json:"user_name,omitempty"`
	APIKey    bool   `json:"api_key,omitempty"`
	PlainHTTP bool   `json:"plain_http,omitempty"` // plain HTTP is allowed for this PBX
	// Pin is the SHA-256 of a certificate that is accepted although it is not trusted; "" for none.
	Pin string `json:"pin,omitempty"`
	// CAFile is the whole path of a file with the certificates of authorities that are trusted for this PBX besides the system's;
	// "" for none.
	CAFile string `json:"ca_file,omitempty"`
	// Proxy is as in pbxclient.Config: "" for the system's.
	Proxy  string `json:"proxy,omitempty"`
	Region string `json:"region,omitempty"` // ISO 3166, two letters; "" to guess it
}

// Valid returns what is wrong with the account, as a sentence for a person; nil if nothing is.
func (a Account) Valid() error {
	if _, err := pbxclient.ParseAddress(a.Address, a.PlainHTTP); err != nil {
		return err
	}
	switch {
	case a.UserName == "" && !a.APIKey:
		return errors.New("the user name is empty")
	case strings.Contains(a.UserName, ":"):
		return errors.New("a user name cannot hold a colon")
	case a.Region != "" && !isRegion(a.Region):
		return errors.New("a region is two letters, like NL")
	case a.CAFile != "" && !filepath.IsAbs(a.CAFile):
		return errors.New("the file with an authority's certificate is named with its whole path")
	}
	return cmp.Or(pbxclient.ValidPin(a.Pin), pbxclient.ValidProxy(a.Proxy))
}

// Key names the account's entry in the keyring. It is the same for every spelling of the same address, differs between
// https and http, and is the same for an API key whomever it acts for. It carries no secret, and is "" where the address is
// not valid.
func (a Account) Key() string {
	base, err := pbxclient.ParseAddress(a.Address, a.PlainHTTP)
	if err != nil {
		return ""
	}
	name := a.UserName
	if a.APIKey {
		name = pbxclient.APIKeyUser
	}
	place := strings.TrimSuffix(base.String(), "/apis/pbx/")
	return name + "@" + strings.TrimPrefix(place, "https://")
}

// ID tells one account from another, as Key does, and an API key that acts for one user from the same for another. It carries no
// secret, and is "" where the address is not valid.
func (a Account) ID() string {
	id := a.Key()
	if id != "" && a.APIKey && a.UserName != "" {
		id += " " + a.UserName // no address holds a space
	}
	return id
}

// Place is the PBX in a word for people: its host, with a port or a path that is not the usual one. It is the address as it
// stands where that is not valid.
func (a Account) Place() string {
	base, err := pbxclient.ParseAddress(a.Address, a.PlainHTTP)
	if err != nil {
		return a.Address
	}
	return strings.TrimPrefix(strings.TrimSuffix(base.String(), "/apis/pbx/"), base.Scheme+"://")
}

// Names are what accounts are called for people where they stand side by side: each by its PBX, and by its user as well where
// that has several.
func Names(all []Account) []string {
	at := map[string]int{}
	for _, a := range all {
		at[a.Place()]++
	}
	names := make([]string, len(all))
	for i, a := range all {
		if names[i] = a.Place(); at[names[i]] < 2 {
			continue
		}
		user := a.UserName
		if user == "" {
			user = pbxclient.APIKeyUser
		}
		names[i] = user + " · " + names[i]
	}
	return names
}

// Client makes a client for the account. cfg tells how to reach it; its fields Base, UserName, Secret, Pin, Roots and Proxy
// are the account's here. An error of Roots is only one where the client has its own way to the PBX.
func (a Account) Client(secret string, cfg pbxclient.Config) (*pbxclient.Client, error) {
	base, err := pbxclient.ParseAddress(a.Address, a.PlainHTTP)
	if err != nil {
		return nil, err
	}
	if cfg.Way == nil {
		if cfg.Roots, err = a.Roots(); err != nil {
			return nil, err
		}
	}
	cfg.Base, cfg.UserName, cfg.Secret, cfg.Pin, cfg.Proxy = base, a.UserName, secret, a.Pin, a.Proxy
	if a.APIKey {
		cfg.UserName = pbxclient.APIKeyUser
	}
	return pbxclient.New(cfg)
}

func isRegion(region string) bool {
	return len(region) == 2 && strings.Trim(strings.ToUpper(region), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
