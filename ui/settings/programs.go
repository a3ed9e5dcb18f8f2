package settings

// Programs are other programs that are told of calls; none with the zero value.
type Programs struct {
	// Page is the address of a web page about who calls, with parts of the call in braces; "" opens none. It is opened when
	// somebody calls or, with PageOnAnswer, as soon as the user is connected, whoever called.
	Page         string `json:"page,omitempty"`
	PageOnAnswer bool   `json:"page_on_answer,omitempty"`
	// Program is the path of a program that is run at those moments that are on; "" runs none.
	Program  string `json:"program,omitempty"`
	OnRing   bool   `json:"on_ring,omitempty"`
	OnAnswer bool   `json:"on_answer,omitempty"`
	OnMiss   bool   `json:"on_miss,omitempty"`
}
