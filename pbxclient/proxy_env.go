//go:build !windows && (!darwin || ios)

package pbxclient

import (
	"net/http"
	"net/url"
)

// systemProxy finds the proxy that the environment names, which is where these systems have it.
func systemProxy() func(*http.Request) (*url.URL, error) { return http.ProxyFromEnvironment }
