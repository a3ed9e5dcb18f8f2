package pbxclient

import "context"

// SystemInformation is what a PBX says of itself ("System Information", new in PBX 4.1.10). Any field may be "".
type SystemInformation struct {
	UUID           string `json:"uuid"`
	Version        string `json:"version"`         // of the PBX software
	Language       string `json:"language"`        // may be the signed-in user's
	TimeZone       string `json:"time_zone"`       // IANA name, e.g. Europe/Amsterdam
	Hostname       string `json:"hostname"`        // fully qualified
	ExternalIPAddr string `json:"external_ipaddr"` // Hostname is the one to use
	// Number is the PBX's best guess at its own number; not always a valid one.
	Number string `json:"number"`
}

// SystemInformation reads what the PBX says of itself. One older than 4.1.10 answers CodeNotFound.
func (c *Client) SystemInformation(ctx context.Context) (SystemInformation, error) {
	a, err := c.do(ctx, c.get("get system information", nil, "system_information"))
	if err != nil {
		return SystemInformation{}, err
	}
	return readOne(a, readSystemInformation)
}

func readSystemInformation(raw []byte, s *SystemInformation) error {
	err := readObject(raw, s)
	if err == nil && *s == (SystemInformation{}) {
		err = errNoKey
	}
	return err
}
