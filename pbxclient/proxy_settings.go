//go:build windows || (darwin && !ios)

package pbxclient

import (
	"net/http"
	"net/url"
	"sync"

	"github.com/mattn/go-ieproxy"
)

// reading is held while the system's settings are read, which the library has in one place for everybody.
var reading sync.Mutex

// systemProxy finds the proxy that the environment names, or else the system's settings as they are now.
func systemProxy() func(*http.Request) (*url.URL, error) {
	reading.Lock()
	defer reading.Unlock()
	ieproxy.ReloadConf()
	return ieproxy.GetProxyFunc()
}
