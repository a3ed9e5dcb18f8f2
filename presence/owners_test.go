package presence

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestOwners_FollowTheContacts(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	contacts := make([]*Contact, 40)
	for i := range contacts {
		contacts[i] = &Contact{UUID: fmt.Sprint("u", i)}
	}
	o := ownersIn(NewRoster(nil, 0))
	for range 5000 {
		i := chance.IntN(len(contacts))
		c := *contacts[i]
		o.remove(&c)
		c.Extension = []string{"", "+31201234567", fmt.Sprint(200 + chance.IntN(30))}[chance.IntN(3)]
		o.add(&c)
		contacts[i] = &c
		having := map[string]map[string]bool{}
		for _, c := range contacts {
			if internalNumber(c.Extension) {
				if having[c.Extension] == nil {
					having[c.Extension] = map[string]bool{}
				}
				having[c.Extension][c.UUID] = true
			}
		}
		for number, users := range having {
			if !users[o.user[number]] || len(o.others[number]) != len(users)-1 {
				t.Fatalf("%s is of %v, and said to be of %s beside %v", number, users, o.user[number], o.others[number])
			}
		}
		if len(o.user) != len(having) {
			t.Fatalf("%d numbers of %d", len(o.user), len(having))
		}
	}
}
