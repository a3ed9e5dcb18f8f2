package cli

import (
	"encoding/json"
	"testing"

	"ringside/pbxclient/pbxsim"
)

// These are the shapes that scripts depend on, written down once more: a change of the lines has to be made here too.

type contractContact struct {
	Kind        string  `json:"kind"`
	UUID        string  `json:"uuid"`
	Username    string  `json:"username"`
	FullName    *string `json:"full_name"`
	Presence    string  `json:"presence"`
	DND         *bool   `json:"dnd"`
	CW          *bool   `json:"cw"`
	CallForward *string `json:"call_forward"`
	HotDesk     *string `json:"hot_desk"`
	Phones      []struct {
		UUID       string  `json:"uuid"`
		Name       *string `json:"name"`
		StatusCode *int    `json:"status_code"`
	} `json:"phones"`
}

type contractRemoved struct {
	Kind string `json:"kind"`
	UUID string `json:"uuid"`
}

type contractConnection struct {
	Kind   string  `json:"kind"`
	State  string  `json:"state"`
	Detail *string `json:"detail"`
}

type contractVoicemail struct {
	Kind   string `json:"kind"`
	UUID   string `json:"uuid"`
	Number string `json:"mailbox_number"`
	New    *int   `json:"new_messages"`
	Old    *int   `json:"old_messages"`
	Urgent *int   `json:"urgent_messages"`
}

type contractCall struct {
	Kind       string  `json:"kind"`
	UniqueID   *string `json:"unique_id"`
	State      string  `json:"state"`
	Direction  string  `json:"direction"`
	Mine       bool    `json:"mine"`
	Number     *string `json:"number"`
	Name       *string `json:"name"`
	Normalized *string `json:"normalized_number"`
	Outcome    *string `json:"outcome"`
	AnsweredBy *string `json:"answered_by"`
}

type contractNotice struct {
	Kind     string  `json:"kind"`
	About    string  `json:"about"`
	UniqueID *string `json:"unique_id"`
	Title    string  `json:"title"`
	Body     string  `json:"body"`
	UUID     *string `json:"uuid"`
}

type contractDial struct {
	UniqueID *string `json:"unique_id"`
	Status   string  `json:"status"`
	Location *string `json:"location"`
	Sent     string  `json:"sent_number"`
}

type contractNormalize struct {
	Input string `json:"input"`
	Sent  string `json:"sent_number"`
	Kind  string `json:"kind"`
}

// checkLine reads a line of `watch --json` strictly and returns its kind.
func checkLine(t *testing.T, line string) string {
	t.Helper()
	var of struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal([]byte(line), &of); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	switch of.Kind {
	case "contact":
		decode[contractContact](t, line)
	case "contact_removed":
		decode[contractRemoved](t, line)
	case "connection":
		decode[contractConnection](t, line)
	case "voicemail":
		decode[contractVoicemail](t, line)
	case "call":
		decode[contractCall](t, line)
	case "notice":
		decode[contractNotice](t, line)
	case "synced":
		decode[struct {
			Kind string `json:"kind"`
		}](t, line)
	default:
		t.Errorf("%s is of no kind that scripts know", line)
	}
	return of.Kind
}

func TestContacts_JSONIsOneObjectPerUserWithNullForWhatIsNotKnown(t *testing.T) {
	o := open(t, pbxsim.Options{})
	if _, err := o.AddUser("nameless", "", ""); err != nil {
		t.Fatal(err)
	}
	got := o.run(t, "contacts", "--json")
	printed := linesOf(got.stdout)
	if got.status != 0 || len(printed) != len(o.Office().Users) {
		t.Fatalf("status %d, %d lines for %d users: %s", got.status, len(printed), len(o.Office().Users), got.stderr)
	}
	byName := map[string]contractContact{}
	for _, line := range printed {
		c := decode[contractContact](t, line)
		byName[c.Username] = c
	}
	me := byName[o.person.UserName]
	if me.Kind != "contact" || me.Presence != "available" || me.DND == nil || *me.DND || me.CallForward != nil || len(me.Phones) != 1 {
		t.Errorf("the person is %+v", me)
	}
	if nobody := byName["nameless"]; nobody.FullName != nil || nobody.Presence != "unavailable" || nobody.Phones == nil {
		t.Errorf("the user without name and phones is %+v", nobody)
	}
}

func TestNormalize_JSON(t *testing.T) {
	for number, want := range map[string]contractNormalize{
		"020 123 45 67": {"020 123 45 67", "+31201234567", "e164"},
		"203":           {"203", "203", "extension"},
		"*21*203#":      {"*21*203#", "*21*203#", "feature_code"},
		"112":           {"112", "112", "emergency"},
		"14020":         {"14020", "14020", "short"},
	} {
		got := run(t, "", "normalize", number, "--region", "NL", "--json")
		if line := decode[contractNormalize](t, got.stdout); got.status != 0 || line != want {
			t.Errorf("%s: %d %+v", number, got.status, line)
		}
	}
}
