package pbxsim

import "net/http"

const version = "4.1.12"

type systemEntry struct {
	UUID       string `json:"uuid"`
	Version    string `json:"version"`
	Language   string `json:"language"`
	TimeZone   string `json:"time_zone"`
	Hostname   string `json:"hostname"`
	ExternalIP string `json:"external_ipaddr"`
	Number     string `json:"number"`
}

// systemInformation is GET system_information, new in 4.1.10. A user gets their own number, the key the office's.
func (p *PBX) systemInformation(r *request) (answer, error) {
	if p.opts.LegacyVersion {
		return answer{}, refuse(http.StatusNotFound, "no such resource")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	number := p.office.mainNumber
	if u := r.who.user; u != nil && u.extension != "" {
		number = p.region.did(u.extension)
	}
	return ok(systemEntry{
		UUID: p.office.uuid, Version: version, Language: p.region.language, TimeZone: p.region.zone,
		Hostname: "pbx.example.org", ExternalIP: "192.0.2.10", Number: number,
	}), nil
}
