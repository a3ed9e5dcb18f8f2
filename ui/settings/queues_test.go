package settings

import "testing"

func TestLimit_IsEachQueuesOwnAndLeavesACopyAsItWas(t *testing.T) {
	seven := 7
	want := Limits{Waiting: Bound{Warn: &seven}}
	var s Settings
	s.Limit("one", "sales", want)
	copied := s
	s.Limit("one", "sales", Limits{})
	s.Limit("two", "sales", want)
	if copied.Limits("one", "sales") != want || copied.Limits("two", "sales") != (Limits{}) || copied.Limits("one", "help") != (Limits{}) {
		t.Errorf("a copy has %v", copied.QueueLimits)
	}
	if s.Limits("one", "sales") != (Limits{}) || s.Limits("two", "sales") != want || len(s.QueueLimits) != 1 {
		t.Errorf("there is %v", s.QueueLimits)
	}
}

func TestLimits_AreAsTheyWereSaved(t *testing.T) {
	none, folder := -1, t.TempDir()
	s := Settings{QueueSound: true}
	s.Limit("one", "sales", Limits{Service: Bound{Alarm: &none}})
	if err := s.Save(folder); err != nil {
		t.Fatal(err)
	}
	got, err := Load(folder)
	if alarm := got.Limits("one", "sales").Service.Alarm; err != nil || !got.QueueSound || alarm == nil || *alarm != none {
		t.Errorf("%+v, %v", got, err)
	}
}
