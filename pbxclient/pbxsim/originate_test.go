package pbxsim

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// originating sends POST call from a goroutine of its own; the answer comes when the caller's phone is picked up.
func (c *client) originating(body string) <-chan *httptest.ResponseRecorder {
	answer := make(chan *httptest.ResponseRecorder, 1)
	go func() { answer <- c.do("POST", "call", body) }()
	synctest.Wait()
	return answer
}

func TestOriginate_RingsTheCallerFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := quiet(t)
		demo, o := as(t, p, 0), p.Office()
		demo.drain()
		waiting := demo.originating(`{"number":"203"}`)
		sameStories(t, demo.drain(), true, "Ringing")
		must(t, p.PickUp(o.Users[0].Phones[0]))
		w := <-waiting
		got := decode[map[string]string](t, w.Body.String())
		id := got["unique_id"]
		sameJSON(t, w.Body.String(), `{"status":"success","unique_id":"`+id+`"}`)
		if w.Code != http.StatusCreated || w.Header().Get("Location") != "/apis/pbx/call/"+url.PathEscape(id) {
			t.Errorf("%d, Location %q", w.Code, w.Header().Get("Location"))
		}
		must(t, p.Answer(id, o.Users[2].Phones[0]))
		events := demo.drain()
		sameStories(t, events, true, "Ringing", "In Use", "incoming call", "internal dial", "Ringing", "In Use", "call answered")
		if events[2]["unique_id"] != id || events[2]["called_extension"] != "203" {
			t.Errorf("the story begins with %v", events[2])
		}
		demo.want(http.StatusOK, "DELETE", "call/"+url.PathEscape(id), "")
	})
}

func TestOriginate_AutoAnswersWhereOnePhoneIsCertain(t *testing.T) {
	p := New(Options{Quiet: true})
	users, desk := p.Office().Users, hotDesk(p.Office())
	for _, c := range []struct {
		name, body string
		status     int
	}{
		{"one personal phone", `{"user_uuid":"` + users[0].UUID + `","number":"203","auto_answer":true}`, 201},
		{"by name", `{"user_name":"` + users[0].UserName + `","number":"203","auto_answer":true}`, 201},
		{"both the same", `{"user_name":"` + users[0].UserName + `","user_uuid":"` + users[0].UUID + `","number":"203","auto_answer":true}`, 201},
		{"both, different", `{"user_name":"` + users[0].UserName + `","user_uuid":"` + users[1].UUID + `","number":"203","auto_answer":true}`, 400},
		{"two phones", `{"user_uuid":"` + users[4].UUID + `","number":"203","auto_answer":true}`, 400},
		{"two personal phones", `{"user_uuid":"` + users[2].UUID + `","number":"203","auto_answer":true}`, 400},
		{"a phone and a mobile", `{"user_uuid":"` + users[5].UUID + `","number":"203","auto_answer":true}`, 400},
		{"only a mobile", `{"user_uuid":"` + users[7].UUID + `","number":"203","auto_answer":true}`, 400},
		{"one of two phones", `{"user_uuid":"` + users[4].UUID + `","phone_uuid":"` + users[4].Phones[1] + `","number":"203","auto_answer":true}`, 201},
		{"logged in", `{"user_uuid":"` + users[8].UUID + `","number":"203","auto_answer":true}`, 201},
		{"any phone, for the key", `{"user_uuid":"` + users[0].UUID + `","phone_uuid":"` + users[1].Phones[0] + `","number":"203","auto_answer":true}`, 201},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := New(Options{Quiet: true})
				for _, ph := range users[4].Phones {
					must(t, p.SetPhoneStatus(ph, 0))
				}
				must(t, p.LogIn(users[8].UUID, desk.UUID))
				must(t, second(p.AddPhone(users[2].UUID, "Second", "203b", false)))
				begin := time.Now()
				w := withKey(t, p).do("POST", "call", c.body)
				if w.Code != c.status {
					t.Fatalf("%d, want %d: %s", w.Code, c.status, w.Body)
				}
				if took := time.Since(begin); w.Code == http.StatusCreated && took != autoAnswerDelay {
					t.Errorf("took %v", took)
				}
			})
		})
	}
}

func TestOriginate_RefusesWhatIsWrong(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	who := `"user_uuid":"` + o.Users[0].UUID + `",`
	for body, status := range map[string]int{
		`{"number":"203"}`:                                       400, // whose phone?
		`{` + who + `"number":203}`:                              400,
		`{` + who + `"number":null}`:                             400,
		`{` + who + `"number":""}`:                               400,
		`{` + who + `"number":"Jan"}`:                            400,
		`{` + who + `"number":"020 555 0201"}`:                   400,
		`{` + who + `"nummer":"203"}`:                            400,
		`{` + who + `"number":"203","auto_answer":"true"}`:       400,
		`{` + who + `"number":"203","auto_answer":1}`:            400,
		`{` + who + `"number":"203","phone_uuid":5}`:             400,
		`{` + who + `"number":"203","phone_uuid":"x"}`:           400,
		`{"user_uuid":17,"number":"203"}`:                        400,
		`{"user_uuid":"x","number":"203"}`:                       400,
		`{"user_name":"x","number":"203"}`:                       400,
		`{"user_uuid":"` + o.Users[8].UUID + `","number":"203"}`: 503, // nobody without a phone can call
	} {
		key.want(status, "POST", "call", body)
	}
	as(t, p, 0).want(http.StatusForbidden, "POST", "call", `{"number":"203","phone_uuid":"`+o.Users[1].Phones[0]+`"}`)
	must(t, p.SetPhoneStatus(o.Users[0].Phones[0], 4))
	as(t, p, 0).want(http.StatusServiceUnavailable, "POST", "call", `{"number":"203"}`)
	if calls := p.Office().Calls; len(calls) != 0 {
		t.Errorf("a refused originate left %v", calls)
	}
}

func TestOriginate_SaysWhyItFailed(t *testing.T) {
	for _, c := range []struct {
		name, status string
		after        time.Duration
		prepare      func(t *testing.T, p *PBX, u User)
		meanwhile    func(t *testing.T, p *PBX)
	}{
		{name: "no answer", status: "no answer", after: 12 * time.Second},
		{name: "the phone is busy", status: "busy", prepare: func(t *testing.T, p *PBX, u User) {
			must(t, p.SetPhoneStatus(u.Phones[0], 2))
		}},
		{name: "on a call without call waiting", status: "busy", prepare: func(t *testing.T, p *PBX, u User) {
			must(t, p.SetCallWaiting(u.UUID, false))
			_, err := p.Dial(u.UUID, "+31612345678")
			must(t, err)
		}},
		{name: "hung up", status: "failed", meanwhile: func(t *testing.T, p *PBX) {
			must(t, p.Hangup(p.Office().Calls[0].ID))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := New(Options{Quiet: true, RingTimeout: 12 * time.Second})
				u := p.Office().Users[0]
				if c.prepare != nil {
					c.prepare(t, p, u)
				}
				calls := len(p.Office().Calls)
				begin := time.Now()
				waiting := as(t, p, 0).originating(`{"number":"203"}`)
				if c.meanwhile != nil {
					c.meanwhile(t, p)
				}
				w := <-waiting
				if w.Code != http.StatusOK || w.Header().Get("Location") != "" {
					t.Errorf("%d, Location %q", w.Code, w.Header().Get("Location"))
				}
				sameJSON(t, w.Body.String(), `{"status":"`+c.status+`"}`)
				if took := time.Since(begin); took != c.after {
					t.Errorf("after %v, want %v", took, c.after)
				}
				if got := len(p.Office().Calls); got != calls {
					t.Errorf("%d calls, before %d", got, calls)
				}
			})
		})
	}
}

func TestOriginate_AClientThatGoesAwayHangsUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		u := p.Office().Users[0]
		key.drain()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan any)
		go func() {
			defer func() { done <- recover() }()
			r := httptest.NewRequestWithContext(ctx, "POST", "/apis/pbx/call", strings.NewReader(`{"number":"203","user_uuid":"`+u.UUID+`"}`))
			r.SetBasicAuth(apiKeyUser, p.APIKey())
			p.Handler().ServeHTTP(httptest.NewRecorder(), r)
		}()
		synctest.Wait()
		cancel()
		if got := <-done; got != http.ErrAbortHandler {
			t.Errorf("the request ended with %v", got)
		}
		sameStories(t, key.drain(), true, "Ringing", "Idle")
		if calls := p.Office().Calls; len(calls) != 0 {
			t.Errorf("left: %v", calls)
		}
	})
}

func TestOriginate_RingsAllPhonesAndTheFirstPickedUpIsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, key := quiet(t)
		u := p.Office().Users[4]
		for _, ph := range u.Phones {
			must(t, p.SetPhoneStatus(ph, 0))
		}
		waiting := key.originating(`{"number":"+31612345678","user_uuid":"` + u.UUID + `"}`)
		if got := codes(p, u.Phones...); got[0] != 8 || got[1] != 8 {
			t.Errorf("while it rings %v", got)
		}
		must(t, p.PickUp(u.Phones[1]))
		<-waiting
		if got := codes(p, u.Phones...); got[0] != 0 || got[1] != 1 {
			t.Errorf("picked up %v", got)
		}
	})
}

// TestOriginate_GoesWhereTheNumberLeads has the PBX answer, somebody outside ring, or nothing there.
func TestOriginate_GoesWhereTheNumberLeads(t *testing.T) {
	for number, want := range map[string][]string{
		"203":           {"incoming call", "internal dial"},
		"+31205550203":  {"incoming call", "internal dial"}, // a colleague's number from outside
		"0205550203":    {"incoming call", "internal dial"},
		"+31612345678":  {"incoming call"},
		"0031612345678": {"incoming call"},
		"112":           {"incoming call"},
		"*97":           {"incoming call"},
		"#9":            {"incoming call"},
		"299":           {"incoming call", "call finished hangup"}, // nobody's
		"12":            {"incoming call", "call finished hangup"},
	} {
		synctest.Test(t, func(t *testing.T) {
			p, key := quiet(t)
			key.drain()
			w := as(t, p, 0).do("POST", "call", `{"number":"`+number+`","auto_answer":true}`)
			if w.Code != http.StatusCreated {
				t.Fatalf("%s: %d %s", number, w.Code, w.Body)
			}
			got := stories(key.drain(), false)
			if strings.Join(got, ",") != strings.Join(want, ",") {
				t.Errorf("%s: %v, want %v", number, got, want)
			}
		})
	}
}

func TestOriginate_VoicemailCodeReadsTheMessages(t *testing.T) {
	running(t, Options{Quiet: true}, func(t *testing.T, p *PBX) {
		u := p.Office().Users[0]
		must(t, p.LeaveVoicemail(u.Mailbox))
		as(t, p, 0).want(http.StatusCreated, "POST", "call", `{"number":"*97","auto_answer":true}`)
		time.Sleep(time.Minute)
		synctest.Wait()
		if b := box(p.Office(), u.Mailbox); b.New != 0 || b.Old == 0 {
			t.Errorf("messages %+v", b)
		}
		if calls := p.Office().Calls; len(calls) != 0 {
			t.Errorf("left: %v", calls)
		}
	})
}

func TestOriginate_InALivingOfficePeoplePickUp(t *testing.T) {
	running(t, Options{Seed: 3}, func(t *testing.T, p *PBX) {
		demo, o := as(t, p, 0), p.Office()
		begin := time.Now()
		got := decode[map[string]string](t, demo.want(http.StatusCreated, "POST", "call", `{"number":"`+o.Users[3].Extension+`"}`))
		if took := time.Since(begin); took < 2*time.Second || took > 3*time.Second {
			t.Errorf("picked up after %v", took)
		}
		time.Sleep(6 * time.Second)
		for _, c := range p.Office().Calls {
			if c.ID == got["unique_id"] && c.AnsweredBy != "" {
				return
			}
		}
		t.Error("the colleague did not answer")
	})
}

func TestOriginate_LocationKeepsThePrefix(t *testing.T) {
	p, _ := quiet(t)
	server := httptest.NewServer(http.StripPrefix("/office", p.Handler()))
	defer server.Close()
	body := strings.NewReader(`{"number":"203","auto_answer":true}`)
	r, _ := http.NewRequest("POST", server.URL+"/office/apis/pbx/call.json?x=1", body)
	r.SetBasicAuth(p.Accounts()[0].UserName, p.Accounts()[0].Password)
	w, err := http.DefaultClient.Do(r)
	must(t, err)
	defer w.Body.Close()
	if at := w.Header.Get("Location"); !strings.HasPrefix(at, "/office/apis/pbx/call/") || strings.Contains(at, ".json") {
		t.Errorf("Location %q", at)
	}
}
