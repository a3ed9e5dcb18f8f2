package window

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// visitSwitches has switches of a PBX that a test plays, until that was asked once.
func visitSwitches(t *testing.T, pbx http.HandlerFunc) *seat {
	t.Helper()
	server := httptest.NewServer(pbx)
	t.Cleanup(server.Close)
	s := newStage(me(), anna)
	var err error
	s.client, err = account.Account{Address: server.URL, UserName: "ik", PlainHTTP: true}.Client("secret", pbxclient.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.client.CloseIdle)
	p := sit(t, s, settings.Settings{})
	p.setVisible(true)
	p.until("the first answer", func() bool { return p.switches.read.Known || p.switches.read.Err != nil })
	p.open(switchesPage)
	return p
}

// board is a PBX with switches of other kinds than the built-in one has; it keeps what they are set to unless that is refused.
func board(switches []map[string]any, refuse int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/switches/")
		if !strings.Contains(r.URL.Path, "/switches") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		var answer any = switches
		if len(parts) > 1 {
			i := slices.IndexFunc(switches, func(s map[string]any) bool { return s["uuid"] == parts[1] })
			if r.Method == http.MethodPost && refuse != 0 {
				w.WriteHeader(refuse)
				return
			}
			if r.Method == http.MethodPost {
				var set struct{ Value any }
				_ = json.NewDecoder(r.Body).Decode(&set)
				switches[i]["value"] = set.Value
			}
			answer = switches[i]
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer)
	}
}

func TestSwitches_ATextIsWrittenInAField(t *testing.T) {
	p := visitSwitches(t, board([]map[string]any{{"uuid": "hours", "name": "Opening hours", "default": false, "value": "winter"}}, 0))
	field := on[*widgets.Field](p, switchesPage)[0]
	if field.Text != "winter" {
		t.Fatalf("the field has %q", field.Text)
	}
	p.window.Canvas().Focus(field)
	field.SetText("")
	p.typed("summer")
	p.press(fyne.KeyReturn)
	p.until("the PBX to have it", func() bool { return p.says(switchesPage, "summer · usually off · set by you,") })
	p.typed(" and more")
	p.press(fyne.KeyEscape)
	if field.Text != "summer" {
		t.Errorf("what is not wanted is still there: %q", field.Text)
	}
	if !button(t, p.places[switchesPage].main, "Set").Disabled() {
		t.Error("there is nothing to set")
	}
}

// says reports whether a page says something that begins so.
func (p *seat) says(at page, begins string) bool {
	return slices.ContainsFunc(on[*widget.Label](p, at), func(l *widget.Label) bool { return strings.HasPrefix(l.Text, begins) })
}

func TestSwitches_ARefusalPutsTheOldStateBackAndSaysWhy(t *testing.T) {
	p := visitSwitches(t, board([]map[string]any{{"uuid": "night", "name": "Night", "value": false}}, http.StatusForbidden))
	night := p.named(switchesPage, "Night")
	test.Tap(night)
	p.until("the refusal", func() bool { return !night.Shown().Asked })
	if night.Shown().On || p.message.Text() == "" {
		t.Errorf("it shows %+v and says %q", night.Shown(), p.message.Text())
	}
	if !night.Shown().Disabled { // whoever may not set it need not try again
		t.Error("it still looks as if it could be set")
	}
}

func TestSwitches_APBXThatLeavesOneAsItWasIsNotBelieved(t *testing.T) {
	switches := []map[string]any{{"uuid": "night", "name": "Night", "value": "0"}}
	keeps := board(switches, 0)
	p := visitSwitches(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			r.Method = http.MethodGet
		}
		keeps(w, r)
	})
	night := p.named(switchesPage, "Night")
	test.Tap(night)
	p.until("the answer", func() bool { return !night.Shown().Asked })
	if night.Shown().On || p.message.Text() != "The PBX has left “Night” as it was." {
		t.Errorf("it shows %+v and says %q", night.Shown(), p.message.Text())
	}
}

func TestSwitches_OddOnesAreShown(t *testing.T) {
	p := visitSwitches(t, board([]map[string]any{
		{"uuid": "1", "name": nil, "value": nil},
		{"uuid": "2", "name": []int{7}, "value": map[string]int{}},
		{"uuid": "3", "value": -7, "default": "perhaps", "can_toggle": "no idea"},
		{"name": "nobody"},
		{"uuid": "4", "name": strings.Repeat("long ", 400), "value": 1},
	}, 0))
	if rows, fields := on[*widgets.SwitchRow](p, switchesPage), on[*widgets.Field](p, switchesPage); len(rows) != 3 || len(fields) != 1 || fields[0].Text != "-7" {
		t.Errorf("there are %d to be turned and %d to be written", len(rows), len(fields))
	}
}

// many are a good many switches.
func many(n int) (switches []map[string]any) {
	for i := range n {
		switches = append(switches, map[string]any{"uuid": string(rune('a' + i)), "name": "Line " + string(rune('A'+i)), "value": "true"})
	}
	return switches
}

func TestSwitches_ManyAreSearchedAndWalkedThroughByKeys(t *testing.T) {
	p := visitSwitches(t, board(many(20), 0))
	p.typed("line c")
	if rows := on[*widgets.SwitchRow](p, switchesPage); len(rows) != 1 || rows[0].Title() != "Line C" {
		t.Fatalf("found %d", len(rows))
	}
	p.typed("x")
	if !p.reads(switchesPage, "No switch matches “line cx”.") {
		t.Error("it does not say that there is none")
	}
	p.press(fyne.KeyEscape)
	for range 20 {
		p.press(fyne.KeyDown)
	}
	if last := p.named(switchesPage, "Line T"); p.window.Canvas().Focused() != fyne.Focusable(last) {
		t.Error("the keys do not lead to the last")
	}
	p.press(fyne.KeyUp)
	if p.window.Canvas().Focused() != fyne.Focusable(p.named(switchesPage, "Line S")) {
		t.Error("the keys do not lead back")
	}
}

func TestSwitches_FewNeedNoSearch(t *testing.T) {
	p := visitSwitches(t, board(many(8), 0))
	if len(on[*widgets.SearchField](p, switchesPage)) != 0 {
		t.Error("there is a search")
	}
	if p.window.Canvas().Focused() != fyne.Focusable(p.named(switchesPage, "Line A")) {
		t.Error("the first does not have the keyboard")
	}
}

func TestSwitches_WithoutAnyThePageSaysSo(t *testing.T) {
	p := visitSwitches(t, board([]map[string]any{}, 0))
	if !p.reads(switchesPage, p.words.Say("switches_empty")) {
		t.Error("it does not say so")
	}
}

func TestSwitches_WhenTheyCannotBeReadAnyMoreThePageSaysHowOldItIs(t *testing.T) {
	broken := make(chan bool, 1)
	broken <- false
	works := board(many(1), 0)
	p := visitSwitches(t, func(w http.ResponseWriter, r *http.Request) {
		now := <-broken
		broken <- now
		if now {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		works(w, r)
	})
	<-broken
	broken <- true
	p.switches.poller.Again()
	p.until("the failure", func() bool { return p.switches.read.Err != nil })
	if !p.says(switchesPage, p.words.Error(p.switches.read.Err)+" This is as of ") || p.named(switchesPage, "Line A").Hint() != "On" {
		t.Error("it does not say so beside what was read")
	}
}
