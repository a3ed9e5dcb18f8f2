package rows

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/settings"
)

// queuesOf are queues as the PBX's JSON tells of them.
func queuesOf(t *testing.T, told ...string) QueueReading {
	t.Helper()
	list := pbxclient.List[pbxclient.QueueStats]{At: midday}
	for _, text := range told {
		var q pbxclient.QueueStats
		if err := json.Unmarshal([]byte(text), &q); err != nil {
			t.Fatal(err)
		}
		list.Items = append(list.Items, q)
	}
	return ReadQueues(list, false, language.English)
}

var midday = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func seenAs(since time.Duration, l settings.Limits) QueueEyes {
	return QueueEyes{Words: lang.New("en"), Since: since, Limits: func(string) settings.Limits { return l }}
}

func TestReadQueues_SortsByNameAndThoseWithoutOneLast(t *testing.T) {
	r := queuesOf(t, `{"uuid":"z"}`, `{"uuid":"b","name":"Desk 10"}`, `{"uuid":"a","name":"desk 9"}`, `{"name":"Ärzte"}`)
	var keys []string
	for _, q := range r.All {
		keys = append(keys, q.Key)
	}
	if diff := cmp.Diff([]string{"name:Ärzte", "a", "b", "z"}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestReadQueues_TellsQueuesApartThatThePBXDoesNot(t *testing.T) {
	r := queuesOf(t, `{"name":"A"}`, `{"name":"A"}`, `{}`, `{}`)
	known := map[string]bool{}
	for _, q := range r.All {
		known[q.Key] = true
	}
	if len(known) != 4 || r.Find(r.All[3].Key) != &r.All[3] {
		t.Errorf("%v", known)
	}
}

func TestQueue_SaysWhatIsNotKnownAsSuchAndNeverAsNought(t *testing.T) {
	dash := Figure{"–", Unmeasured}
	for what, told := range map[string]string{
		"nothing told":    `{"uuid":"q","name":"Q"}`,
		"negative":        `{"uuid":"q","name":"Q","calls_waiting":-1,"longest_hold_time":-5,"free_agents":-2,"service_level":-1}`,
		"null":            `{"uuid":"q","name":"Q","calls_waiting":null,"longest_hold_time":null,"free_agents":null,"service_level":null}`,
		"of another type": `{"uuid":"q","name":"Q","calls_waiting":"many","longest_hold_time":[1],"free_agents":{},"service_level":true}`,
		"absurd":          `{"uuid":"q","name":"Q","calls_waiting":999999999,"longest_hold_time":99999999,"free_agents":99999999,"service_level":4200}`,
	} {
		r := queuesOf(t, told)
		want := Queue{Key: "q", Name: "Q", Waiting: dash, Longest: dash, Free: dash, Service: dash, Word: "No figures", Worst: "No figures"}
		if diff := cmp.Diff(want, seenAs(time.Minute, settings.Limits{}).Queue(&r.All[0])); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}

func TestQueue_WithoutANameHasOne(t *testing.T) {
	r := queuesOf(t, `{"uuid":"q","name":"\u0000 ","calls_waiting":2}`)
	if q := seenAs(0, settings.Limits{}).Queue(&r.All[0]); q.Name != "Queue without a name" || q.Waiting.Text != "2" {
		t.Errorf("%+v", q)
	}
}

func TestQueue_TheWaitGoesOnWhileSomebodyWaits(t *testing.T) {
	for told, want := range map[string]string{
		`{"calls_waiting":1,"longest_hold_time":50}`:     "1:00",
		`{"calls_waiting":"1","longest_hold_time":"50"}`: "1:00",
		`{"longest_hold_time":50}`:                       "1:00",
		`{"calls_waiting":0,"longest_hold_time":0}`:      "0:00",
	} {
		r := queuesOf(t, told)
		if got := seenAs(10*time.Second, settings.Limits{}).Queue(&r.All[0]).Longest.Text; got != want {
			t.Errorf("%s: %s, want %s", told, got, want)
		}
	}
}

func TestQueue_NobodyAnsweredIsNoServiceLevel(t *testing.T) {
	for told, want := range map[string]string{
		`{"answered":0,"service_level":0}`:    "–",
		`{"answered":0,"service_level":97.5}`: "97 %", // of earlier calls, where only some numbers are counted anew
		`{"answered":4,"service_level":0}`:    "0 %",
		`{"answered":4,"service_level":99.9}`: "99 %",
		`{"answered":4,"service_level":100}`:  "100 %",
	} {
		r := queuesOf(t, told)
		if got := seenAs(0, settings.Limits{}).Queue(&r.All[0]).Service.Text; got != want {
			t.Errorf("%s: %s, want %s", told, got, want)
		}
	}
}

func TestQueue_IsMeasuredByItsLimitsAndSaysSo(t *testing.T) {
	bound := func(warn, alarm int) settings.Bound { return settings.Bound{Warn: &warn, Alarm: &alarm} }
	for _, c := range []struct {
		what, told string
		limits     settings.Limits
		level      Level
		word       string
	}{
		{"the usual limits", `{"calls_waiting":2,"longest_hold_time":59,"free_agents":1,"service_level":80,"answered":9}`, settings.Limits{}, Fine, "All well"},
		{"at the warning", `{"calls_waiting":3,"longest_hold_time":9}`, settings.Limits{}, Warned, "Busy"},
		{"at the alarm", `{"calls_waiting":6,"longest_hold_time":60}`, settings.Limits{}, Alarmed, "Too many waiting · Long wait"},
		{"the worst first", `{"calls_waiting":4,"longest_hold_time":120,"free_agents":0}`, settings.Limits{}, Alarmed, "Waiting too long · Busy · Nobody free"},
		{"nobody there", `{"free_agents":0,"logged_in_agents":0}`, settings.Limits{}, Warned, "Nobody logged in"},
		{"service", `{"service_level":59.9,"answered":9}`, settings.Limits{}, Alarmed, "Service level too low"},
		{"limits of its own", `{"calls_waiting":1,"free_agents":2}`, settings.Limits{Waiting: bound(1, 2), Free: bound(3, 2)}, Alarmed, "Too few free · Busy"},
		{"limits taken away", `{"calls_waiting":99,"free_agents":0}`, settings.Limits{Waiting: bound(-1, -1), Free: bound(-1, -1)}, Fine, "All well"},
	} {
		r := queuesOf(t, c.told)
		if q := seenAs(0, c.limits).Queue(&r.All[0]); q.Level != c.level || q.Word != c.word {
			t.Errorf("%s: %d %q, want %d %q", c.what, q.Level, q.Word, c.level, c.word)
		}
	}
}

func TestQueueBounds_ReadWhatIsTyped(t *testing.T) {
	waiting, percent := QueueBounds[0], QueueBounds[2]
	for _, c := range []struct {
		bound QueueBound
		typed string
		ok    bool
		shown string
	}{
		{waiting, " 7 ", true, "7"},
		{waiting, "0", true, "0"},
		{waiting, "", true, ""},
		{waiting, "-1", false, "3"},
		{waiting, "many", false, "3"},
		{percent, "101", false, "80"},
		{percent, "100", true, "100"},
	} {
		var l settings.Limits
		value, ok := c.bound.Read(c.typed)
		if ok {
			c.bound.Of(&l).Warn = value
		}
		if shown, _ := c.bound.Texts(l); ok != c.ok || shown != c.shown {
			t.Errorf("%q: %v, shown as %q", c.typed, ok, shown)
		}
	}
}

func TestQueueDetail_SaysSinceWhenCallsAreCounted(t *testing.T) {
	for _, c := range []struct {
		relative   bool
		told, want string
	}{
		{false, `{}`, "Counted from the beginning"},
		{true, `{"relative":false}`, "Never reset: counted from the beginning"},
		{true, `{"relative":true,"last_reset":"2026-03-02T08:30:00Z"}`, "Counted since 08:30"},
		{true, `{"relative":true,"last_reset":"soon"}`, "Counted since the last reset"},
		{false, `{"last_reset":"2026-03-02T08:30:00Z"}`, "Counted from the beginning · last reset 08:30"},
	} {
		r := queuesOf(t, c.told)
		r.Relative = c.relative
		if got := seenAs(0, settings.Limits{}).Detail(&r.All[0], r, midday).Counted; got != c.want {
			t.Errorf("%s: %q, want %q", c.told, got, c.want)
		}
	}
}

func TestCallers_StandInTheOrderOfTheirPositions(t *testing.T) {
	var q pbxclient.QueueStats
	if err := json.Unmarshal([]byte(`{"calls":[{"callerid_name":"C","callerid_num":"203","wait":5},
		{"callerid_name":"","callerid_num":"","position":2,"wait":-3},{"callerid_name":"A","position":"1","wait":70}]}`), &q); err != nil {
		t.Fatal(err)
	}
	e := seenAs(2*time.Second, settings.Limits{})
	var said []string
	for _, c := range Callers(q.Calls) {
		name, number := c.Party(Eyes{Words: e.Words, Region: "NL"})
		said = append(said, c.Position+" "+name+" "+number+" "+e.Wait(c))
	}
	if diff := cmp.Diff([]string{"1 A  1:12", "2 Unknown number  –", "– C 203 0:07"}, said); diff != "" {
		t.Error(diff)
	}
}

func TestAgents_AreNamedAsEverywhereAndUnknownOnesAsThePBXDoes(t *testing.T) {
	var q pbxclient.QueueStats
	if err := json.Unmarshal([]byte(`{"agents":[
		{"name":"zz","user_uuid":"stranger","status":"odd","calls_taken":"x"},
		{"name":"anna.w","user_uuid":"anna","status_code":0,"paused":1,"penalty":2,"calls_taken":4,"last_call":"2026-03-02T11:55:00Z"},
		{"user_uuid":"","status_code":9}]}`), &q); err != nil {
		t.Fatal(err)
	}
	people := presence.NewRoster([]*presence.Contact{{UUID: "anna", FullName: "Anna Wójcik", Username: "anna.w"}}, 0)
	want := []Agent{
		{Name: "–", Presence: presence.Ringing, Under: "Ringing", Taken: "–", Last: "–"},
		{UUID: "anna", Name: "Anna Wójcik", Presence: presence.Available, Under: "Available · paused · penalty 2", Paused: true, Taken: "4", Last: "5 min ago"},
		{Name: "zz", Presence: presence.Unknown, Under: "odd", Taken: "–", Last: "–"},
	}
	if diff := cmp.Diff(want, Agents(q.Agents, people, midday, lang.New("en"))); diff != "" {
		t.Error(diff)
	}
}

func TestLevels_AlarmOnlyWhenSomethingGetsWorse(t *testing.T) {
	for _, c := range []struct {
		what        string
		before, now Levels
		want        bool
	}{
		{"the first reading", nil, Levels{"a": Alarmed}, false},
		{"worse", Levels{"a": Warned}, Levels{"a": Alarmed}, true},
		{"still bad", Levels{"a": Alarmed}, Levels{"a": Alarmed}, false},
		{"better", Levels{"a": Alarmed}, Levels{"a": Fine}, false},
		{"known at last", Levels{"a": Unmeasured}, Levels{"a": Alarmed}, false},
		{"another one", Levels{"a": Alarmed, "b": Fine}, Levels{"a": Alarmed, "b": Alarmed}, true},
		{"a warning", Levels{"a": Fine}, Levels{"a": Warned}, false},
	} {
		if got := c.now.Alarming(c.before); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}
