package carddav

import (
	"encoding/xml"
	"net/url"
	"strings"
)

// multistatus is what servers answer with: something about each of several resources.
type multistatus struct {
	XMLName   xml.Name   `xml:"DAV: multistatus"`
	Responses []response `xml:"DAV: response"`
	Token     string     `xml:"DAV: sync-token"`
}

type response struct {
	Href   string     `xml:"DAV: href"`
	Status string     `xml:"DAV: status"`
	Stats  []propstat `xml:"DAV: propstat"`
}

type propstat struct {
	Status string `xml:"DAV: status"`
	Prop   prop   `xml:"DAV: prop"`
}

// prop is every property that is asked for; those that there are not are empty.
type prop struct {
	Principal hrefs  `xml:"DAV: current-user-principal"`
	Home      hrefs  `xml:"urn:ietf:params:xml:ns:carddav addressbook-home-set"`
	Type      kind   `xml:"DAV: resourcetype"`
	Name      string `xml:"DAV: displayname"`
	ETag      string `xml:"DAV: getetag"`
	Token     string `xml:"DAV: sync-token"`
	CTag      string `xml:"http://calendarserver.org/ns/ getctag"`
	Data      string `xml:"urn:ietf:params:xml:ns:carddav address-data"`
}

type hrefs struct {
	List []string `xml:"DAV: href"`
}

type kind struct {
	Book       *struct{} `xml:"urn:ietf:params:xml:ns:carddav addressbook"`
	Collection *struct{} `xml:"DAV: collection"`
}

// ok is whether a status line, "" for none, is a success.
func ok(status string) bool { return status == "" || hasCode(status, "2") }

// hasCode reports whether the code of a status line such as "HTTP/1.1 404 Not Found" begins so.
func hasCode(status, begin string) bool {
	parts := strings.Fields(status)
	return len(parts) > 1 && strings.HasPrefix(parts[1], begin)
}

// prop is what a response says of its resource, and false if it is that there is none.
func (r *response) prop() (prop, bool) {
	if !ok(r.Status) {
		return prop{}, false
	}
	for _, s := range r.Stats {
		if ok(s.Status) {
			return s.Prop, true
		}
	}
	return prop{}, len(r.Stats) == 0 && r.Status != ""
}

// hrefOf is the same text for every spelling of the same place on a server.
func hrefOf(base *url.URL, href string) string {
	u, err := base.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	return (&url.URL{Path: u.Path}).EscapedPath()
}

// What is asked for.
const (
	xmlHead   = `<?xml version="1.0" encoding="utf-8"?>` + "\n"
	askPlace  = xmlHead + `<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav" xmlns:S="http://calendarserver.org/ns/"><prop><current-user-principal/><C:addressbook-home-set/><resourcetype/><displayname/><sync-token/><S:getctag/></prop></propfind>`
	askETags  = xmlHead + `<propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>`
	askReport = xmlHead + `<sync-collection xmlns="DAV:"><sync-token>%s</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>`
	askCards  = xmlHead + `<C:addressbook-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><prop><getetag/><C:address-data/></prop>%s</C:addressbook-multiget>`
)

func quoted(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
