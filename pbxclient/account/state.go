package account

// KeyringState is how the system's keyring stands.
type KeyringState string

// The states of a keyring. One that does not answer in time is no state but an error of [FindKeyring].
const (
	KeyringOpen   KeyringState = "open"
	KeyringLocked KeyringState = "locked" // a person has to unlock it before anything can be read
	KeyringNone   KeyringState = "none"   // there is none, or none runs and none can be started
	// KeyringSystem is one that is part of the system, and is not asked.
	KeyringSystem KeyringState = "system"
)
