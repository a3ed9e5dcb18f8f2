package pbxsim

import "net/http"

type mailboxEntry struct {
	UUID   string `json:"uuid"`
	Number string `json:"mailbox_number"`
}

type mailboxWithStatus struct {
	mailboxEntry
	New    int `json:"new_messages"`
	Old    int `json:"old_messages"`
	Urgent int `json:"urgent_messages"`
}

type voicemailEvent struct {
	UUID   string `json:"voicemail_uuid"`
	Number string `json:"mailbox_number"`
	New    int    `json:"new_messages"`
	Old    int    `json:"old_messages"`
}

func (b *mailbox) entry() mailboxEntry { return mailboxEntry{b.uuid, b.number} }

func (b *mailbox) withStatus() mailboxWithStatus {
	return mailboxWithStatus{b.entry(), b.fresh, b.old, b.urgent}
}

// listMailboxes is GET voicemail: all of them for the API key, their own for a user, an admin included.
func (p *PBX) listMailboxes(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	boxes := p.office.mailboxes
	if !r.who.key {
		boxes = nil
		if own := r.who.user.mailbox; own != nil {
			boxes = []*mailbox{own}
		}
	}
	if r.flag("status") {
		return ok(each(boxes, (*mailbox).withStatus)), nil
	}
	return ok(each(boxes, (*mailbox).entry)), nil
}

// showMailbox is GET voicemail/UUID. Somebody else's takes the mailbox's password, unless the API key asks.
func (p *PBX) showMailbox(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	box := p.office.boxByUUID[r.PathValue("uuid")]
	if box == nil {
		return answer{}, refuse(http.StatusNotFound, "no such mailbox")
	}
	if !r.who.key && r.who.user.mailbox != box && !same(r.URL.Query().Get("password"), box.password) {
		return answer{}, refuse(http.StatusForbidden, "the mailbox of another user needs its password")
	}
	return ok(box.withStatus()), nil
}

// record puts a new message in a mailbox.
func (p *PBX) record(b *mailbox, urgent bool) {
	b.fresh++
	if urgent {
		b.urgent++
	}
	p.tellMailbox(b)
}

// listen makes a mailbox's new messages old.
func (p *PBX) listen(b *mailbox) {
	if b.fresh+b.urgent == 0 {
		return
	}
	b.old += b.fresh
	b.fresh, b.urgent = 0, 0
	p.tellMailbox(b)
}

// tellMailbox emits the event whose heading the API's documentation does not show.
func (p *PBX) tellMailbox(b *mailbox) {
	p.events.emit("voicemail status update", voicemailEvent{b.uuid, b.number, b.fresh, b.old})
}
