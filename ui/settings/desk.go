package settings

import "maps"

// DeskCode is what is called to log in at a hot desk of an account's PBX, as typed; "" where nobody set it.
func (s Settings) DeskCode(account string) string { return s.DeskCodes[account] }

// LogInBy notes what is called to log in at a hot desk of an account's PBX, "" for nothing.
func (s *Settings) LogInBy(account, code string) {
	codes := map[string]string{} // another one: copies of the settings share it
	maps.Copy(codes, s.DeskCodes)
	codes[account] = code
	if code == "" {
		delete(codes, account)
	}
	s.DeskCodes = codes
}
