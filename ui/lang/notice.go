package lang

import (
	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

// The bounds of what is shown of foreign text, in characters.
const (
	maxName   = 60
	maxNumber = 40
)

// Notice says what a person has to be told, as a desktop notification shows it: a title, and a line below it that may be
// "". Numbers are written as in the region of s, the picture the notice belongs to. Both are plain text, one line each,
// bounded.
func (w *Words) Notice(n presence.Notice, s *presence.Snapshot) (title, body string) {
	switch n.About {
	case presence.Voicemail:
		return w.Say("notice_voicemail_title"), w.messages(n)
	case presence.PhoneRinging:
		return w.Say("notice_phone_ringing_title"), w.Say("notice_phone_ringing_body", With{"Phone": Plain(n.Phone.Name, maxName)})
	case presence.ColleagueFree:
		return w.free(n.Contact, s.Region)
	}
	who, number := w.party(n.Call, s.Region)
	title = w.Say("notice_"+string(n.About)+"_title", With{"Who": who})
	called := Plain(dialplan.Display(n.Call.Called, s.Region), maxNumber)
	switch {
	case number != "" && called != "":
		return title, w.Say("notice_number_for", With{"Number": number, "Called": called})
	case called != "":
		return title, w.Say("notice_for", With{"Called": called})
	}
	return title, number
}

// free tells of a colleague who has become free, and their number; nil is somebody unknown.
func (w *Words) free(c *presence.Contact, region string) (title, body string) {
	if c == nil {
		c = &presence.Contact{}
	}
	title = w.Say("notice_colleague_free_title", With{"Who": Plain(c.Name(), maxName)})
	return title, Plain(dialplan.Display(c.Extension, region), maxNumber)
}

// DiscreetNotice says what happened without a name or a number, for a screen that others may see.
func (w *Words) DiscreetNotice(n presence.Notice) (title, body string) {
	if n.About == presence.Voicemail {
		waiting, _ := n.Mailbox.Waiting()
		body = w.Say("new_messages", With{"Count": waiting})
	}
	return w.Say("discreet_" + string(n.About)), body
}

// party names who is on the other side of a call, and their number where that is not the name already.
func (w *Words) party(c *presence.Call, region string) (who, number string) {
	number = Plain(dialplan.Display(firstOf(c.Normalized, c.Number), region), maxNumber)
	who = Plain(c.Name, maxName)
	if who == "" || who == Plain(c.Number, maxName) {
		who, number = number, ""
	}
	if who == "" {
		who = w.Say("unknown_caller")
	}
	return who, number
}

// messages counts what waits in a mailbox.
func (w *Words) messages(n presence.Notice) string {
	mailbox := Plain(n.Mailbox.Number, maxNumber)
	count, _ := n.Mailbox.Waiting()
	if urgent := n.Mailbox.Urgent.Or(0); urgent > 0 {
		return w.Say("notice_voicemail_urgent", With{"Count": count, "Urgent": urgent, "Mailbox": mailbox})
	}
	return w.Say("notice_voicemail_body", With{"Count": count, "Mailbox": mailbox})
}
