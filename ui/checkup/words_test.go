package checkup

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/assets"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
)

// declared are the findings that the source declares.
func declared(t *testing.T) (all []Finding) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "findings.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
				text, _ := strconv.Unquote(literal.Value)
				all = append(all, Finding(text))
			}
		}
		return true
	})
	if len(all) < 50 {
		t.Fatalf("only %d findings", len(all))
	}
	return all
}

func TestFindings_EachHasAStatusAndSentencesInEveryLanguage(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, f := range declared(t) {
		status, told := statuses[f]
		if !told {
			t.Errorf("%s has no status", f)
		}
		known["checkup_is_"+string(f)] = true
		if status == Attention || status == Failed {
			known["checkup_do_"+string(f)] = true
		}
	}
	for _, language := range []string{"en", "nl", "de", "fr"} {
		file, err := assets.Translations.ReadFile("lang/checkup." + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]json.RawMessage
		if err := json.Unmarshal(file, &messages); err != nil {
			t.Fatal(err)
		}
		for id := range known {
			if messages[id] == nil {
				t.Errorf("%s lacks %s", language, id)
			}
		}
		for id := range messages {
			if (strings.HasPrefix(id, "checkup_is_") || strings.HasPrefix(id, "checkup_do_")) && !known[id] {
				t.Errorf("%s has %s, which nobody finds", language, id)
			}
		}
	}
}

func TestSummary_CountsAndNamesAndMakesForeignTextHarmless(t *testing.T) {
	t.Parallel()
	english, dutch := languages[0], languages[1]
	for _, c := range []struct {
		r    Result
		want string
	}{
		{found(certificateSoon, Facts{"days_left": 1, "valid_until": "2026-02-03"}), "The certificate is valid for one more day only, until 3 February 2026."},
		{found(certificateSoon, Facts{"days_left": 5, "valid_until": "2026-02-03"}), "The certificate is valid for 5 more days only, until 3 February 2026."},
		{found(regionSet, Facts{"region": "NL"}), "The country of numbers is Netherlands, as you set it."},
		{found(displayFailed, Facts{"reason": "bad\x1b[1m\nnews"}), "The window did not stay open, and the last it said was: bad [1m news."},
		{found(permissionsSome, Facts{"lost": []string{"voicemail", "live"}}), "This login may not read everything, so that Ringside does without voicemail and live updates."},
	} {
		if got := c.r.Summary(english); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		if c.r.Summary(dutch) == c.r.Summary(english) {
			t.Errorf("%s is said in English", c.r.Finding)
		}
	}
}

func TestResult_IsTheSameOnTheOtherSideOfASocket(t *testing.T) {
	t.Parallel()
	o := open(t, pbxsim.Options{})
	of := o.as(t)
	of.Running = &Running{Version: "1.2.3", Since: time.Now(), Window: Window{Failed: true, Reason: "x"}}
	for _, r := range look(t, of) {
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back Result
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		if len(r.Facts) == 0 {
			r.Facts = nil
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Error(diff)
		}
	}
	var f Facts
	if err := json.Unmarshal([]byte(`{"odd":{"a":{}},"none":null,"half":0.5,"n":3}`), &f); err != nil || !cmp.Equal(f, Facts{"n": 3}) {
		t.Errorf("%v, %v", f, err)
	}
}

func TestDiagnostics_HoldNoNameNumberOrAddress(t *testing.T) {
	t.Parallel()
	pbx := pbxsim.New(pbxsim.Options{Quiet: true})
	server := serve(t, pbx.Handler())
	address := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	person, office := pbx.Accounts()[0], pbx.Office()
	a := account.Account{Address: address, UserName: person.UserName, PlainHTTP: true}
	of := subject(t, a, person.Password)
	of.Running = &Running{Version: "1.2.3", Since: time.Now(), Window: Window{Failed: true, Reason: "panic: " + office.Users[1].FullName}}
	for name, secret := range map[string]string{"the right secret": person.Password, "a wrong one": "hunter2-hunter2"} {
		of.Client = subject(t, a, secret).Client
		var results []Result
		for _, r := range look(t, of) {
			results = append(results, r)
		}
		results = append(results,
			found(addressRedirect, Facts{"host": "pbx.example.org", "leads_to": "https://login.example.org"}),
			found(handlerOther, Facts{"program": `C:\Users\anna\phone.exe`}),
			found(certificateUntrusted, Facts{"fingerprint": "AA:BB"}))
		text := Diagnostics("1.2.3", results)
		private := []string{
			person.UserName, person.Password, "hunter2", "localhost", server.URL, of.Folder, "example", "anna", "AA:BB", "192.0.2.10", "+31",
		}
		for _, u := range office.Users {
			private = append(private, u.UserName, u.FullName, u.UUID)
		}
		for _, p := range office.Phones {
			private = append(private, p.UUID, p.Name)
		}
		for _, m := range office.Mailboxes {
			private = append(private, m.UUID)
		}
		for _, word := range private {
			if word != "" && strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
				t.Errorf("%s: it holds %q:\n%s", name, word, text)
			}
		}
		for _, word := range []string{"Ringside 1.2.3, ", "<pbx>", "latency_ms=", "display_failed"} {
			if !strings.Contains(text, word) {
				t.Errorf("%s: it lacks %q:\n%s", name, word, text)
			}
		}
	}
}

func TestDiagnostics_AreInTheOrderInWhichPeopleReadThem(t *testing.T) {
	t.Parallel()
	text := Diagnostics("1", []Result{
		{Check: Resident, Status: OK, Finding: residentCurrent},
		{Check: Address, Status: OK, Finding: addressAnswers},
		{Check: Permissions, Status: OK, Finding: permissionsUsual, Facts: Facts{"calls": map[string]string{"b": denied, "a": allowed}, "lost": []string{"x", "y"}}},
	})
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[1], "address ") || lines[2] != "permissions   ok        permissions_usual calls=a:allowed,b:denied lost=x,y" {
		t.Errorf("%q", lines)
	}
}

func TestDisplayAndResident_TellWhatThePartThatStaysKnows(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		running  *Running
		display  bool
		window   Finding
		resident Finding
	}{
		"none":               {nil, true, displayThere, skippedNotRunning},
		"none, no desktop":   {nil, false, displayNone, skippedNotRunning},
		"current":            {&Running{Version: "1"}, true, displayThere, residentCurrent},
		"outdated":           {&Running{Version: "1", Outdated: true, Since: time.Now().Add(-time.Hour)}, true, displayThere, residentOutdated},
		"its window failed":  {&Running{Version: "1", Window: Window{Failed: true, Reason: "no OpenGL"}}, true, displayFailed, residentCurrent},
		"failed silently":    {&Running{Version: "1", Window: Window{Failed: true}}, true, displayFailed, residentCurrent},
		"its window is here": {&Running{Version: "1", Window: Window{There: true}}, false, displayThere, residentCurrent},
	} {
		v := newVisit(t.Context(), Subject{Running: c.running, HasDisplay: c.display})
		for check, r := range map[Check]Result{Display: v.display(t.Context()), Resident: v.resident(t.Context())} {
			r.Check = check
			said(t, r)
			if want := map[Check]Finding{Display: c.window, Resident: c.resident}[check]; r.Finding != want {
				t.Errorf("%s: %s, want %s", name, r.Finding, want)
			}
			if up := r.Facts["up_minutes"]; name == "outdated" && check == Resident && up != 60 {
				t.Errorf("up %v minutes", up)
			}
		}
	}
}
