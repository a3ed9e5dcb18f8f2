package presence

import "ringside/pbxclient"

// About says what a notice is about. Its text is what the command line prints.
type About string

// What a person is told of.
const (
	IncomingCall About = "incoming_call"
	MissedCall   About = "missed_call"
	Voicemail    About = "voicemail"
	PhoneRinging About = "phone_ringing" // the own phone rings and no call event says who calls
	// ColleagueFree is told to who asked for it with Commands.SetTellWhenFree.
	ColleagueFree About = "colleague_free"
)

// Notice is something that a person has to be told, once. It carries facts; the words are made where it
// is shown.
type Notice struct {
	About About
	// Call is the call as it stood, for IncomingCall and MissedCall; else nil.
	Call *Call
	// Mailbox is the mailbox with its new counts, for Voicemail; else zero.
	Mailbox pbxclient.Mailbox
	// Phone is the phone that rings, for PhoneRinging; else zero.
	Phone ContactPhone
	// Contact is the colleague who has become free, for ColleagueFree; else nil.
	Contact *Contact
}

// noticeQueue bounds what a subscriber that stopped reading can cost. Nobody gets 256 calls unread.
const noticeQueue = 256

// Subscription is one reader's way to what the engine publishes. Close it when done.
type Subscription struct {
	// Changes receives a value after the snapshot changed; a slow reader gets one value for many changes.
	// It is closed by Close and when the engine ends.
	Changes <-chan struct{}
	// Notices receives every notice made after the subscription, in order. It is closed with Changes, and both are closed
	// when somebody has left 256 notices unread: that reader has to subscribe anew.
	Notices <-chan Notice

	changes chan struct{}
	notices chan Notice
	close   func()
}

// Close ends the subscription; it may be called more than once. One that was not made by an engine has nothing to end.
func (s *Subscription) Close() {
	if s.close != nil {
		s.close()
	}
}

func newSubscription() *Subscription {
	s := &Subscription{changes: make(chan struct{}, 1), notices: make(chan Notice, noticeQueue)}
	s.Changes, s.Notices = s.changes, s.notices
	return s
}

// signal wakes the reader unless a wake-up is waiting already.
func (s *Subscription) signal() {
	select {
	case s.changes <- struct{}{}:
	default:
	}
}

// tell queues a notice, and reports whether there was room for it.
func (s *Subscription) tell(n Notice) bool {
	select {
	case s.notices <- n:
		return true
	default:
		return false
	}
}
