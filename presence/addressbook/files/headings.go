package files

import (
	"slices"
	"strings"
	"unicode"

	"ringside/presence/addressbook"
	"ringside/presence/folded"
)

// field is what a column is about.
type field int

const (
	nothing field = iota
	formatted
	prefix
	given
	middle
	family
	suffix
	nickname
	organisation
	department
	title
	note
	categories
	uid
	titleOrPrefix // "Title" is either, by what other columns there are
	nameOrFamily  // and so is "Name", or "Nom"
	number        // of a number or an address itself
	email
	numberLabel // what the number or the address of the same heading is for
	emailLabel
)

// known are headings, folded and without what is no letter: of Outlook and Google, and of people, in English, Dutch, German and
// French.
var known = map[string]field{}

func init() {
	for f, names := range map[field]string{
		formatted: "fullname displayname formattedname volledigenaam weergavenaam vollstandigername anzeigename nomcomplet nomaffiche",
		prefix:    "nameprefix prefix voorvoegsel anrede aanhef civilite prefixe namensprafix",
		given:     "firstname givenname given voornaam vorname prenom",
		middle: "middlename additionalname middle middelstenaam tweedevoornaam tussenvoegsel weiterevornamen zweitervorname " +
			"deuxiemeprenom",
		family:        "lastname familyname surname family achternaam familienaam nachname familienname nomdefamille",
		suffix:        "suffix namesuffix achtervoegsel namenssuffix suffixe",
		nickname:      "nickname bijnaam roepnaam spitzname surnom",
		organisation:  "company organization organisation organizationname companyname bedrijf bedrijfsnaam organisatie firma unternehmen firmenname societe entreprise",
		department:    "department organizationdepartment afdeling abteilung service departement",
		title:         "jobtitle organizationtitle functie functietitel position berufsbezeichnung funktion profession fonction poste",
		note:          "notes note notities opmerkingen notizen bemerkungen remarques",
		categories:    "labels categories groupmembership categorieen categorie kategorien kategorie categoriedecontact groupes",
		uid:           "uid",
		titleOrPrefix: "title titel titre",
		nameOrFamily:  "name naam nom",
		number:        "number nummer numero rufnummer",
	} {
		for name := range strings.FieldsSeq(names) {
			known[name] = f
		}
	}
}

// column is a column with what its heading says of it.
type column struct {
	field field
	group string // the heading of a label and its number have this in common
	kind  addressbook.Kind
}

// headings are the columns of a file.
type headings []column

// headingsOf reads the first row; false if nothing in it says how to call or reach anybody.
func headingsOf(cells []string) (headings, bool) {
	h := make(headings, len(cells))
	for i, cell := range cells {
		h[i] = columnOf(cell)
	}
	has := func(f field) bool { return slices.ContainsFunc(h, func(c column) bool { return c.field == f }) }
	hasTitle, hasGiven, hasFamily := has(title), has(given), has(family)
	for i := range h {
		switch {
		case h[i].field == titleOrPrefix && hasTitle:
			h[i].field = prefix
		case h[i].field == titleOrPrefix:
			h[i].field = title
		case h[i].field == nameOrFamily && hasGiven && !hasFamily:
			h[i].field = family
		case h[i].field == nameOrFamily:
			h[i].field = formatted
		}
	}
	return h, has(formatted) || has(given) || has(family) || has(organisation) || has(number) || has(email)
}

// columnOf reads a heading.
func columnOf(heading string) column {
	text := folded.Text(heading)
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
	words := strings.FieldsFunc(strings.ReplaceAll(text, "e-mail", "email"), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if f := known[letters]; f != nothing {
		return column{field: f, kind: addressbook.KindOther}
	}
	c := column{kind: kindOf(text)}
	label := slices.ContainsFunc(words, func(w string) bool { return w == "type" || w == "typ" || w == "label" })
	if label || len(words) > 0 && (words[len(words)-1] == "value" || words[len(words)-1] == "valeur" || words[len(words)-1] == "wert") {
		c.group = strings.Join(words[:len(words)-1], " ")
	}
	switch {
	case slices.ContainsFunc(words, isMailWord) && !slices.ContainsFunc(words, isNameWord):
		c.field = email
	case slices.ContainsFunc(words, isPhoneWord):
		c.field = number
	case strings.HasPrefix(letters, "organization") && strings.HasSuffix(letters, "name"): // Google's older "Organization 1 - Name"
		c.field = organisation
	case strings.HasPrefix(letters, "organization") && strings.HasSuffix(letters, "title"):
		c.field = title
	case strings.HasPrefix(letters, "organization") && strings.HasSuffix(letters, "department"):
		c.field = department
	}
	switch {
	case label && c.field == email:
		c.field = emailLabel
	case label && c.field == number:
		c.field = numberLabel
	case label:
		c.field = nothing
	}
	return c
}

func isMailWord(w string) bool {
	return strings.HasPrefix(w, "email") || w == "mail" || w == "courriel" || w == "messagerie" || w == "mailadres"
}

// isNameWord is in the headings of how an address is to be shown.
func isNameWord(w string) bool {
	return w == "display" || w == "name" || w == "naam" || w == "nom" || strings.HasPrefix(w, "weergave") || strings.HasPrefix(w, "anzeige")
}

func isPhoneWord(w string) bool {
	if w == "tel" || w == "cell" || w == "gsm" || w == "handy" || w == "natel" || w == "portable" || w == "telecopie" {
		return true
	}
	for _, begin := range []string{"phone", "telephon", "telefo", "mobi", "fax", "handynummer"} {
		if strings.HasPrefix(w, begin) {
			return true
		}
	}
	for _, end := range []string{"phone", "telefon", "telefoon", "telephone", "fax"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
