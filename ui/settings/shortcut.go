package settings

// Shortcut is the one that the whole desktop knows, for the number that is selected.
type Shortcut struct {
	On bool `json:"on,omitempty"`
	// Keys are its combination, as people write it; "" for the usual one.
	Keys string `json:"keys,omitempty"`
}
