package pbxclient

// Why a call finished ("call finished").
const (
	ReasonHangup  = "hangup"
	ReasonExpired = "expired" // the call is very long, or the PBX lost some of its events
)

// CallInfo is what a call event, or an answer about a call, tells ("Call events"). Any field may be empty.
type CallInfo struct {
	EventTag        string   `json:"event_tag,omitempty"` // of the dial plan rule that selected the call
	UniqueID        string   `json:"unique_id"`           // opaque
	AccountCode     string   `json:"account_code,omitempty"`
	CalledDID       string   `json:"called_did,omitempty"`
	CalledExtension string   `json:"called_extension,omitempty"`
	Caller          Caller   `json:"caller"`
	Targets         []Target `json:"targets,omitempty"` // whom an internal dial rings; several for a user with several phones
	Target          *Target  `json:"target,omitempty"`  // who answered; nil for other events
	Reason          string   `json:"reason,omitempty"`  // ReasonHangup or ReasonExpired, for a call that finished
	// Status is, of a transfer, "success", which does not say that anybody was reached, or "failure".
	Status            string `json:"status,omitempty"`
	TransferExtension string `json:"transfer_extension,omitempty"` // where a blind transfer goes
	// The sides of a transfer; nil for other events. A blind one has no TransferTarget.
	Transferer     *TransferParty `json:"transferer,omitempty"`
	Transferee     *TransferParty `json:"transferee,omitempty"`
	TransferTarget *TransferParty `json:"transfer_target,omitempty"`
}

// Caller is who calls ("incoming call", caller).
type Caller struct {
	UserUUID         string `json:"user_uuid,omitempty"`
	PhoneUUID        string `json:"phone_uuid,omitempty"`
	TrunkUUID        string `json:"trunk_uuid,omitempty"`        // where the call came in
	Number           string `json:"number"`                      // caller id as it is now
	Name             string `json:"name"`                        // caller id as it is now
	NormalizedNumber string `json:"normalized_number,omitempty"` // E.164
	OriginalNumber   string `json:"original_number,omitempty"`   // caller id as it was at first
}

// Target is one thing that is dialled ("internal dial", targets).
type Target struct {
	UniqueID string `json:"unique_id"` // of the new call leg
	// UserPhoneType is "phone", "hot-desk", "number", "number on trunk" or "forward"; "" when no user is called.
	UserPhoneType string `json:"user_phone_type,omitempty"`
	UserUUID      string `json:"user_uuid,omitempty"`
	PhoneUUID     string `json:"phone_uuid,omitempty"`
	TrunkUUID     string `json:"trunk_uuid,omitempty"`
	Number        string `json:"number,omitempty"` // for the types that dial a number
}

// TransferParty is one side of a transfer ("blind transfer", "attended transfer"). The transferer of an attended one has two
// connections, and so the fields with 1 and 2 instead of UniqueID and LinkedID.
type TransferParty struct {
	UniqueID    string `json:"unique_id,omitempty"` // one leg of the connection
	LinkedID    string `json:"linked_id,omitempty"` // its other leg
	UniqueID1   string `json:"unique_id_1,omitempty"`
	UniqueID2   string `json:"unique_id_2,omitempty"`
	LinkedID1   string `json:"linked_id_1,omitempty"`
	LinkedID2   string `json:"linked_id_2,omitempty"`
	AccountCode string `json:"account_code,omitempty"`
	Number      string `json:"number,omitempty"`
	Name        string `json:"name,omitempty"` // may be "< unknown >"
}

// callFields are the fields of a call as they are sent.
type callFields struct {
	CallInfo
	EventType   string         `json:"event_type"`
	Transferrer *TransferParty `json:"transferrer"` // the API spells it both ways
}

func (f callFields) info() CallInfo {
	if f.Transferer == nil {
		f.Transferer = f.Transferrer
	}
	return f.CallInfo
}
