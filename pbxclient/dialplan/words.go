package dialplan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// extensionWords announce an extension, in the languages of the offices around us.
var extensionWords = []string{
	"x", "ext", "extn", "extension", "tst", "toestel", "nst", "nebenstelle", "dw", "durchwahl", "poste",
	"int", "interno", "anexo", "ramal", "wew", "доб",
}

// dropLabel removes words before the number: "Tel: 020…", "☎ +31…", "ext. 203".
func (d *draft) dropLabel() error {
	start := strings.IndexAny(d.text, "+*#0123456789")
	if start < 0 {
		return d.refuse(NoDigits, "")
	}
	if start > 0 && d.text[start-1] == '(' {
		start--
	}
	label := strings.Trim(d.text[:start], separators+":,;\n")
	if label == "" {
		d.text = strings.TrimLeft(d.text, ":,;\n ")
		return nil
	}
	isAmount := strings.ContainsFunc(label, func(r rune) bool { return unicode.Is(unicode.Sc, r) })
	if isAmount || strings.Contains(label, "@") || strings.Contains(label, "://") {
		return d.refuse(NotANumber, label) // money, or part of an e-mail or web address
	}
	last, _ := utf8.DecodeLastRuneInString(d.text[:start])
	if unicode.IsLetter(last) && isDigit(d.text[start]) && !isExtensionWord(label) {
		return d.refuse(NotANumber, label) // O20…: a letter where a digit should be
	}
	d.became(StepLabel, d.text[start:], label)
	return nil
}

// dropExtension removes an extension behind the number: the API has no way to key it in after the answer.
func (d *draft) dropExtension() {
	if pause := strings.IndexAny(d.text, ",;"); pause >= 0 && isPause(d.text[:pause], d.text[pause:]) {
		d.withoutExtension(d.text[:pause], strings.Trim(d.text[pause:], ",;"+separators))
		return
	}
	body := strings.TrimRight(d.text, separators)
	before := strings.TrimRight(body, "0123456789")
	digits := body[len(before):]
	before = strings.TrimRight(before, separators+":")
	if digits == "" {
		return
	}
	if number, ok := strings.CutSuffix(before, "#"); ok {
		// "#12" behind a whole number; behind a few digits it belongs to a feature code.
		if isWhole(number) && !strings.ContainsAny(number, "*#") {
			d.withoutExtension(number, digits)
		}
		return
	}
	number := strings.TrimRightFunc(before, unicode.IsLetter)
	if isExtensionWord(before[len(number):]) {
		d.withoutExtension(number, digits)
	}
}

// isPause tells whether what follows a whole number is what phones store to key in after the answer: commas or
// a semicolon, each a pause, and then few digits, or two commas and any.
func isPause(number, rest string) bool {
	return isWhole(number) &&
		strings.Trim(rest, ",;*#0123456789"+separators) == "" &&
		(countDigits(rest) <= longestGuess || strings.HasPrefix(rest, ",,"))
}

func (d *draft) withoutExtension(number, digits string) {
	d.became(StepExtensionDropped, strings.TrimRight(number, separators+",;"), digits)
}

func isExtensionWord(word string) bool {
	return slices.Contains(extensionWords, strings.TrimRight(strings.ToLower(word), "."))
}

// twoNumbers tells whether the text, its extension gone, holds more than one number. Dialling one of them, or
// both as one long number, would be a guess.
//
// A comma, a line break or a second + is never part of a number. A slash is ("030/123456", in Austria and
// Germany up to six digits before it), as are words in a vanity number: there both sides have to be long.
func twoNumbers(text string) bool {
	numbers := 0
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("\n,;|&", r) }) {
		if countDigits(part) > 0 {
			numbers++
		}
	}
	if numbers > 1 || countDigits(text[:strings.LastIndexByte(text, '+')+1]) > 0 {
		return !strings.ContainsAny(text[:1], "*#") // a feature code may hold a number with its +
	}
	longest := 7 // an area code has at most six digits with its 0 …
	if strings.HasPrefix(text, "+") {
		longest = 9 // … and eight with +49 0
	}
	for i, r := range text {
		if r == '/' || unicode.IsLetter(r) {
			if countDigits(text[:i]) >= longest && countDigits(text[i:]) >= 5 {
				return true
			}
		}
	}
	return false
}

// convertLetters turns a vanity number into digits by the keys of a telephone (E.161). Like on a sign, the
// number begins with digits and has a word in it; a letter or two are a typing error.
func (d *draft) convertLetters() error {
	word := strings.IndexFunc(d.text, notInNumber)
	if word < 0 {
		return nil
	}
	letters := 0
	digits := strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && isLetter(byte(r)) {
			letters++
			return rune("22233344455566677778889999"[(r|0x20)-'a'])
		}
		return r
	}, d.text)
	if countDigits(d.text[:word]) < 3 || letters < 3 {
		return d.refuse(NotANumber, strings.TrimSpace(d.text[word:]))
	}
	d.became(StepLetters, digits, "")
	d.vanity = true
	return nil
}

func notInNumber(r rune) bool { return r > ' ' && (r >= utf8.RuneSelf || isLetter(byte(r))) }
