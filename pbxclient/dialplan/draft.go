package dialplan

import "strings"

// draft is a text on its way to becoming a number.
type draft struct {
	input string
	text  string // what the steps so far have made of it
	steps []Step
	plan  plan

	context       string // "+" and digits that a tel URI gives for a local number, or ""
	bracketedZero bool   // it had a "(0)"
	vanity        bool   // letters became digits
}

// became records a step that changes the text.
func (d *draft) became(code StepCode, to, detail string) {
	d.steps = append(d.steps, Step{Code: code, From: d.text, To: to, Detail: detail})
	d.text = to
}

// found records a step that only finds something out.
func (d *draft) found(code StepCode, detail string) { d.became(code, d.text, detail) }

func (d *draft) refuse(why Reason, detail string) error {
	return &RefusedError{Input: d.input, Reason: why, Detail: detail, Steps: d.steps}
}

// asIs ends the decision with a number that goes as it is.
func (d *draft) asIs(kind Kind, why StepCode, detail string) Decision {
	d.found(why, detail)
	return Decision{Input: d.input, Sent: d.text, Kind: kind, Steps: d.steps}
}

// tidy takes away what is around the number, and leaves text that begins with it.
func (d *draft) tidy() error {
	if len(d.text) > longestTyped {
		return d.refuse(TooLong, "")
	}
	d.readCharacters()
	if d.text == "" {
		return d.refuse(Empty, "")
	}
	isURI, err := d.unwrapURI()
	if err == nil && !isURI {
		err = d.dropLabel()
	}
	if err != nil {
		return err
	}
	d.dropExtension()
	if twoNumbers(d.text) {
		return d.refuse(TwoNumbers, "")
	}
	return nil
}

// featureCode tells whether the text is a PBX command, and brings it into the form that is sent. A star or hash
// right at the beginning or after a few digits is part of one (*21*203#, 8*203). Behind a whole number, or an
// emergency number, it is a footnote mark or the habit of ending with #, and is dropped.
func (d *draft) featureCode() (bool, error) {
	i := strings.IndexAny(d.text, "*#")
	if i < 0 {
		return false, nil
	}
	before, rest := d.text[:i], strings.Trim(d.text[i:], "*#"+separators)
	if rest == "" && (isWhole(before) || d.plan.emergency(onlyDigits(before))) {
		d.became(StepTrailingSign, before, strings.Trim(d.text[i:], separators))
		return false, nil
	}
	if isWhole(before) {
		return false, d.refuse(NotANumber, d.text[i:])
	}
	if upper := strings.ToUpper(d.text); upper != d.text {
		d.became(StepCharacters, upper, "")
	}
	code, alien := compact(d.text, "+*#ABCD") // A to D are keys of their own
	if alien != "" {
		return false, d.refuse(NotANumber, alien)
	}
	if code != d.text {
		d.became(StepSeparators, code, "")
	}
	return true, nil
}

// isWhole tells whether a text looks like a subscriber's number rather than a few digits.
func isWhole(text string) bool {
	return strings.Contains(text, "+") || countDigits(text) > longestGuess
}

// dialString turns letters into digits, takes separators away, and leaves digits with at most a leading +.
func (d *draft) dialString() error {
	if err := d.convertLetters(); err != nil {
		return err
	}
	number, alien := compact(d.text, "+")
	if alien != "" {
		return d.refuse(NotANumber, alien)
	}
	if countDigits(number) == 0 {
		return d.refuse(NoDigits, "")
	}
	if len(number) > longestDialled {
		return d.refuse(TooLong, "")
	}
	d.bracketedZero = strings.Contains(d.text, "(0)")
	if number != d.text {
		d.became(StepSeparators, number, "")
	}
	return nil
}

// compact removes the separators, and keeps digits and the signs given; alien is the first character that is
// none of these.
func compact(text, signs string) (number, alien string) {
	kept := make([]byte, 0, len(text))
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || strings.ContainsRune(signs, r):
			kept = append(kept, byte(r))
		case !strings.ContainsRune(separators, r):
			return "", string(r)
		}
	}
	return string(kept), ""
}

func countDigits(text string) (n int) {
	for i := range len(text) {
		if isDigit(text[i]) {
			n++
		}
	}
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
