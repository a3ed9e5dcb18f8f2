package pbxsim

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// The JSON here is written by hand from the API's documentation.

func TestUsers_EntryHasTheDocumentedFields(t *testing.T) {
	p, key := quiet(t)
	u := p.Office().Users[0]
	plain := fmt.Sprintf(`{"uuid":%q,"username":%q,"full_name":%q,"primary_phone":%q,
		"phones":[{"type":"phone","phone":%[4]q,"personal":true}]}`, u.UUID, u.UserName, u.FullName, u.Phones[0])
	sameJSON(t, first(t, key.get("users")), plain)
	status := strings.TrimSuffix(plain, "}") + fmt.Sprintf(`,"hot_desk":null,"call_forward":null,"cw":true,"dnd":false,"phone":%q}`, u.Phones[0])
	sameJSON(t, first(t, key.get("users?status=1&appid=x")), status)
	sameJSON(t, key.get("users/"+u.UUID), status)
}

func TestUsers_StatusIsSetWhenPresent(t *testing.T) {
	_, key := quiet(t)
	for query, set := range map[string]bool{
		"": false, "?status": true, "?status=": true, "?status=1": true, "?status=0": false, "?status=false": false, "?appid=status": false,
	} {
		for list, field := range map[string]string{
			"users": "dnd", "phones": "status_code", "voicemail": "new_messages", "switches": "value",
		} {
			if has := strings.Contains(key.get(list+query), `"`+field+`":`); has != set {
				t.Errorf("%s%s has %s: %v", list, query, field, has)
			}
		}
	}
}

func TestUsers_WithoutNameOrPhonesAreNull(t *testing.T) {
	p, key := quiet(t)
	uuid, err := p.AddUser("empty", "", "")
	must(t, err)
	sameJSON(t, key.get("users/"+uuid), fmt.Sprintf(`{"uuid":%q,"username":"empty","full_name":null,"phones":[],
		"primary_phone":null,"hot_desk":null,"call_forward":null,"cw":true,"dnd":false,"phone":null}`, uuid))
}

func TestUsers_OtherPhonesHaveOnlyTheirOwnFields(t *testing.T) {
	p, key := quiet(t)
	users := p.Office().Users
	type entry struct {
		Phones []map[string]any `json:"phones"`
	}
	for i, want := range map[int][]string{
		5: {"personal phone type", "number personal type"}, 6: {"personal type"}, 7: {"number personal trunk type"},
	} {
		for j, ph := range decode[entry](t, key.get("users/"+users[i].UUID)).Phones {
			if got := strings.Join(sortedKeys(ph), " "); got != want[j] {
				t.Errorf("phone %d of user %d has %s, want %s", j, i, got, want[j])
			}
		}
	}
}

func TestSetUser_ChangesWhatIsThereAndClearsWithNull(t *testing.T) {
	p, key := quiet(t)
	path := "users/" + p.Office().Users[0].UUID
	sameJSON(t, key.post(path, `{"dnd":true,"cw":false,"call_forward":"+31612345678","unknown":1}`), key.get(path))
	if u := p.Office().Users[0]; !u.DND || u.CW || u.CallForward != "+31612345678" {
		t.Errorf("not set: %+v", u)
	}
	key.post(path, `{"dnd":false}`)
	if u := p.Office().Users[0]; u.DND || u.CW || u.CallForward == "" {
		t.Errorf("what is left out must stay: %+v", u)
	}
	key.post(path, `{"call_forward":null}`)
	if u := p.Office().Users[0]; u.CallForward != "" {
		t.Errorf("null must clear: %+v", u)
	}
}

func TestSetUser_RefusesWrongTypesAndChangesNothing(t *testing.T) {
	p, key := quiet(t)
	path := "users/" + p.Office().Users[0].UUID
	for _, body := range []string{
		`{"dnd":1}`, `{"dnd":"true"}`, `{"dnd":null}`, `{"cw":0}`, `{"cw":null}`, `{"call_forward":203}`, `{"call_forward":""}`,
		`{"call_forward":"Jan"}`, `{"call_forward":"06 12"}`, `{"hot_desk":true}`, `{"hot_desk":""}`, `{"hot_desk":"nowhere"}`,
		`{"hot_desk":"` + p.Office().Users[0].Phones[0] + `"}`,
	} {
		key.want(http.StatusBadRequest, "POST", path, body)
		key.want(http.StatusBadRequest, "POST", path, withMore(body))
	}
	key.post(path, `{"DND":true}`) // names are matched to the letter
	if u := p.Office().Users[0]; u.DND || !u.CW || u.CallForward != "" || u.HotDesk != "" {
		t.Errorf("a refused request changed something: %+v", u)
	}
}

// withMore adds a property that is right to a body that is not.
func withMore(body string) string {
	if strings.Contains(body, "dnd") {
		return strings.TrimSuffix(body, "}") + `,"call_forward":"205"}`
	}
	return strings.TrimSuffix(body, "}") + `,"dnd":true}`
}

func TestHotDesk_OneUserOnePhone(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	one, two, desk := o.Users[0], o.Users[2], hotDesk(o)
	key.drain()
	entry := key.post("users/"+one.UUID, `{"hot_desk":"`+desk.UUID+`"}`)
	if !strings.Contains(entry, `"hot_desk":"`+desk.UUID+`"`) || !strings.Contains(entry, `"phone":"`+desk.UUID+`"`) {
		t.Errorf("logged in: %s", entry)
	}
	key.post("users/"+two.UUID, `{"hot_desk":"`+desk.UUID+`"}`)
	key.post("users/"+two.UUID, `{"hot_desk":"`+desk.UUID+`"}`)
	key.post("users/"+two.UUID, `{"hot_desk":null}`)
	key.post("users/"+two.UUID, `{"hot_desk":null}`)
	got := key.drain()
	sameStories(t, got, true, "user logged in", "user logged out", "user logged in", "user logged out")
	for i, who := range []string{one.UUID, one.UUID, two.UUID, two.UUID} {
		if got[i]["user_uuid"] != who || got[i]["phone_uuid"] != desk.UUID {
			t.Errorf("event %d is about %v", i, got[i])
		}
	}
}

func TestPhones_EntryHasTheDocumentedFields(t *testing.T) {
	p, key := quiet(t)
	user := p.Office().Users[0]
	desk := hotDesk(p.Office())
	must(t, p.LogIn(user.UUID, desk.UUID))
	plain := fmt.Sprintf(`{"uuid":%q,"name":%q,"type":"sip","hot_desk":true,"mobile_logins_enabled":true,"phone_username":%q}`,
		desk.UUID, desk.Name, desk.UserName)
	status := strings.TrimSuffix(plain, "}") + fmt.Sprintf(`,"status_code":0,"status":"Idle","hot_desk_user":%q,"mobile_user":%[1]q}`, user.UUID)
	sameJSON(t, find(t, key.get("phones"), desk.UUID), plain)
	sameJSON(t, find(t, key.get("phones?status=1"), desk.UUID), status)
	sameJSON(t, key.get("phones/"+desk.UUID), status)
}

func TestPhones_StatusIsTold(t *testing.T) {
	p, key := quiet(t)
	ph := p.Office().Phones[0]
	key.drain()
	want := map[int]string{
		-2: "Error reading status", -1: "Not found", 1: "In Use", 2: "Busy", 4: "Unavailable", 8: "Ringing", 16: "On Hold",
		9: "In Use & Ringing", 17: "In Use & On Hold", 0: "Idle",
	}
	for code, text := range want {
		must(t, p.SetPhoneStatus(ph.UUID, code))
		must(t, p.SetPhoneStatus(ph.UUID, code)) // what is no change is not told
		got := decode[phoneWithStatus](t, key.get("phones/"+ph.UUID))
		if got.StatusCode != code || got.Status != text {
			t.Errorf("%d: %d %q, want %q", code, got.StatusCode, got.Status, text)
		}
	}
	if events := key.drain(); len(events) < len(want)-1 || len(events) > len(want) {
		t.Errorf("%d events for %d changes", len(events), len(want))
	}
}

func TestPhones_StatusEventHasTheDocumentedFields(t *testing.T) {
	p, key := quiet(t)
	ph := p.Office().Phones[0]
	key.drain()
	must(t, p.SetPhoneStatus(ph.UUID, 9))
	e := key.drain()[0]
	if e["timestamp"] == "" {
		t.Error("no timestamp")
	}
	delete(e, "timestamp")
	sameJSON(t, asJSON(t, e), fmt.Sprintf(`{"event_type":"phone status update","seq":0,"phone_uuid":%q,"status_code":9,"status":"In Use & Ringing"}`, ph.UUID))
}

func TestVoicemail_EntryAndEventHaveTheDocumentedFields(t *testing.T) {
	p, key := quiet(t)
	key.drain()
	b := p.Office().Mailboxes[0]
	must(t, p.LeaveVoicemail(b.UUID))
	must(t, p.LeaveUrgentVoicemail(b.UUID))
	plain := fmt.Sprintf(`{"uuid":%q,"mailbox_number":%q}`, b.UUID, b.Number)
	status := strings.TrimSuffix(plain, "}") + fmt.Sprintf(`,"new_messages":%d,"old_messages":%d,"urgent_messages":1}`, b.New+2, b.Old)
	sameJSON(t, first(t, key.get("voicemail")), plain)
	sameJSON(t, first(t, key.get("voicemail?status")), status)
	sameJSON(t, key.get("voicemail/"+b.UUID), status)
	must(t, p.HearVoicemail(b.UUID))
	events := key.drain()
	sameStories(t, events, true, "voicemail status update", "voicemail status update", "voicemail status update")
	last := events[2]
	delete(last, "timestamp")
	sameJSON(t, asJSON(t, last), fmt.Sprintf(`{"event_type":"voicemail status update","seq":2,"voicemail_uuid":%q,"mailbox_number":%q,
		"new_messages":0,"old_messages":%d}`, b.UUID, b.Number, b.New+b.Old+2))
}

func TestVoicemail_AUserSeesOnlyTheirOwn(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	if got := len(decode[[]any](t, key.get("voicemail"))); got != len(o.Mailboxes) {
		t.Errorf("the key sees %d of %d mailboxes", got, len(o.Mailboxes))
	}
	for account := range 4 {
		own := decode[[]mailboxEntry](t, as(t, p, account).get("voicemail"))
		if len(own) != 1 || own[0].UUID != o.Users[account].Mailbox {
			t.Errorf("account %d sees %v", account, own)
		}
	}
	none := p.office.users[15]
	if got := (&client{t, p, none.userName, p.password(none)}).get("voicemail"); none.mailbox != nil || got != "[]" {
		t.Errorf("a user without mailbox sees %s", got)
	}
}

func TestSystemInformation(t *testing.T) {
	p, key := quiet(t)
	info := decode[map[string]string](t, key.get("system_information"))
	want := map[string]string{
		"uuid": info["uuid"], "version": version, "language": "nl", "time_zone": "Europe/Amsterdam",
		"hostname": "pbx.example.org", "external_ipaddr": "192.0.2.10", "number": "+31205550000",
	}
	sameJSON(t, asJSON(t, info), asJSON(t, want))
	if own := as(t, p, 0).get("system_information"); !strings.Contains(own, `"number":"+31205550201"`) {
		t.Errorf("a user's own number: %s", own)
	}
	withKey(t, New(Options{Quiet: true, LegacyVersion: true})).want(http.StatusNotFound, "GET", "system_information", "")
	british := withKey(t, New(Options{Quiet: true, Region: "gb"})).get("system_information")
	if !strings.Contains(british, `"time_zone":"Europe/London"`) || !strings.Contains(british, `"number":"+44`) {
		t.Errorf("a British office: %s", british)
	}
}

func TestSwitches_EntryHasTheDocumentedFields(t *testing.T) {
	p, key := quiet(t)
	s := p.Office().Switches
	plain := fmt.Sprintf(`{"uuid":%q,"name":"Night service","default":false,"can_toggle":true}`, s[0].UUID)
	sameJSON(t, first(t, key.get("switches")), plain)
	sameJSON(t, first(t, key.get("switches?status")), strings.TrimSuffix(plain, "}")+`,"value":"false"}`)
	sameJSON(t, key.get("switches/"+s[1].UUID), fmt.Sprintf(`{"uuid":%q,"name":"Holiday","default":false,"can_toggle":true,"value":null}`, s[1].UUID))
	if own := as(t, p, 0).get("switches"); strings.Contains(own, `"can_toggle":true`) {
		t.Errorf("a plain user may not toggle: %s", own)
	}
}

func TestSetSwitch_TakesAValueFromTheBodyOrTheQuery(t *testing.T) {
	p, key := quiet(t)
	path := "switches/" + p.Office().Switches[0].UUID
	for _, c := range []struct{ query, body, want string }{
		{"", `{"value":"true"}`, "true"},
		{"?value=false", "", "false"},
		{"?value=true", `{}`, "true"},
		{"?value=true", `{"value":"false"}`, "false"},
		{"", `{"value":null}`, ""},
	} {
		got := key.post(path+c.query, c.body)
		sameJSON(t, got, key.get(path))
		if value := p.Office().Switches[0].Value; value != c.want {
			t.Errorf("%s %s: %q", c.query, c.body, value)
		}
	}
	for _, body := range []string{`{}`, `{"value":true}`, `{"value":1}`, `{"value":"on"}`, `{"value":""}`} {
		key.want(http.StatusBadRequest, "POST", path, body)
	}
}
