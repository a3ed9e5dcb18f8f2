package share

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"ringside/presence"
)

func TestKeep_IsRecalledAsItWasButForTheCallsAndTheConnection(t *testing.T) {
	s := *newHeld(7).Picture()
	s.Synced, s.Resyncs, s.Me = true, 3, "me"
	s.Calls = []*presence.Call{{Key: 4, State: presence.CallRinging}}
	s.Connection = presence.Connection{State: presence.Live}
	at := time.UnixMilli(1_790_000_000_000)
	var file bytes.Buffer
	if err := Keep(&file, &s, at); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	back, err := Recall(bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	if back.Connection.State != presence.Connecting || !back.Connection.AsOf.Equal(at) || len(back.Calls) != 0 || back.Me != "me" || !back.Synced {
		t.Errorf("recalled %+v", back)
	}
	if back.Contacts.Len() != s.Contacts.Len() || s.Contacts.Len() == 0 {
		t.Fatalf("%d contacts of %d", back.Contacts.Len(), s.Contacts.Len())
	}
	for c := range s.Contacts.All() {
		if got := back.Contacts.Find(c.UUID); got == nil || got.Name() != c.Name() || got.Presence != c.Presence || got.Extension != c.Extension {
			t.Errorf("%+v came back as %+v", c, got)
		}
	}
	for cut := range whole {
		if _, err := Recall(bytes.NewReader(whole[:cut])); !errors.Is(err, ErrNoPicture) && cut < len(whole)-1 {
			t.Fatalf("%d of %d bytes were taken for a whole picture: %v", cut, len(whole), err)
		}
	}
}
