package window

import (
	"errors"

	"ringside/pbxclient"
	"ringside/presence/addressbook"
)

// fingerprint is that of a certificate which a person may decide to trust; "" for any other failure. One that
// replaces the certificate trusted before is no such question.
func fingerprint(err error) string {
	var failure *pbxclient.Error
	if errors.As(err, &failure) && failure.Code == pbxclient.CodeCertificate {
		return failure.Fingerprint
	}
	return ""
}

// untrusted is the fingerprint of a certificate which a person may decide to trust; "" for any other failure. One that is in
// place of the certificate trusted before is no such question.
func untrusted(err error) string {
	var failure *addressbook.Error
	if errors.As(err, &failure) && failure.Code == addressbook.CodeCert {
		return failure.Fingerprint
	}
	return ""
}
