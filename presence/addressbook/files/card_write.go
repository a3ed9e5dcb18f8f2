package files

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"ringside/presence/addressbook"
)

// escaped is a text as it stands in a vCard.
var escaped = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `,`, `\,`, `;`, `\;`)

// card is an entry as a vCard.
func card(e *addressbook.Entry, format addressbook.Format) []byte {
	var out bytes.Buffer
	version := "4.0"
	if format == addressbook.VCard3 {
		version = "3.0"
	}
	write := func(name string, parts ...string) {
		if strings.Join(parts, "") == "" {
			return
		}
		for i := range parts {
			parts[i] = escaped.Replace(parts[i])
		}
		fold(&out, name+":"+strings.Join(parts, ";"))
	}
	out.WriteString("BEGIN:VCARD\r\nVERSION:" + version + "\r\n")
	write("UID", e.UID)
	write("FN", e.Name())
	if parts := []string{e.Family, e.Given, e.Middle, e.Prefix, e.Suffix}; strings.Join(parts, "") != "" {
		write("N", parts...)
	} else if format == addressbook.VCard3 { // which insists on one
		out.WriteString("N:;;;;\r\n")
	}
	write("NICKNAME", e.Nickname)
	if e.Department == "" {
		write("ORG", e.Organisation)
	} else {
		write("ORG", e.Organisation, e.Department)
	}
	write("TITLE", e.Title)
	for _, n := range e.Numbers {
		write("TEL"+telephoneType(n.Kind), n.Value)
	}
	for _, m := range e.Emails {
		write("EMAIL"+emailType(m.Kind), m.Value)
	}
	if len(e.Categories) > 0 {
		list := make([]string, len(e.Categories))
		for i, c := range e.Categories {
			list[i] = escaped.Replace(c)
		}
		fold(&out, "CATEGORIES:"+strings.Join(list, ","))
	}
	write("NOTE", e.Note)
	if e.Favourite {
		write(favourite, "true")
	}
	out.WriteString("END:VCARD\r\n")
	return out.Bytes()
}

func telephoneType(k addressbook.Kind) string {
	switch k {
	case addressbook.KindMobile:
		return ";TYPE=cell"
	case addressbook.KindWork, addressbook.KindHome, addressbook.KindFax:
		return ";TYPE=" + string(k)
	}
	return ";TYPE=voice"
}

func emailType(k addressbook.Kind) string {
	if k == addressbook.KindWork || k == addressbook.KindHome {
		return ";TYPE=" + string(k)
	}
	return ""
}

// fold writes a line, broken where it is longer than 75 bytes, but within no character.
func fold(out *bytes.Buffer, line string) {
	for most := 75; len(line) > most; most = 74 {
		at := most
		for !utf8.RuneStart(line[at]) {
			at--
		}
		out.WriteString(line[:at] + "\r\n ")
		line = line[at:]
	}
	out.WriteString(line + "\r\n")
}
