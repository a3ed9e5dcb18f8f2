//go:build !ios

package pbxclient

/*
#cgo LDFLAGS: -framework CoreFoundation -framework CFNetwork
#include <CFNetwork/CFProxySupport.h>

static int simpleNamesAreExcepted(void) {
	int excepted = 0;
	CFDictionaryRef settings = CFNetworkCopySystemProxySettings();
	if (settings == NULL) {
		return 0;
	}
	CFNumberRef value = (CFNumberRef)CFDictionaryGetValue(settings, kCFNetworkProxiesExcludeSimpleHostnames);
	if (value != NULL) {
		CFNumberGetValue(value, kCFNumberIntType, &excepted);
	}
	CFRelease(settings);
	return excepted;
}
*/
import "C"

// moreExceptions are those that macOS has beside its list: names without a dot, if a person wants that.
func moreExceptions() string {
	if C.simpleNamesAreExcepted() != 0 {
		return "," + simpleNames
	}
	return ""
}
