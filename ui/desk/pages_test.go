//go:build linux

package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
	"ringside/ui/demo"
)

func TestPages_EveryOneComesUpByItsKeyFromTheFieldOfTheOneBefore(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	for i, shows := range []string{
		"By presence", "No calls yet", "new messages", "No contacts", "Type or paste", "Only for a while", "Signed in as", "Check-up",
	} {
		s.must(s.Key(fmt.Sprint("ctrl+", i+1)))
		s.must(s.WaitText(s.ctx, shows))
	}
	s.must(s.Key("ctrl+k"))
	s.must(s.WaitText(s.ctx, "Turn call waiting"))
	s.must(s.Type("call waiting"))
	s.must(s.Key("Return"))
	s.asked("POST", "/users/"+s.me.UUID, `"cw":false`)
}

func TestPages_AMissedCallIsCountedUntilItIsLookedAtAndCalledBack(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	id, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Name: "Bakery Jansen", Normalized: "+31201234567"}, s.me.Extension)
	s.must(err)
	s.must(s.WaitText(s.ctx, "Bakery Jansen"))
	s.must(s.office.PBX.Hangup(id))
	s.told("Missed")
	s.must(s.Key("ctrl+2"))
	s.must(s.WaitText(s.ctx, "Today", "Bakery Jansen", "Missed"))
	s.must(s.Key("Down", "Return"))
	s.asked("POST", "/call", `"number":"+31201234567"`)
}

func TestPages_DoNotDisturbFollowsTheMouseAndThePBX(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.Key("ctrl+6"))
	s.must(s.WaitText(s.ctx, "Your phones do not ring"))
	s.must(s.ClickWord("ring."))
	s.must(poll(s.ctx, "do not disturb", func() (bool, error) { return s.own().DND, nil }))
	s.must(s.ClickWord("ring."))
	s.must(poll(s.ctx, "the end of do not disturb", func() (bool, error) { return !s.own().DND, nil }))
}

// card is a file as an address book writes it.
const card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:b1\r\nFN:Bakery Jansen\r\nN:Jansen;Bakery;;;\r\nTEL;TYPE=WORK:+31 20 123 45 67\r\nEND:VCARD\r\n" +
	"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"

// importX and importY are where the button stands that takes a file in.
const importX, importY = 642, 276

func TestPages_ContactsAreTakenInFromAFileAndNameWhoCalls(t *testing.T) {
	s := set(t)
	file := filepath.Join(s.desk.Home(), "contacts.vcf")
	s.must(os.WriteFile(file, []byte(card), 0o600))
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.Key("ctrl+4"))
	s.must(s.WaitText(s.ctx, "No contacts"))
	s.must(s.Key("ctrl+k"))
	s.must(s.WaitText(s.ctx, "Turn call waiting"))
	s.must(s.Type("import"))
	s.must(s.Key("Return"))
	s.must(s.WaitText(s.ctx, "Path of the file"))
	s.must(s.Type(file))
	s.must(s.Key("Return"))
	s.must(s.WaitText(s.ctx, "Bakery Jansen", "1 new", "1 skipped"))
	s.must(s.Click(importX, importY))
	s.must(s.WaitText(s.ctx, "Everybody", "Bakery Jansen"))
	_, err := s.office.PBX.Incoming(pbxsim.Party{Number: "0201234567", Normalized: "+31201234567"}, s.me.Extension)
	s.must(err)
	s.told("Bakery Jansen")
}

func TestPages_AnotherLanguageIsSpokenAtOnceInTheWindowAndTheTray(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.Key("ctrl+k"))
	s.must(s.WaitText(s.ctx, "Turn call waiting"))
	s.must(s.Type("nederlands"))
	s.must(s.Key("Return"))
	s.must(s.WaitText(s.ctx, "Instellingen", "Verbonden"))
	s.must(poll(s.ctx, "the tray in Dutch", func() (bool, error) {
		items, err := s.desk.TrayMenu()
		for _, i := range items {
			if strings.Contains(i.Label, "Niet storen") {
				return true, nil
			}
		}
		return false, err
	}))
}

func TestPages_ThePBXGoesAndComesBack(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	address := strings.TrimPrefix(s.office.URL, "http://")
	s.office.Close()
	s.must(s.WaitText(s.ctx, "as of", "Try"))
	again, err := demo.Start(s.ctx, demo.Options{Quiet: true, Listen: address})
	s.must(err)
	defer again.Close()
	s.must(s.ClickWord("Try"))
	s.must(s.WaitText(s.ctx, "Connected"))
}
