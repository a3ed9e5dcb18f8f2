package presence

import (
	"fmt"
	"slices"
	"testing"

	"ringside/pbxclient"
)

// boxesOf lists mailboxes from number 200 on, each with a message.
func boxesOf(count int) *pbxclient.List[pbxclient.Mailbox] {
	var list pbxclient.List[pbxclient.Mailbox]
	for i := range count {
		list.Items = append(list.Items, pbxclient.Mailbox{UUID: fmt.Sprint("box", i), Number: fmt.Sprint(200 + i), New: pbxclient.Some(1)})
	}
	return &list
}

// keyed is an office that an API key sees, whose user has number 201, and its pictures one after the other.
func keyed(t *testing.T, boxes int) (s *state, look func() *Snapshot) {
	s = office(t)
	s.byKey = true
	s.applyLists(&lists{mailboxes: boxesOf(boxes)})
	was := Blank("")
	return s, func() *Snapshot {
		was = s.snapshot(was, Connection{}, true, 1)
		return was
	}
}

func TestMailboxes_AMessageLeavesTheOthersAsTheyWere(t *testing.T) {
	s, look := keyed(t, 3*chunkSize)
	first := look()
	was := slices.Collect(first.Mailboxes.All())
	s.voicemail(pbxclient.Mailbox{UUID: "box300", New: pbxclient.Some(2)}, false)
	second := look()
	if !slices.Equal(slices.Collect(first.Mailboxes.All()), was) {
		t.Fatal("the picture before changed")
	}
	changed, removed := second.Mailboxes.Since(first.Mailboxes)
	if len(changed) != 1 || len(removed) != 0 || changed[0].UUID != "box300" || changed[0].New.Value != 2 {
		t.Errorf("changed %v, removed %v", changed, removed)
	}
	for i, m := range was {
		if same := second.Mailboxes.At(i) == m; same != (i != 300) {
			t.Fatalf("mailbox %d is the same: %v", i, same)
		}
	}
	s.voicemail(pbxclient.Mailbox{UUID: "box300", New: pbxclient.Some(2)}, false)
	s.applyLists(&lists{mailboxes: &pbxclient.List[pbxclient.Mailbox]{Skipped: 1}})
	if look().Mailboxes != second.Mailboxes {
		t.Error("nothing changed, and yet it is another table")
	}
}

func TestMailboxes_AListTellsWhichCameAndWhichWent(t *testing.T) {
	s, look := keyed(t, chunkSize+10)
	first := look()
	s.applyLists(&lists{mailboxes: boxesOf(chunkSize + 10)})
	if look().Mailboxes != first.Mailboxes {
		t.Error("the same list made another table")
	}
	list := boxesOf(chunkSize + 11)
	list.Items[7].Old = pbxclient.Some(3)
	list.Items = slices.Delete(list.Items, 20, 22)
	s.applyLists(&lists{mailboxes: list})
	second := look()
	changed, removed := second.Mailboxes.Since(first.Mailboxes)
	if len(changed) != 2 || changed[0].UUID != "box7" || changed[1].UUID != fmt.Sprint("box", chunkSize+10) {
		t.Errorf("changed %v", changed)
	}
	if !slices.Equal(removed, []string{"box20", "box21"}) {
		t.Errorf("removed %v", removed)
	}
	if second.Mailboxes.At(20).UUID != "box22" || second.Mailboxes.At(20) != first.Mailboxes.At(22) {
		t.Error("they are not in the PBX's order, or not the same any more")
	}
}

func TestMailboxes_TheOwnOneFollowsTheUsersNumber(t *testing.T) {
	s, look := keyed(t, 3*chunkSize)
	want := func(what string, uuids ...string) {
		t.Helper()
		snap := look()
		var own []string
		for m := range snap.Mailboxes.All() {
			if m.Own {
				own = append(own, m.UUID)
			}
		}
		var kept []string
		for _, m := range snap.OwnMailboxes {
			if snap.Mailboxes.Find(m.UUID) == m {
				kept = append(kept, m.UUID)
			}
		}
		if messages, known := snap.NewVoicemail(); !slices.Equal(own, uuids) || !slices.Equal(kept, uuids) || known != (len(uuids) > 0) {
			t.Errorf("%s: own are %v, listed %v, with %d messages, want %v", what, own, kept, messages, uuids)
		}
	}
	want("at first", "box1")
	s.voicemail(pbxclient.Mailbox{UUID: "box1", New: pbxclient.Some(5)}, false)
	want("a message", "box1")
	if messages, _ := look().NewVoicemail(); messages != 5 {
		t.Errorf("%d messages of 5", messages)
	}
	s.edit("me", func(c *Contact) { c.Extension = "700" })
	want("another number", "box500")
	s.edit("me", func(c *Contact) { c.Extension = "" })
	want("no number")
	s.edit("me", func(c *Contact) { c.Username = "203" })
	want("a number for a name", "box3")
	s.applyLists(&lists{mailboxes: boxesOf(2)})
	want("the list lacks it")
	s.applyLists(&lists{mailboxes: boxesOf(9)})
	want("it is listed again", "box3")
	s.userName = "bea"
	s.applyLists(&lists{users: &pbxclient.List[pbxclient.User]{Items: []pbxclient.User{{UUID: "new", Username: "207"}, {UUID: "bea", Username: "bea"}}}})
	want("somebody whose number nothing tells")
	s.userName = "207"
	s.applyLists(&lists{users: &pbxclient.List[pbxclient.User]{Items: []pbxclient.User{{UUID: "new", Username: "207"}}}})
	want("somebody else", "box7")
}

func TestVoicemail_ANoticeCountsWhatTheEventSaysAndNotWhatWasUrgentBefore(t *testing.T) {
	s := office(t)
	box := pbxclient.Mailbox{UUID: "m", Number: "201", New: pbxclient.Some(1), Urgent: pbxclient.Some(1)}
	s.applyLists(&lists{mailboxes: &pbxclient.List[pbxclient.Mailbox]{Items: []pbxclient.Mailbox{box}}})
	box.New, box.Urgent = pbxclient.Some(2), pbxclient.Opt[int]{}
	s.voicemail(box, false)
	told := s.takeNotices()
	if len(told) != 1 {
		t.Fatalf("told %+v", told)
	}
	if waiting, known := told[0].Mailbox.Waiting(); waiting != 2 || !known || told[0].Mailbox.Urgent.State == pbxclient.Set {
		t.Errorf("told of %+v", told[0].Mailbox)
	}
}
