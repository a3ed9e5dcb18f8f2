package pbxclient

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// eventsOf reads one batch.
func eventsOf(t *testing.T, body string) Batch {
	t.Helper()
	batch, err := clientFor(t, saysJSON(body)).Events(t.Context(), EventsQuery{})
	if err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return batch
}

func TestEvents_EachTypeIsRead(t *testing.T) {
	call := CallInfo{
		EventTag: "sales", UniqueID: "1699.7", AccountCode: "acc", CalledDID: "0201234567", CalledExtension: "200",
		Caller: Caller{TrunkUUID: "t1", Number: "0612345678", Name: "Bart", NormalizedNumber: "+31612345678", OriginalNumber: "612345678"},
	}
	const callJSON = `"event_tag":"sales","unique_id":"1699.7","account_code":"acc","called_did":"0201234567","called_extension":"200",
		"caller":{"trunk_uuid":"t1","number":"0612345678","name":"Bart","normalized_number":"+31612345678","original_number":"612345678"}`
	with := func(change func(*CallInfo)) *CallInfo {
		info := call
		change(&info)
		return &info
	}
	side := func(id string) *TransferParty {
		return &TransferParty{UniqueID: id, LinkedID: "l" + id, AccountCode: "a", Number: "203", Name: "< unknown >"}
	}
	const sideJSON = `"linked_id":"l#","unique_id":"#","account_code":"a","number":"203","name":"< unknown >"`
	sideOf := func(id string) string { return "{" + strings.ReplaceAll(sideJSON, "#", id) + "}" }

	tests := map[string]Event{
		`"event_type":"phone status update","phone_uuid":"p1","status_code":8,"status":"Ringing"`: {
			Type: EventPhoneStatus, PhoneUUID: "p1", StatusCode: Some(8), Status: "Ringing",
		},
		`"event_type":"user logged in","user_uuid":"u1","phone_uuid":"p1"`:  {Type: EventUserLoggedIn, UserUUID: "u1", PhoneUUID: "p1"},
		`"event_type":"user logged out","user_uuid":"u1","phone_uuid":"p1"`: {Type: EventUserLoggedOut, UserUUID: "u1", PhoneUUID: "p1"},
		`"event_type":"user list changed"`:                                  {Type: EventUserListChanged},
		`"event_type":"phone list changed"`:                                 {Type: EventPhoneListChanged},
		`"event_type":"incoming call",` + callJSON:                          {Type: EventIncomingCall, Call: &call},
		`"event_type":"internal dial","targets":[{"unique_id":"1699.8","user_phone_type":"phone","user_uuid":"u1","phone_uuid":"p1"},
			{"unique_id":"1699.9","user_phone_type":"number on trunk","trunk_uuid":"t1","number":"0611"}],` + callJSON: {
			Type: EventInternalDial, Call: with(func(c *CallInfo) {
				c.Targets = []Target{
					{UniqueID: "1699.8", UserPhoneType: "phone", UserUUID: "u1", PhoneUUID: "p1"},
					{UniqueID: "1699.9", UserPhoneType: "number on trunk", TrunkUUID: "t1", Number: "0611"},
				}
			}),
		},
		`"event_type":"call answered","target":{"unique_id":"1699.8","user_uuid":"u1"},` + callJSON: {
			Type: EventCallAnswered, Call: with(func(c *CallInfo) { c.Target = &Target{UniqueID: "1699.8", UserUUID: "u1"} }),
		},
		`"event_type":"call finished","reason":"expired",` + callJSON: {
			Type: EventCallFinished, Call: with(func(c *CallInfo) { c.Reason = ReasonExpired }),
		},
		`"event_type":"blind transfer","status":"success","transfer_extension":"204","transferer":` + sideOf("1") + `,"transferee":` + sideOf("2") + `,` + callJSON: {
			Type: EventBlindTransfer, Call: with(func(c *CallInfo) {
				c.Status, c.TransferExtension, c.Transferer, c.Transferee = "success", "204", side("1"), side("2")
			}),
		},
		`"event_type":"attended transfer","status":"failure","transferrer":{"unique_id_1":"1","unique_id_2":"2","linked_id_1":"3","linked_id_2":"4"},
			"transferee":` + sideOf("5") + `,"transfer_target":` + sideOf("6") + `,` + callJSON: {
			Type: EventAttendedTransfer, Call: with(func(c *CallInfo) {
				c.Status, c.Transferee, c.TransferTarget = "failure", side("5"), side("6")
				c.Transferer = &TransferParty{UniqueID1: "1", UniqueID2: "2", LinkedID1: "3", LinkedID2: "4"}
			}),
		},
		`"event_type":"voicemail status update","voicemail_uuid":"m1","mailbox_number":"203","new_messages":2,"old_messages":5`: {
			Type: EventVoicemail, Mailbox: &Mailbox{UUID: "m1", Number: "203", New: Some(2), Old: Some(5)},
		},
		`"event_type":"anything else","voicemail_uuid":"m1","mailbox_number":203,"new_messages":"2"`: {
			Type: EventVoicemail, Mailbox: &Mailbox{UUID: "m1", Number: "203", New: Some(2)},
		},
		`"voicemail_uuid":"m1"`:                                        {Type: EventVoicemail, Mailbox: &Mailbox{UUID: "m1"}},
		`"event_type":"Lunch-Break started","status":"x"`:              {Type: "lunchbreakstarted", Status: "x"},
		`"event_type":"parked_call","unique_id":"1699.7","status":"x"`: {Type: "parkedcall", Call: &CallInfo{UniqueID: "1699.7", Status: "x"}},
		`"event_type":"call finished"`:                                 {Type: EventCallFinished, Call: &CallInfo{}},
		`"event_type":null`:                                            {},
	}
	for body, want := range tests {
		want.Seq, want.Timestamp = 7, time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
		batch := eventsOf(t, `[{"seq":7,"timestamp":"2026-05-04T12:00:00+02:00",`+body+`}]`)
		if diff := cmp.Diff([]Event{want}, batch.Events); diff != "" || batch.Skipped != 0 {
			t.Errorf("%s: want(-) got(+):\n%s", body, diff)
		}
	}
}

func TestEvents_TypesAreFolded(t *testing.T) {
	for _, spelling := range []string{"phone status update", "phone_status_update", "PhoneStatusUpdate", "PHONE-STATUS-UPDATE"} {
		if got := eventsOf(t, `[{"seq":1,"event_type":"`+spelling+`"}]`).Events[0].Type; got != EventPhoneStatus {
			t.Errorf("%s became %s", spelling, got)
		}
	}
}

func TestEvents_OddTypesCostOnlyTheirField(t *testing.T) {
	batch := eventsOf(t, `{"events":[
		{"seq":"7","event_type":"phone status update","phone_uuid":17,"status_code":"8","status":null},
		{"seq":8,"event_type":"incoming call","unique_id":1699.70,"caller":"0612345678","targets":{},"called_did":201234567},
		{"seq":9,"event_type":"internal dial","unique_id":"1699.7","caller":{"number":203,"name":null},"targets":[1,{"user_uuid":["u1"],"phone_uuid":"p1"}],"target":"none"},
		{"seq":10,"event_type":7,"timestamp":1699999999}
	]}`)
	want := []Event{
		{Seq: 7, Type: EventPhoneStatus, PhoneUUID: "17", StatusCode: Some(8)},
		{Seq: 8, Type: EventIncomingCall, Call: &CallInfo{UniqueID: "1699.70", CalledDID: "201234567"}},
		{Seq: 9, Type: EventInternalDial, Call: &CallInfo{UniqueID: "1699.7", Caller: Caller{Number: "203"}, Targets: []Target{{PhoneUUID: "p1"}}}},
		{Seq: 10, Type: "7"},
	}
	if diff := cmp.Diff(want, batch.Events); diff != "" || batch.Skipped != 0 {
		t.Errorf("skipped %d, want(-) got(+):\n%s", batch.Skipped, diff)
	}
}

func TestEvents_WithoutNumberAreSkippedAndCounted(t *testing.T) {
	batch := eventsOf(t, `[{"event_type":"user list changed"},{"seq":null},{"seq":"x"},{"seq":1.5},7,{"seq":0,"event_type":"user list changed"}]`)
	if len(batch.Events) != 1 || batch.Events[0].Seq != 0 || batch.Skipped != 5 {
		t.Errorf("got %+v", batch)
	}
	if batch := eventsOf(t, `[7]`); len(batch.Events) != 0 || batch.Skipped != 1 {
		t.Errorf("a batch of nothing else: %+v", batch)
	}
}

func TestEvents_NoneIsAnEmptyBatch(t *testing.T) {
	for _, body := range []string{`[]`, `{"events":[]}`, `{"events":null}`, `null`, ``} {
		if batch := eventsOf(t, body); len(batch.Events) != 0 || batch.Skipped != 0 || batch.At.IsZero() {
			t.Errorf("%q: %+v", body, batch)
		}
	}
	if _, err := clientFor(t, says(http.StatusNoContent, "", "")).Events(t.Context(), EventsQuery{}); err != nil {
		t.Errorf("204: %v", err)
	}
	if _, err := clientFor(t, says(200, "text/html", page)).Events(t.Context(), EventsQuery{}); !IsCode(err, CodeNotPBX) {
		t.Errorf("a page: %v", err)
	}
}

func TestEvents_AskForWhatTheQuerySays(t *testing.T) {
	tests := map[string]EventsQuery{
		"":                          {},
		"last=0":                    {Last: Some[int64](0)},
		"last=-1&timeout=0":         {Last: Some[int64](-1), Timeout: Some(time.Duration(0))},
		"last=9007199254740993":     {Last: Some[int64](9007199254740993)},
		"limit=1&timeout=25":        {Limit: 1, Timeout: Some(25 * time.Second)},
		"timeout=1":                 {Timeout: Some(10 * time.Millisecond)},
		"last=5&limit=10&timeout=3": {Last: Some[int64](5), Limit: 10, Timeout: Some(2500 * time.Millisecond)},
	}
	pbx := serve(t, saysJSON(`[]`))
	client := pbx.client(t)
	for want, q := range tests {
		if _, err := client.Events(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if r := pbx.got(t); r.Path != "events" || r.Query != want {
			t.Errorf("%+v: asked %s?%s", q, r.Path, r.Query)
		}
	}
}

func TestEvents_Timestamps(t *testing.T) {
	want := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	for _, text := range []string{"2026-05-04T10:00:00Z", "2026-05-04T12:00:00+02:00", "2026-05-04T12:00:00+0200", "2026-05-04T12:00:00+02", "2026-05-04 12:00:00+02:00"} {
		if got := ReadTime(text); !got.Equal(want) {
			t.Errorf("%s became %v", text, got)
		}
	}
	if got := ReadTime("2026-05-04T12:00:00.25+02:00"); !got.Equal(want.Add(250 * time.Millisecond)) {
		t.Errorf("with a fraction: %v", got)
	}
	for _, text := range []string{"", "yesterday", "2026-05-04", "2026-05-04T12:00:00", "1699999999"} {
		if got := ReadTime(text); !got.IsZero() {
			t.Errorf("%q became %v", text, got)
		}
	}
}

func TestEvents_AStampWithoutAZoneIsTakenAsItStands(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026-05-04T12:00:00.25": time.Date(2026, 5, 4, 12, 0, 0, 250_000_000, time.UTC), "2026-05-04 12:00:00": time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC),
	} {
		batch, err := clientFor(t, saysJSON(`[{"seq":1,"event_type":"user list changed","timestamp":"`+text+`"}]`)).Events(t.Context(), EventsQuery{})
		if err != nil || len(batch.Events) != 1 || !batch.Events[0].Zoneless || !batch.Events[0].Timestamp.Equal(want) {
			t.Errorf("%s: %+v, %v", text, batch, err)
		}
	}
	batch, _ := clientFor(t, saysJSON(`[{"seq":1,"timestamp":"2026-05-04T12:00:00Z"},{"seq":2,"timestamp":"soon"}]`)).Events(t.Context(), EventsQuery{})
	if len(batch.Events) != 2 || batch.Events[0].Zoneless || batch.Events[1].Zoneless || !batch.Events[1].Timestamp.IsZero() {
		t.Errorf("%+v", batch)
	}
}
