package rows

import (
	"slices"
	"strings"
	"unicode"

	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
)

// Account is one of the accounts side by side, as a list shows it.
type Account struct {
	Key, Name string
	Short     string // the name in one word
	Word      string // how it stands
	Detail    string // the same, and who signs in there where the name does not say it
	Initials  string
	Tone      int // picks the colour of the initials, see [Tone]; each has another, up to six
	State     AccountState
	Unread    int
	Current   bool
}

// AccountState is how an account stands.
type AccountState uint8

// The states.
const (
	AccountLive    AccountState = iota // connected
	AccountWaits                       // connecting, or asking the keyring
	AccountMissing                     // the PBX cannot be reached
	AccountOut                         // a person has to sign in
)

// Accounts says what a list of the accounts shows.
func Accounts(list []share.Listed, w *lang.Words) []Account {
	all := make([]Account, len(list))
	for i, l := range list {
		state := StateOf(l)
		parts := []string{state.words(w)} // first, for where not all has room
		if user := l.Account.UserName; user != "" && l.Name == l.Account.Place() {
			parts = append(parts, user)
		}
		all[i] = Account{
			Key: l.Key, Name: l.Name, Short: shortName(l), Detail: strings.Join(parts, " · "), Word: state.words(w),
			Initials: accountInitials(shortName(l)), Tone: freeTone(l.Key, all[:i]), State: state, Unread: l.Unread(), Current: l.Current,
		}
	}
	return all
}

// StateOf is how an account stands.
func StateOf(l share.Listed) AccountState {
	switch {
	case l.State == presence.Live:
		return AccountLive
	case l.Asking || l.State == presence.Connecting:
		return AccountWaits
	case l.State == presence.SignedOut:
		return AccountOut
	}
	return AccountMissing
}

func (s AccountState) words(w *lang.Words) string {
	switch s {
	case AccountLive:
		return w.Say("connection_live")
	case AccountWaits:
		return w.Say("connection_connecting")
	case AccountOut:
		return w.Say("sign_in_again")
	}
	return w.Say("account_unreachable")
}

// shortName is an account in one word: what the PBX's host is called, or the user where several are at one PBX or the host has no
// name.
func shortName(l share.Listed) string {
	host, _, _ := strings.Cut(l.Account.Place(), "/")
	host, _, _ = strings.Cut(host, ":")
	labels := strings.Split(host, ".")
	if len(labels) > 1 {
		labels = labels[:len(labels)-1] // the country says little
	}
	name := ""
	for _, label := range labels {
		if len(label) > len(name) {
			name = label
		}
	}
	named := strings.ContainsFunc(name, unicode.IsLetter) && l.Name == l.Account.Place()
	if user := l.Account.UserName; user != "" && !named {
		return user
	}
	return name
}

// accountInitials are two letters of an account's short name.
func accountInitials(name string) string {
	if letters := []rune(name); len(strings.Fields(name)) == 1 && len(letters) > 1 {
		return strings.ToUpper(string(letters[:2]))
	}
	return Initials(name)
}

// freeTone is the tone of a key, or else the next one that none of the others has while there is any.
func freeTone(key string, others []Account) int {
	tone := Tone(key)
	for range tones {
		if !slices.ContainsFunc(others, func(a Account) bool { return a.Tone == tone }) {
			return tone
		}
		tone = (tone + 1) % tones
	}
	return tone
}

// CurrentOf is the current one of the accounts, and how much waits for a person at the others; ok is false while none is it.
func CurrentOf(all []Account) (current Account, elsewhere int, ok bool) {
	for _, a := range all {
		if a.Current {
			current, ok = a, true
		} else {
			elsewhere += a.Unread
		}
	}
	return current, elsewhere, ok
}
