package addressbook

// Format is the form of a file with contacts.
type Format string

// The formats there are.
const (
	VCard4 Format = "vcard4"
	VCard3 Format = "vcard3" // for old telephones
	CSV    Format = "csv"
)

// Reason is why a record of a file is left out.
type Reason string

// The reasons there are.
const (
	ReasonEmpty    Reason = "empty"     // nothing to call it by, and no number or address
	ReasonBroken   Reason = "broken"    // it is cut off, or makes no sense
	ReasonTooLarge Reason = "too_large" // over the bound of a record
	ReasonTooMany  Reason = "too_many"  // beyond the bound of a file
	ReasonGroup    Reason = "group"     // a list of contacts, and none itself
)

// Record is a contact as a file has it.
type Record struct {
	Entry  Entry
	Line   int // where it begins, from 1
	Number int // the how manyth of the file, from 1
}

// Skip is a record that is left out.
type Skip struct {
	Line   int    `json:"line"`
	Number int    `json:"number"`
	Name   string `json:"name,omitempty"` // what it seems to be called
	Reason Reason `json:"reason"`
}

// Records are what is in a file.
type Records struct {
	Format  Format
	Records []Record
	Skipped []Skip
}
