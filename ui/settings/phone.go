package settings

import "maps"

// Phone is the UUID of the phone to call from with an account, "" for the PBX's choice, and whether a person chose that. It may
// be none of the account's phones: they come and go.
func (s Settings) Phone(account string) (uuid string, chosen bool) {
	if uuid, chosen = s.CallsFrom[account]; chosen {
		return uuid, true
	}
	return s.CallFrom, s.Asked
}

// CallWith notes which phone a person chose to call from with an account, "" for the PBX's choice.
func (s *Settings) CallWith(account, uuid string) {
	phones := map[string]string{} // another one: copies of the settings share it
	maps.Copy(phones, s.CallsFrom)
	phones[account] = uuid
	s.CallsFrom = phones
}
