package hooks

// browser opens an address.
var browser = []string{"open"}
