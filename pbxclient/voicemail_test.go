package pbxclient

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMailbox_IsReadWithAndWithoutCounts(t *testing.T) {
	tests := map[string]Mailbox{
		`{"uuid":"m1","mailbox_number":"203","new_messages":2,"old_messages":0,"urgent_messages":1}`: {
			UUID: "m1", Number: "203", New: Some(2), Old: Some(0), Urgent: Some(1),
		},
		`{"uuid":"m1","mailbox_number":203,"new_messages":"2","old_messages":null}`: {
			UUID: "m1", Number: "203", New: Some(2), Old: NullOpt[int](),
		},
		`{"uuid":"m1"}`: {UUID: "m1"},
	}
	for body, want := range tests {
		mailbox, err := clientFor(t, saysJSON(body)).Mailbox(t.Context(), "m1", "")
		if diff := cmp.Diff(want, mailbox); err != nil || diff != "" {
			t.Errorf("%s: %v, want(-) got(+):\n%s", body, err, diff)
		}
		list, err := clientFor(t, saysJSON(`{"voicemail":[`+body+`,7]}`)).Mailboxes(t.Context(), ListOptions{})
		if diff := cmp.Diff([]Mailbox{want}, list.Items); err != nil || diff != "" || list.Skipped != 1 {
			t.Errorf("%s in a list: %v, want(-) got(+):\n%s", body, err, diff)
		}
	}
}

func TestMailbox_PasswordGoesIntoTheQueryOnly(t *testing.T) {
	pbx := serve(t, saysJSON(`{"uuid":"m1"}`))
	client := pbx.client(t)
	for password, want := range map[string]string{"": "", "12 3&4": "password=12+3%264"} {
		if _, err := client.Mailbox(t.Context(), "m1", password); err != nil {
			t.Fatal(err)
		}
		if r := pbx.got(t); r.Path != "voicemail/m1" || r.Query != want || r.Body != "" {
			t.Errorf("%q: %+v", password, r)
		}
	}
}
