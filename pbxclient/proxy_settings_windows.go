package pbxclient

// moreExceptions are none here: the list of exceptions has them all.
func moreExceptions() string { return "" }
