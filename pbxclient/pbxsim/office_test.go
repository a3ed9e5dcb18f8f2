package pbxsim

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestOffice_IsTheSameForTheSameSeed(t *testing.T) {
	one, two := New(Options{Seed: 7}), New(Options{Seed: 7})
	if diff := cmp.Diff(one.Office(), two.Office()); diff != "" {
		t.Errorf("two offices of one seed differ:\n%s", diff)
	}
	if diff := cmp.Diff(one.Accounts(), two.Accounts()); diff != "" {
		t.Errorf("accounts of one seed differ:\n%s", diff)
	}
	other := New(Options{Seed: 8})
	if cmp.Equal(one.Office().Users, other.Office().Users) || one.APIKey() == other.APIKey() {
		t.Error("another seed must give other people and another key")
	}
}

func TestOffice_HasEveryKindOfColleague(t *testing.T) {
	o := New(Options{}).Office()
	if len(o.Users) != 25 || len(o.Groups) == 0 || len(o.Queues) != 1 || len(o.Switches) < 2 {
		t.Fatalf("%d users, %d groups, %d queues, %d switches", len(o.Users), len(o.Groups), len(o.Queues), len(o.Switches))
	}
	phones := map[string]Phone{}
	for _, ph := range o.Phones {
		phones[ph.UUID] = ph
	}
	kinds := map[string]bool{}
	for _, u := range o.Users {
		kinds["without phone"] = kinds["without phone"] || len(u.Phones) == 0
		kinds["with two phones"] = kinds["with two phones"] || len(u.Phones) == 2
		kinds["without mailbox"] = kinds["without mailbox"] || u.Mailbox == ""
		kinds["without full name"] = kinds["without full name"] || u.FullName == ""
		kinds["at a hot desk"] = kinds["at a hot desk"] || u.HotDesk != ""
		kinds["without extension"] = kinds["without extension"] || u.Extension == "" && !digits(phones[u.Phones[0]].UserName)
		kinds["with marks"] = kinds["with marks"] || strings.ContainsFunc(u.FullName, func(r rune) bool { return r > 0x7f })
		if strings.ContainsFunc(u.UserName, func(r rune) bool { return r > 0x7f || r == ' ' || r == '\'' }) {
			t.Errorf("user name %q of %q is not plain", u.UserName, u.FullName)
		}
	}
	for _, kind := range []string{
		"without phone", "with two phones", "without mailbox", "without full name", "at a hot desk", "without extension", "with marks",
	} {
		if !kinds[kind] {
			t.Errorf("nobody is %s", kind)
		}
	}
	kindsOfPhone := get25(t)
	for _, kind := range []string{`"type":"phone"`, `"type":"hot-desk"`, `"type":"number"`, `"type":"trunk number"`} {
		if !strings.Contains(kindsOfPhone, kind) {
			t.Errorf("no phone of %s", kind)
		}
	}
}

func get25(t *testing.T) string {
	_, key := quiet(t)
	return key.get("users")
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func TestNames_AreAllPlainAsUserNames(t *testing.T) {
	for _, name := range append(givenNames, familyNames...) {
		for _, r := range strings.ToLower(plainLetters.Replace(name)) {
			if r < 'a' || r > 'z' {
				t.Errorf("%q keeps %q", name, r)
			}
		}
	}
}

func TestOffice_ExtensionsNeverCollide(t *testing.T) {
	for _, users := range []int{4, 5, 13, 25, 400, 3600} {
		p := New(Options{Users: users, Quiet: true})
		taken := map[string]bool{}
		take := func(extension string) {
			if extension != "" && taken[extension] {
				t.Errorf("%d users: extension %s is given twice", users, extension)
			}
			taken[extension] = true
		}
		o := p.Office()
		for _, u := range o.Users {
			take(u.Extension)
		}
		for _, g := range o.Groups {
			take(g.Extension)
		}
		for _, q := range o.Queues {
			take(q.Extension)
		}
	}
}

func TestAccounts_FirstIsAPlainUserWithOnePersonalPhone(t *testing.T) {
	p, key := quiet(t)
	accounts := p.Accounts()
	if len(accounts) != 4 || accounts[0].Admin || !accounts[1].Admin || accounts[2].Admin || accounts[3].Admin {
		t.Fatalf("accounts %+v", accounts)
	}
	person := p.Office().Users[0]
	if person.UUID != accounts[0].UserUUID || person.Extension == "" || person.Mailbox == "" || len(person.Phones) != 1 {
		t.Errorf("the demo person is %+v", person)
	}
	if entry := key.get("users/" + person.UUID); !strings.Contains(entry, `"personal":true`) {
		t.Errorf("their phone is not personal: %s", entry)
	}
}

func TestOffice_FiftyThousandAreMadeAndListed(t *testing.T) {
	begin := time.Now()
	p := New(Options{Users: 50_000, Quiet: true})
	if made := time.Since(begin); made > 15*time.Second { // the benchmark tells how long it takes; this is for a slip
		t.Errorf("made in %v", made)
	}
	if list := withKey(t, p).get("users?status=1"); strings.Count(list, `"username"`) != 50_000 {
		t.Error("the list is not complete")
	}
}

func BenchmarkNew_50000(b *testing.B) {
	for b.Loop() {
		New(Options{Users: 50_000, Quiet: true})
	}
}

func BenchmarkListUsers_50000(b *testing.B) {
	p := New(Options{Users: 50_000, Quiet: true})
	handler := p.Handler()
	for b.Loop() {
		r := httptest.NewRequest("GET", "/apis/pbx/users?status=1", nil)
		r.SetBasicAuth(apiKeyUser, p.APIKey())
		handler.ServeHTTP(httptest.NewRecorder(), r)
	}
}
