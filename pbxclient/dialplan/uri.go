package dialplan

import (
	"net/url"
	"strings"
	"unicode"
)

// unwrapURI takes the number out of a tel (RFC 3966), callto, sip or sips address, and tells whether the text
// was one. "Tel: 020…" with a space is a label, not an address. Letters are refused in a SIP address: a name
// before the @ is a person's, not a vanity number.
func (d *draft) unwrapURI() (bool, error) {
	text := d.text
	if _, inner, ok := strings.Cut(text, "<"); ok && strings.HasSuffix(inner, ">") {
		text = strings.TrimSuffix(inner, ">") // "Ann <sip:203@pbx>"
	}
	scheme, rest, ok := strings.Cut(text, ":")
	scheme = strings.ToLower(scheme)
	isSIP := scheme == "sip" || scheme == "sips"
	if !ok || strings.HasPrefix(rest, " ") || !isSIP && scheme != "tel" && scheme != "callto" {
		return false, nil
	}
	d.became(StepURI, strings.TrimPrefix(rest, "//"), scheme)
	if isSIP {
		if user, host, hasHost := strings.Cut(d.text, "@"); hasHost {
			d.became(StepHost, user, host)
		}
	}
	if headers := strings.IndexByte(d.text, '?'); headers >= 0 {
		d.became(StepParameter, d.text[:headers], d.text[headers:])
	}
	context := d.takeParameters()
	decoded, err := url.PathUnescape(d.text)
	if err != nil {
		return true, d.refuse(BadURI, "")
	}
	d.text = decoded
	d.readCharacters() // an address may escape any character
	d.applyContext(context)

	number := strings.TrimLeft(d.text, separators)
	if number == "" || !isDigit(number[0]) && strings.IndexByte("+*#", number[0]) < 0 {
		return true, d.refuse(BadURI, "")
	}
	if isSIP && strings.ContainsFunc(number, unicode.IsLetter) {
		return true, d.refuse(BadURI, "")
	}
	return true, nil
}

// takeParameters removes the `;name=value` parts and returns the phone-context. A part that doesn't begin with
// a letter is none: phones write ";" for a pause before an extension.
func (d *draft) takeParameters() (context string) {
	parts := strings.Split(d.text, ";")
	kept := parts[0]
	for i, part := range parts[1:] {
		if part != "" && !isLetter(part[0]) {
			kept += ";" + part
			continue
		}
		without := strings.Join(append([]string{kept}, parts[i+2:]...), ";")
		name, value, _ := strings.Cut(part, "=")
		switch strings.ToLower(name) {
		case "phone-context":
			context = value
			d.text = without // its step follows once the number is known
		case "ext":
			d.became(StepExtensionDropped, without, value)
		default:
			d.became(StepParameter, without, part)
		}
	}
	return context
}

// applyContext keeps the context of a local number for later. A domain only says whose local number it is, and
// an international number needs none.
func (d *draft) applyContext(context string) {
	if context == "" {
		return
	}
	digits, alien := compact(context, "+")
	if alien == "" && strings.HasPrefix(digits, "+") && !strings.HasPrefix(d.text, "+") {
		d.context = digits
		return
	}
	d.found(StepContextIgnored, context)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
