package resident

// Successor is the program that takes the place of this one: what it is started with to be signed in as who is now, whatever
// this one was started with. The secrets are for nobody else's eyes.
type Successor struct {
	Args   []string
	Secret string // of the current account, which Args names; empty while nobody is signed in
	Others []Known
}
