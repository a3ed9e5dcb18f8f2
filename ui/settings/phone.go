package settings

import "maps"

// Phone is one that was chosen to call from.
type Phone struct {
	// UUID may be that of none of the account's phones: they come and go. "" is the PBX's choice.
	UUID string `json:"uuid,omitempty"`
	// Over is the UUID of the phone that the PBX chose by itself when this one was set, "" if it could not tell.
	Over string `json:"over,omitempty"`
}

// From is the UUID of the phone to call from where the PBX chooses one by itself now, "" if it cannot tell: what was chosen gives
// way to what the PBX has come to choose since, which is the desk that somebody has sat down at.
func (p Phone) From(certain string) string {
	if certain != "" && certain != p.Over {
		return ""
	}
	return p.UUID
}

// Phone is the phone to call from with an account, and whether a person chose it.
func (s Settings) Phone(account string) (p Phone, chosen bool) {
	if p, chosen = s.CallsFrom[account]; chosen {
		return p, true
	}
	return Phone{UUID: s.CallFrom}, s.Asked
}

// CallWith notes which phone a person chose to call from with an account.
func (s *Settings) CallWith(account string, p Phone) {
	phones := map[string]Phone{} // another one: copies of the settings share it
	maps.Copy(phones, s.CallsFrom)
	phones[account] = p
	s.CallsFrom = phones
}
