package account

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
)

// ErrCAFile means that the file with an authority's certificate cannot be read, or has no certificate in it.
var ErrCAFile = errors.New("the file with the authority's certificate cannot be used")

// maxCAFile is more than a file with the certificates of all authorities of the world needs, in bytes.
const maxCAFile = 4 << 20

// Roots are the authorities that may have signed the PBX's certificate: the system's, and those in CAFile, as PEM or as one
// certificate in DER. nil means the system's alone. Its error is an [ErrCAFile].
func (a Account) Roots() (*x509.CertPool, error) {
	if a.CAFile == "" {
		return nil, nil
	}
	file, err := os.Open(a.CAFile)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCAFile, err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxCAFile))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCAFile, err)
	}
	roots, err := x509.SystemCertPool()
	if err != nil { // the system has none to add to
		roots = x509.NewCertPool()
	}
	if roots.AppendCertsFromPEM(data) {
		return roots, nil
	}
	certificate, err := x509.ParseCertificate(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %s holds no certificate", ErrCAFile, a.CAFile)
	}
	roots.AddCert(certificate)
	return roots, nil
}
