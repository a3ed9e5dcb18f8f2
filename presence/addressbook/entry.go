package addressbook

import (
	"cmp"
	"slices"
	"strings"
)

// Kind is what a number or an address is for.
type Kind string

// The kinds there are. One that is not known is KindOther.
const (
	KindMobile Kind = "mobile"
	KindWork   Kind = "work"
	KindHome   Kind = "home"
	KindFax    Kind = "fax" // of numbers only
	KindOther  Kind = "other"
)

// Number is a telephone number of an entry.
type Number struct {
	Kind  Kind   `json:"kind"`
	Value string `json:"value"` // as somebody wrote it
	// Key is what dialplan.Canonical makes of Value in the region of the book; the store sets it.
	Key string `json:"key,omitempty"`
}

// Email is an e-mail address of an entry.
type Email struct {
	Kind  Kind   `json:"kind"` // work, home or other
	Value string `json:"value"`
}

// Entry is a contact. One that is in a [Book] must not be changed: copy it.
type Entry struct {
	ID   string `json:"id"`             // the store's, for ever
	Book string `json:"book,omitempty"` // the [Source] that it is a copy from; "" for the own local ones
	UID  string `json:"uid,omitempty"`  // the name of its vCard, the same in every program; "" for none

	Prefix    string `json:"prefix,omitempty"` // Dr
	Given     string `json:"given,omitempty"`
	Middle    string `json:"middle,omitempty"`
	Family    string `json:"family,omitempty"`
	Suffix    string `json:"suffix,omitempty"`    // Jr
	Formatted string `json:"formatted,omitempty"` // the whole name, where it is not simply made of its parts
	Nickname  string `json:"nickname,omitempty"`

	Organisation string `json:"organisation,omitempty"`
	Department   string `json:"department,omitempty"`
	Title        string `json:"title,omitempty"` // what they do there

	Numbers    []Number `json:"numbers,omitempty"`
	Emails     []Email  `json:"emails,omitempty"`
	Categories []string `json:"categories,omitempty"`
	Note       string   `json:"note,omitempty"` // may have lines, ended by \n
	Favourite  bool     `json:"favourite,omitempty"`

	// Seq is the version of the book with which the entry came to be as it is. It differs between any two.
	Seq uint64 `json:"seq,omitempty"`
	// Href and ETag are where a copy is from, and which version of it.
	Href string `json:"href,omitempty"`
	ETag string `json:"etag,omitempty"`
}

// Name is what an entry is called where it is shown: the name, or else the organisation, an address, or a number. It is "" only
// for an entry that the store would not take.
func (e *Entry) Name() string {
	name := cmp.Or(e.Formatted, e.fromParts(), e.Nickname, e.Organisation)
	switch {
	case name != "":
	case len(e.Emails) > 0:
		name = e.Emails[0].Value
	case len(e.Numbers) > 0:
		name = e.Numbers[0].Value
	}
	return name
}

// fromParts is the name as its parts make it.
func (e *Entry) fromParts() string {
	return joined(" ", e.Prefix, e.Given, e.Middle, e.Family, e.Suffix)
}

// SortName is by what an entry is sorted: the family name goes first, where there is one.
func (e *Entry) SortName() string {
	if e.Family != "" {
		return joined(" ", e.Family, e.Given, e.Middle)
	}
	return e.Name()
}

// IsOrganisation reports whether the entry is of no person.
func (e *Entry) IsOrganisation() bool {
	return e.Organisation != "" && (e.Name() == e.Organisation)
}

// Same reports whether two entries say the same, whoever keeps them.
func (e *Entry) Same(o *Entry) bool {
	return e.UID == o.UID && e.Prefix == o.Prefix && e.Given == o.Given && e.Middle == o.Middle && e.Family == o.Family &&
		e.Suffix == o.Suffix && e.Formatted == o.Formatted && e.Nickname == o.Nickname && e.Organisation == o.Organisation &&
		e.Department == o.Department && e.Title == o.Title && e.Note == o.Note && e.Favourite == o.Favourite &&
		slices.EqualFunc(e.Numbers, o.Numbers, func(a, b Number) bool { return a.Kind == b.Kind && a.Value == b.Value }) &&
		slices.Equal(e.Emails, o.Emails) && slices.Equal(e.Categories, o.Categories)
}

// joined puts texts together that are not empty.
func joined(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), by)
}
