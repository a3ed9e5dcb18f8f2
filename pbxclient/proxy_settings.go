//go:build windows || (darwin && !ios)

package pbxclient

import (
	"net/http"
	"net/url"
	"sync"

	"github.com/mattn/go-ieproxy"
	"golang.org/x/net/http/httpproxy"
)

// reading is held while the system's settings are read, which the library has in one place for everybody.
var reading sync.Mutex

// systemProxy finds the proxy that the environment names, or else the system's settings as they are now.
func systemProxy() func(*http.Request) (*url.URL, error) {
	reading.Lock()
	defer reading.Unlock()
	settings := ieproxy.ReloadConf()
	find := ieproxy.GetProxyFunc()
	if env := httpproxy.FromEnvironment(); env.HTTPProxy != "" || env.HTTPSProxy != "" || !settings.Static.Active {
		return find
	}
	// The library takes the exceptions for those of the environment, which are written in another way.
	return func(r *http.Request) (*url.URL, error) {
		if bypasses(settings.Static.NoProxy, r.URL) {
			return byScript(settings.Automatic, r.URL), nil
		}
		return find(r)
	}
}

// byScript is the proxy that a script names, which knows of no exceptions but its own; nil for none.
func byScript(script ieproxy.ProxyScriptConf, to *url.URL) *url.URL {
	if !script.Active {
		return nil
	}
	host := script.FindProxyForURL(to.String())
	if host == "" {
		return nil
	}
	return &url.URL{Host: host}
}
