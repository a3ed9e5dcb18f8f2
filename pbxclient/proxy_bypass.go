package pbxclient

import (
	"net/netip"
	"net/url"
	"path"
	"strings"
)

// simpleNames is the exception that stands for names without a dot, as Windows writes it.
const simpleNames = "<local>"

// bypasses reports whether an address is one of those that a desktop's settings have gone to without a proxy. They are written as
// Windows has them (<local>, 192.168.*, https://intranet) or macOS (*.local, 169.254/16), with commas, semicolons or spaces between.
func bypasses(exceptions string, to *url.URL) bool {
	separator := func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) }
	for _, exception := range strings.FieldsFunc(strings.ToLower(exceptions), separator) {
		scheme, host, hasScheme := strings.Cut(exception, "://")
		if !hasScheme {
			host = exception
		} else if scheme != to.Scheme {
			continue
		}
		if excepts(host, strings.TrimSuffix(strings.ToLower(to.Hostname()), "."), to.Port()) {
			return true
		}
	}
	return false
}

func excepts(exception, host, port string) bool {
	ip, err := netip.ParseAddr(host)
	isIP := err == nil
	if exception == simpleNames {
		return !isIP && !strings.Contains(host, ".")
	}
	if network, err := parseNetwork(exception); err == nil {
		return isIP && network.Contains(ip.Unmap())
	}
	pattern := strings.NewReplacer("[", "", "]", "").Replace(exception)
	alone, _ := path.Match(pattern, host)
	withPort, _ := path.Match(pattern, host+":"+port)
	return alone || withPort && port != ""
}

// parseNetwork reads a network, of IPv4 without the zeroes at the end too: 10/8.
func parseNetwork(text string) (netip.Prefix, error) {
	address, bits, found := strings.Cut(text, "/")
	if missing := 3 - strings.Count(address, "."); found && missing > 0 && !strings.Contains(address, ":") {
		address += strings.Repeat(".0", missing)
	}
	return netip.ParsePrefix(address + "/" + bits)
}
