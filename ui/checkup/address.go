package checkup

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"ringside/pbxclient"
)

// slowFrom is from when on an answer is slow: everything a person does waits for one.
const slowFrom = time.Second

// address looks whether the name resolves, the port can be reached, and the API answers there.
func (v *visit) address(context.Context) Result {
	if v.Account.Address == "" {
		return found(skippedNobody, nil)
	}
	if v.baseErr != nil {
		return found(addressInvalid, nil)
	}
	k := v.knock()
	facts := Facts{"host": v.base.Hostname(), "port": portOf(v.base), "path": v.base.Path}
	if v.byProxy() {
		facts["proxy"] = true
	}
	if k.err != nil {
		return found(noAnswer(k.err), facts)
	}
	facts["status"], facts["latency_ms"], facts["connect_ms"] = k.status, int(k.latency.Milliseconds()), int(k.connect.Milliseconds())
	switch {
	case k.leadsTo != nil:
		facts["leads_to"] = (&url.URL{Scheme: k.leadsTo.Scheme, Host: k.leadsTo.Host}).String()
		return found(addressRedirect, facts)
	case k.status/100 == 5, k.status == http.StatusTooManyRequests:
		return found(addressUnavailable, facts)
	case !k.isPBX():
		return found(addressNotPBX, facts)
	case k.latency > slowFrom:
		return found(addressSlow, facts)
	}
	return found(addressAnswers, facts)
}

// byProxy reports whether the way to the PBX is one by a proxy.
func (v *visit) byProxy() bool {
	find, err := pbxclient.ProxyFinder(v.Account.Proxy)
	if err != nil || find == nil {
		return err != nil
	}
	proxy, err := find(&http.Request{URL: v.base})
	return proxy != nil || err != nil
}

// wsaConnRefused is Windows' own number for a refused connection.
const wsaConnRefused syscall.Errno = 10061

// noAnswer tells apart what keeps an answer from coming.
func noAnswer(err error) Finding {
	name, isName := errors.AsType[*net.DNSError](err)
	late, isNetwork := errors.AsType[net.Error](err)
	switch {
	case pbxclient.IsProxyFailure(err):
		return addressProxy
	case isName && !name.IsTimeout:
		return addressNoHost
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, wsaConnRefused):
		return addressRefused
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return addressNotHTTPS
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isNetwork && late.Timeout():
		return addressSilent
	}
	return addressUnreachable
}

func portOf(u *url.URL) int {
	usual := "443"
	if u.Scheme == "http" {
		usual = "80"
	}
	port, _ := strconv.Atoi(cmp.Or(u.Port(), usual)) // the address is valid
	return port
}

// isThisComputer reports whether what is sent to a host stays on this computer.
func isThisComputer(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
