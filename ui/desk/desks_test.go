//go:build linux

package desk

import (
	"slices"
	"testing"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

// flex is what the PBX holds of a hot desk.
func (s *scene) flex(name string) pbxsim.Phone {
	s.t.Helper()
	all := s.office.PBX.Office().Phones
	i := slices.IndexFunc(all, func(ph pbxsim.Phone) bool { return ph.HotDesk && ph.Name == name })
	if i < 0 {
		s.t.Fatalf("the PBX has no hot desk %q", name)
	}
	return all[i]
}

func TestDesks_AnEventShowsWhereTheUserSitsAndAKeyLogsThemOut(t *testing.T) {
	s := setAt(t, demo.Options{Quiet: true})
	s.open()
	s.goTo("Hot desks")
	s.must(s.WaitText(s.ctx, "Flex 1", "Flex 2", "Free"))
	client, err := account.Account{Address: s.office.URL, APIKey: true, PlainHTTP: true}.Client(s.office.PBX.APIKey(), pbxclient.Config{})
	s.must(err)
	defer client.CloseIdle()
	_, err = client.SetUser(s.ctx, s.me.UUID, pbxclient.UserSettings{HotDesk: pbxclient.Some(s.flex("Flex 2").UUID)})
	s.must(err)
	s.must(s.WaitText(s.ctx, given(s.me), "Log out"))
	s.goTo("Hot desks") // which gives the button the keyboard
	s.must(s.Key("space"))
	s.asked("POST", "/users/"+s.me.UUID, `"hot_desk":null`)
	s.must(poll(s.ctx, "the desk to be free", func() (bool, error) { return s.flex("Flex 2").HotDeskUser == "", nil }))
	s.must(s.WaitText(s.ctx, "Flex 2", "Free"))
}

func TestDesks_AnAPIKeyLogsAColleagueIn(t *testing.T) {
	s := setAt(t, demo.Options{Quiet: true})
	s.launch(s.office.PBX.APIKey(), "--pbx", s.office.URL, "--insecure-http", "--api-key", "--user", s.me.UserName)
	s.must(s.WaitWindow(s.ctx))
	s.goTo("Hot desks")
	s.must(s.WaitText(s.ctx, "Flex 1", "Flex 2", "Log in", "anybody"))
	s.must(s.Key("Tab", "space")) // behind the button that logs out who sits at the first
	s.must(s.WaitText(s.ctx, "Who sits", "Cancel"))
	s.must(s.Type(s.anna.FullName))
	s.must(s.Key("Return"))
	s.asked("POST", "/users/"+s.anna.UUID, `"hot_desk":"`+s.flex("Flex 2").UUID+`"`)
	s.must(poll(s.ctx, "them to sit there", func() (bool, error) { return s.flex("Flex 2").HotDeskUser == s.anna.UUID, nil }))
	s.must(s.WaitText(s.ctx, "Flex 2", given(s.anna)))
}
