package pbxsim

import "net/http"

// callEntry is what the API tells of a call: the properties of its events together.
type callEntry struct {
	callInfo
	Targets []targetInfo `json:"targets,omitempty"`
	Target  *targetInfo  `json:"target,omitempty"`
}

// showCall is GET call/ID.
func (p *PBX) showCall(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, err := p.callOf(r)
	if err != nil {
		return answer{}, err
	}
	return ok(c.entry()), nil
}

func (c *call) entry() callEntry {
	e := callEntry{callInfo: c.info(), Targets: each(c.targets, (*leg).info)}
	if c.answered != nil {
		reached := c.answered.info()
		e.Target = &reached
	}
	return e
}

type hungUp struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// hangUpCall is DELETE call/ID.
func (p *PBX) hangUpCall(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, err := p.callOf(r)
	if err != nil {
		return answer{}, err
	}
	p.finish(c, reasonHangup)
	return ok(hungUp{statusSuccess, "the call has been hung up"}), nil
}

// callOf finds the call a request is about, if the asker may know of it.
func (p *PBX) callOf(r *request) (*call, error) {
	c := p.calls[r.PathValue("id")]
	if c == nil {
		return nil, refuse(http.StatusNotFound, "no such call")
	}
	if !r.who.admin() && !c.involves(r.who.user) {
		return nil, refuse(http.StatusForbidden, "a call of others")
	}
	return c, nil
}
