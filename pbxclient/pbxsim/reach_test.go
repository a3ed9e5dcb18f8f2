package pbxsim

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// targets are the kinds of the targets of an internal dial, with what is called.
func targets(e event) []string {
	list := []string{}
	for _, target := range e["targets"].([]any) {
		m := target.(map[string]any)
		list = append(list, strings.TrimSpace(fmt.Sprint(m["user_phone_type"], " ", orEmpty(m["phone_uuid"]), orEmpty(m["number"]))))
	}
	return list
}

func orEmpty(v any) any {
	if v == nil {
		return ""
	}
	return v
}

func dials(events []event) [][]string {
	var all [][]string
	for _, e := range events {
		if e.kind() == "internal dial" {
			all = append(all, targets(e))
		}
	}
	return all
}

func TestIncoming_RingsEverywhereAUserIs(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	two, mobile, trunk, plain := o.Users[4], o.Users[5], o.Users[7], o.Users[2]
	desk := hotDesk(o)
	for _, u := range []User{two, mobile, trunk} {
		must(t, p.SetForward(u.UUID, ""))
		must(t, p.SetDND(u.UUID, false))
		for _, ph := range u.Phones {
			must(t, p.SetPhoneStatus(ph, 0))
		}
	}
	must(t, p.LogIn(plain.UUID, desk.UUID))
	for _, c := range []struct {
		user User
		want []string
	}{
		{two, []string{"phone " + two.Phones[0], "phone " + two.Phones[1]}},
		{mobile, []string{"phone " + mobile.Phones[0], "number +316"}},
		{trunk, []string{"number on trunk +316"}},
		{plain, []string{"hot-desk " + desk.UUID, "phone " + plain.Phones[0]}},
	} {
		key.drain()
		p.ResetBuffer()
		key.drain()
		id, err := p.Incoming(caller, c.user.Extension)
		must(t, err)
		got := dials(key.drain())
		if len(got) != 1 || len(got[0]) != len(c.want) {
			t.Fatalf("%s: %v, want %v", c.user.Extension, got, c.want)
		}
		for i, want := range c.want {
			if !strings.HasPrefix(got[0][i], want) {
				t.Errorf("%s: %v, want %v", c.user.Extension, got, c.want)
			}
		}
		must(t, p.Hangup(id))
	}
}

func TestRingGroup_InTwoWavesAddsTargetsLater(t *testing.T) {
	running(t, Options{Quiet: true}, func(t *testing.T, p *PBX) {
		key := withKey(t, p)
		for _, u := range p.Office().Users {
			must(t, p.SetDND(u.UUID, false))
			must(t, p.SetForward(u.UUID, ""))
		}
		key.drain()
		_, err := p.Incoming(caller, p.Office().Groups[1].Extension)
		must(t, err)
		if got := dials(key.drain()); len(got) != 1 {
			t.Fatalf("dials at first %v", got)
		}
		time.Sleep(secondWave)
		synctest.Wait()
		if got := dials(key.drain()); len(got) != 2 {
			t.Errorf("dials later %v", got)
		}
	})
}

func TestIncoming_HonoursTheSettings(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	u, colleague := o.Users[0], o.Users[2]
	ring := func() [][]string {
		p.ResetBuffer()
		key.drain()
		id, err := p.Incoming(caller, u.Extension)
		must(t, err)
		got := dials(key.drain())
		_ = p.Hangup(id)
		return got
	}
	phone := "phone " + u.Phones[0]
	check := func(name string, want ...[]string) {
		t.Helper()
		if diff := cmp.Diff(want, ring()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	check("at rest", []string{phone})

	must(t, p.SetDND(u.UUID, true))
	check("DND")
	must(t, p.SetForward(u.UUID, "+31687654321"))
	check("a forward goes before DND", []string{"forward +31687654321"})
	must(t, p.SetDND(u.UUID, false))
	must(t, p.SetForward(u.UUID, colleague.Extension))
	check("forwarded to a colleague", []string{"forward " + colleague.Extension}, []string{"phone " + colleague.Phones[0]})
	must(t, p.SetForward(u.UUID, u.Extension))
	check("forwarded in a circle", []string{"forward 201"}, []string{"forward 201"}, []string{"forward 201"})
	must(t, p.SetForward(u.UUID, ""))

	must(t, p.SetCallWaiting(u.UUID, false))
	check("no call waiting, but free", []string{phone})
	id, err := p.Incoming(caller, u.Extension)
	must(t, err)
	must(t, p.Answer(id, u.Phones[0]))
	check("no call waiting and on a call")
	must(t, p.SetCallWaiting(u.UUID, true))
	check("call waiting and on a call", []string{phone})
	must(t, p.Hangup(id))

	for _, code := range []int{codeBusy, codeUnavailable, codeNotFound, codeError} {
		must(t, p.SetPhoneStatus(u.Phones[0], code))
		check(describe(code))
	}
}
