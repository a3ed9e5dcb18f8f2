package files

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/charmap"

	. "ringside/presence/addressbook"
)

func TestParse_ReadsTablesInFourLanguages(t *testing.T) {
	german, _ := charmap.Windows1252.NewEncoder().String("Anrede;Vorname;Weitere Vornamen;Nachname;Firma;Abteilung;Position;Telefon geschäftlich;Telefon (privat);Mobiltelefon;Fax geschäftlich;E-Mail-Adresse;E-Mail: Angezeigter Name;Notizen;Kategorien\r\n" +
		"Dr.;Jörg;;Müller;Müller GmbH;Einkauf;Leiter;030 1;030 2;0151 3;030 4;j@example.org;Jörg M;\"eins\r\nzwei\";Kunde;Freund\r\n")
	full := Entry{
		Given: "Ann", Family: "Lee", Organisation: "Acme", Department: "Sales", Title: "Head",
		Numbers: []Number{{Kind: KindWork, Value: "1"}, {Kind: KindHome, Value: "2"}, {Kind: KindMobile, Value: "3"}, {Kind: KindFax, Value: "4"}},
		Emails:  []Email{{Kind: KindOther, Value: "a@example.org"}}, Note: "hello",
	}
	titled := full
	titled.Prefix = "Dr"
	for name, c := range map[string]struct {
		file string
		want []Entry
	}{
		"Outlook in English": {
			"Title,First Name,Last Name,Company,Department,Job Title,Business Phone,Home Phone,Mobile Phone,Business Fax,Telex,Pager,E-mail Address,E-mail Type,E-mail Display Name,Notes\nDr,Ann,Lee,Acme,Sales,Head,1,2,3,4,9,9,a@example.org,SMTP,Ann Lee,hello\n",
			[]Entry{titled},
		},
		"Outlook in Dutch": {
			"Titel;Voornaam;Achternaam;Bedrijf;Afdeling;Functie;Telefoon op werk;Telefoon thuis;Mobiele telefoon;Fax op werk;E-mailadres;Type e-mail;Weergavenaam voor e-mail;Notities\nDr;Ann;Lee;Acme;Sales;Head;1;2;3;4;a@example.org;SMTP;Ann Lee;hello\n",
			[]Entry{titled},
		},
		"Outlook in German": {german, []Entry{{
			Prefix: "Dr.", Given: "Jörg", Family: "Müller", Organisation: "Müller GmbH", Department: "Einkauf", Title: "Leiter",
			Numbers: []Number{{Kind: KindWork, Value: "030 1"}, {Kind: KindHome, Value: "030 2"}, {Kind: KindMobile, Value: "0151 3"}, {Kind: KindFax, Value: "030 4"}},
			Emails:  []Email{{Kind: KindOther, Value: "j@example.org"}}, Note: "eins\nzwei", Categories: []string{"Kunde"},
		}}},
		"Outlook in French": {
			"Prénom,Nom,Société,Service,Profession,Téléphone (bureau),Téléphone (domicile),Tél. mobile,Télécopie (bureau),Adresse de messagerie,Notes\nAnn,Lee,Acme,Sales,Head,1,2,3,4,a@example.org,hello\n",
			[]Entry{full},
		},
		"Google": {
			"First Name,Middle Name,Last Name,Labels,Organization Name,Organization Title,Organization Department,Notes,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n" +
				"Ann,,Lee,* myContacts ::: * starred ::: Team,Acme,Head,Sales,hello,* Work,a@example.org,Mobile,3 ::: 5,Work Fax,4\n",
			[]Entry{{
				Given: "Ann", Family: "Lee", Organisation: "Acme", Department: "Sales", Title: "Head", Note: "hello", Favourite: true, Categories: []string{"Team"},
				Numbers: []Number{{Kind: KindMobile, Value: "3"}, {Kind: KindMobile, Value: "5"}, {Kind: KindFax, Value: "4"}},
				Emails:  []Email{{Kind: KindWork, Value: "a@example.org"}},
			}},
		},
		"somebody's own": {"naam\tnummer\nAnn Lee\t020 1\n\"Quoted \"\"Q\"\"\"\t5\n", []Entry{
			{Formatted: "Ann Lee", Numbers: []Number{{Kind: KindOther, Value: "020 1"}}}, {Formatted: `Quoted "Q"`, Numbers: []Number{{Kind: KindOther, Value: "5"}}},
		}},
		"Excel's": {"\ufeffsep=;\r\nName;Telefon\r\nAnn, Lee;1\r\n", []Entry{{Formatted: "Ann, Lee", Numbers: []Number{{Kind: KindOther, Value: "1"}}}}},
	} {
		if diff := cmp.Diff(c.want, parsed(t, c.file), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestParse_ABadRowDoesNotKeepTheOthersFromBeingRead(t *testing.T) {
	r, err := Parse([]byte("Name,Phone\nAnn,1\n,\n,\"nobody\"\n\"never closed,2\nBob,3\n" + strings.Repeat("x", 10) + ",4,5,6,7\n"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, record := range r.Records {
		names = append(names, record.Entry.Name())
	}
	if diff := cmp.Diff([]string{"Ann", "Bob", "xxxxxxxxxx"}, names); diff != "" {
		t.Error(diff)
	}
	want := []Skip{{Line: 4, Number: 2, Reason: ReasonEmpty}, {Line: 5, Number: 3, Reason: ReasonBroken}}
	if diff := cmp.Diff(want, r.Skipped); diff != "" {
		t.Error(diff)
	}
}
