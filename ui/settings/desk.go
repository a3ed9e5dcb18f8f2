package settings

// DeskCode is what is called to log in at a hot desk of an account's PBX, as typed; "" where nobody set it.
func (s Settings) DeskCode(account string) string { return s.DeskCodes[account] }

// LogInBy notes what is called to log in at a hot desk of an account's PBX, "" for nothing.
func (s *Settings) LogInBy(account, code string) { s.DeskCodes = with(s.DeskCodes, account, code) }
