package pbxsim

import "net/http"

// toggle is a PBX switch; the word itself is Go's.
type toggle struct {
	uuid, name string
	initial    bool   // the default
	value      string // "true", "false", or "" for null: never set
	canToggle  bool   // somebody with the admin role may set it
}

type switchEntry struct {
	UUID      string `json:"uuid"`
	Name      string `json:"name"`
	Default   bool   `json:"default"`
	CanToggle bool   `json:"can_toggle"` // not in the documentation, but real PBXs send it
}

type switchWithStatus struct {
	switchEntry
	Value *string `json:"value"`
}

func (t *toggle) entry(who identity) switchEntry {
	return switchEntry{t.uuid, t.name, t.initial, t.canToggle && who.admin()}
}

func (t *toggle) withStatus(who identity) switchWithStatus {
	return switchWithStatus{t.entry(who), orNull(t.value)}
}

// listSwitches is GET switches.
func (p *PBX) listSwitches(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.flag("status") {
		return ok(each(p.office.switches, func(t *toggle) switchWithStatus { return t.withStatus(r.who) })), nil
	}
	return ok(each(p.office.switches, func(t *toggle) switchEntry { return t.entry(r.who) })), nil
}

// showSwitch is GET switches/UUID.
func (p *PBX) showSwitch(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	t, err := p.switchOf(r)
	if err != nil {
		return answer{}, err
	}
	return ok(t.withStatus(r.who)), nil
}

// setSwitch is POST switches/UUID. The documentation does not say where value goes: the body, or else the query.
func (p *PBX) setSwitch(r *request) (answer, error) {
	o, err := r.object(true)
	if err != nil {
		return answer{}, err
	}
	value := nullable[string](o, "value")
	if query := r.URL.Query(); !value.present && query.Has("value") {
		value = given[string]{present: true, value: query.Get("value")}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	t, err := p.switchOf(r)
	switch {
	case err != nil:
		return answer{}, err
	case !r.who.admin() || !t.canToggle:
		return answer{}, refuse(http.StatusForbidden, "this switch is not yours to set")
	case o.err != nil:
		return answer{}, o.err
	case !value.present:
		return answer{}, refuse(http.StatusBadRequest, "value is missing")
	case !value.null && value.value != "true" && value.value != "false":
		return answer{}, refuse(http.StatusBadRequest, `value must be "true" or "false"`)
	}
	t.value = value.value
	return ok(t.withStatus(r.who)), nil
}

func (p *PBX) switchOf(r *request) (*toggle, error) {
	for _, t := range p.office.switches {
		if t.uuid == r.PathValue("uuid") {
			return t, nil
		}
	}
	return nil, refuse(http.StatusNotFound, "no such switch")
}
