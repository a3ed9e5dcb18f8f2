package hooks

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Why an address of a page cannot be used.
var (
	// ErrNoWebPage refuses an address that is none of a web page, or whose host would depend on the call.
	ErrNoWebPage = errors.New("this is not the address of a web page")
	// ErrUnknownPart refuses an address with something in braces that a call does not have.
	ErrUnknownPart = errors.New("a call has no such part")
)

var part = regexp.MustCompile(`\{[^{}]*\}`)

// CheckPage tells whether a template is one that Page can make the address of a page of. It is an address of a web page with parts
// of a call in braces, see Parts, anywhere behind the host.
// Errors: [ErrNoWebPage], [ErrUnknownPart].
func CheckPage(template string) error {
	known := Call{}.values()
	for _, p := range part.FindAllString(template, -1) {
		if _, ok := known[strings.Trim(p, "{}")]; !ok {
			return ErrUnknownPart
		}
	}
	u, err := url.Parse(part.ReplaceAllString(template, "part"))
	fixed, _, _ := strings.Cut(template, "{")
	host, err2 := url.Parse(fixed)
	if err != nil || err2 != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || host.Host != u.Host {
		return ErrNoWebPage
	}
	return nil
}

// Parts are what a template may have of a call, in braces.
func Parts() (all []string) {
	for name := range (Call{}).values() {
		all = append(all, "{"+name+"}")
	}
	slices.Sort(all)
	return all
}

// Page is the address of the page about a call. What is put into it stays within its place: it is escaped whatever it holds.
func Page(template string, c Call) string {
	values := c.values()
	return part.ReplaceAllStringFunc(template, func(p string) string {
		return strings.ReplaceAll(url.QueryEscape(values[strings.Trim(p, "{}")]), "+", "%20")
	})
}
