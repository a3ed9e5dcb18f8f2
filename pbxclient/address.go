package pbxclient

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// ErrPlainHTTP is returned by [ParseAddress] for an address that begins with http:// where plain HTTP is not allowed.
var ErrPlainHTTP = errors.New("over http:// the password could be read on the way: use https://, or allow plain HTTP for this PBX")

// The sentences about other addresses. None repeats what was typed: it may hold a password.
var (
	errNoAddress   = errors.New("the address of the PBX is empty")
	errScheme      = errors.New("the address of a PBX begins with https://, or with no scheme at all")
	errCredentials = errors.New("leave the user name and password out of the address: they are asked for separately")
	errQuery       = errors.New("leave out what follows the ? or # in the address")
	errSpace       = errors.New("there is a space or a control character within the address")
	errNoHost      = errors.New("there is no valid host name in the address: it should look like pbx.example.org")
	errPort        = errors.New("the port in the address is not a number from 1 to 65535")
	errEscape      = errors.New("the path in the address has a % that stands for no character")
)

const (
	maxHostName = 253 // bytes, as DNS has it
	maxLabel    = 63
	// labelRunes has the underscore too: no host name in the strict sense, but there are PBXes with one.
	labelRunes = "abcdefghijklmnopqrstuvwxyz0123456789-_"
)

// lookup is how a name in any script is looked up, without its ban on underscores.
var lookup = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.StrictDomainName(false))

// ParseAddress reads the address of a PBX as a person types it: "pbx.example.org", "pbx.example.org:8443", an IP
// address, or a whole URL. It returns the base of the API, which ends in /apis/pbx/ ("Making API calls"). What is
// typed before /apis/pbx stays, for a PBX behind a reverse proxy; what is typed after it does not. Without a scheme
// it is HTTPS. Its errors are sentences for a person; ErrPlainHTTP is the one that ticking "plain HTTP" cures.
func ParseAddress(typed string, plainHTTP bool) (*url.URL, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, errNoAddress
	}
	scheme, rest := "https", typed
	if before, after, found := strings.Cut(typed, "://"); found {
		scheme, rest = strings.ToLower(before), after
	}
	authority, path, _ := strings.Cut(rest, "/")
	switch {
	case scheme != "https" && scheme != "http":
		return nil, errScheme
	case strings.Contains(authority, "@"):
		return nil, errCredentials
	case strings.ContainsAny(rest, "?#"):
		return nil, errQuery
	case strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return nil, errSpace
	case scheme == "http" && !plainHTTP:
		return nil, ErrPlainHTTP
	}
	host, err := hostOf(authority, defaultPort(scheme))
	if err != nil {
		return nil, err
	}
	if _, err := url.PathUnescape(path); err != nil {
		return nil, errEscape
	}
	base := &url.URL{Scheme: scheme, Host: host, Path: "/"}
	return base.JoinPath(append(prefixOf(path), "apis", "pbx/")...), nil
}

// prefixOf returns the segments of a path that come before apis/pbx, or all if that isn't in it.
func prefixOf(path string) []string {
	segments := strings.Split(path, "/")
	for i := 1; i < len(segments); i++ {
		if strings.EqualFold(segments[i-1], "apis") && strings.EqualFold(segments[i], "pbx") {
			return segments[:i-1]
		}
	}
	return segments
}

// hostOf reads HOST, HOST:PORT, an IPv6 address, or [IPV6]:PORT, and returns it as a URL holds it. The default
// port is left out.
func hostOf(authority, defaultPort string) (string, error) {
	host, port, err := splitPort(authority)
	if err != nil {
		return "", err
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		if strings.Trim(strings.ToLower(ip.Zone()), zoneRunes) != "" { // a URL has no one way to write another
			return "", errNoHost
		}
		host = ip.String()
	} else if host, err = hostName(host); err != nil {
		return "", err
	}
	switch {
	case port != "" && port != defaultPort:
		return net.JoinHostPort(host, port), nil
	case strings.Contains(host, ":"):
		return "[" + host + "]", nil
	}
	return host, nil
}

// splitPort takes the port off, "" if there is none.
func splitPort(authority string) (host, port string, err error) {
	if _, err := netip.ParseAddr(authority); err == nil {
		return authority, "", nil // an IPv6 one too, as people write it, without brackets
	}
	host, port, withPort := strings.Cut(authority, ":")
	if bracketed, isBracketed := strings.CutPrefix(authority, "["); isBracketed {
		inside, after, closed := strings.Cut(bracketed, "]")
		host = strings.Replace(inside, "%25", "%", 1) // the % of a zone is escaped in a URL
		ip, err := netip.ParseAddr(host)
		if err != nil || !ip.Is6() || !closed {
			return "", "", errNoHost
		}
		if port, withPort = strings.CutPrefix(after, ":"); !withPort && after != "" {
			return "", "", errNoHost
		}
	}
	if !withPort {
		return host, "", nil
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return "", "", errPort
	}
	return host, strconv.FormatUint(number, 10), nil
}

// zoneRunes are what names of network interfaces are made of.
const zoneRunes = "abcdefghijklmnopqrstuvwxyz0123456789._-"

// hostName returns a name in the form in which it is looked up: lower case, an international one in Punycode.
func hostName(name string) (string, error) {
	ascii, err := lookup.ToASCII(name)
	if err != nil {
		return "", errNoHost
	}
	ascii = strings.TrimSuffix(strings.ToLower(ascii), ".")
	if len(ascii) > maxHostName {
		return "", errNoHost
	}
	for label := range strings.SplitSeq(ascii, ".") {
		if label == "" || len(label) > maxLabel || strings.Trim(label, labelRunes) != "" {
			return "", errNoHost
		}
	}
	if again, err := lookup.ToASCII(ascii); err != nil || again != ascii {
		return "", errNoHost // Punycode of what is no name
	}
	return ascii, nil
}

// sameOrigin compares scheme, host and port, a port left out being the scheme's own.
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && portOf(a) == portOf(b)
}

func portOf(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	return defaultPort(strings.ToLower(u.Scheme))
}

func defaultPort(scheme string) string {
	if scheme == "http" {
		return "80"
	}
	return "443"
}
