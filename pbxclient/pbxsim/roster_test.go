package pbxsim

import (
	"net/http"
	"slices"
	"testing"
)

func TestRoster_ChangesAreToldAndListed(t *testing.T) {
	p, key := quiet(t)
	key.drain()
	uuid, err := p.AddUser("znew", "Žofie Nová", "280")
	must(t, err)
	phone, err := p.AddPhone(uuid, "Desk", "280", false)
	must(t, err)
	must(t, p.RenameUser(uuid, "Žofie Bos"))
	sameStories(t, key.drain(), true, "user list changed", "phone list changed", "user list changed", "user list changed")
	u := decode[userWithStatus](t, key.get("users/"+uuid))
	if *u.FullName != "Žofie Bos" || *u.PrimaryPhone != phone || !u.Phones[0].Personal {
		t.Errorf("the new user is %+v", u)
	}
	id, err := p.Incoming(caller, "280")
	must(t, err)
	must(t, p.Answer(id, phone))
	p.ResetBuffer()
	key.drain()

	must(t, p.RemoveUser(uuid))
	sameStories(t, key.drain(), false, "call finished hangup", "user list changed", "phone list changed")
	key.want(http.StatusNotFound, "GET", "users/"+uuid, "")
	key.want(http.StatusNotFound, "GET", "phones/"+phone, "")
	if _, err := p.Incoming(caller, "280"); err == nil {
		t.Error("the extension still rings")
	}
}

func TestRemovePhone_LeavesItsUser(t *testing.T) {
	p, key := quiet(t)
	o := p.Office()
	u, desk := o.Users[2], hotDesk(o)
	must(t, p.LogIn(u.UUID, desk.UUID))
	key.drain()
	must(t, p.RemovePhone(u.Phones[0]))
	must(t, p.RemovePhone(desk.UUID))
	sameStories(t, key.drain(), true, "phone list changed", "user list changed", "user logged out", "phone list changed")
	i := slices.IndexFunc(p.Office().Users, func(other User) bool { return other.UUID == u.UUID })
	if after := p.Office().Users[i]; len(after.Phones) != 0 || after.HotDesk != "" {
		t.Errorf("the user is %+v", after)
	}
}

func TestRemoveUser_OfAnAccountLeavesTheOthers(t *testing.T) {
	p, _ := quiet(t)
	before := p.Accounts()
	must(t, p.RemoveUser(before[0].UserUUID))
	as(t, p, 1).get("users")
	as(t, p, 0).want(http.StatusUnauthorized, "GET", "users", "")
	if !slices.Equal(p.Accounts(), before) {
		t.Error("the accounts have changed")
	}
}
