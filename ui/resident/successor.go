package resident

// Successor is the program that takes the place of this one: what it is started with to be signed in as who is now, whatever
// this one was started with. The secret is for nobody else's eyes, and empty while nobody is signed in.
type Successor struct {
	Args   []string
	Secret string
}
