package pbxsim

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// The people are invented: any given name with any family name, as a Dutch office with colleagues from everywhere
// might have them. Between them they hold what a name can do to a program: marks, apostrophes, hyphens, particles,
// letters without a decomposition, and more than one word on either side.
var (
	givenNames = []string{
		"Sanne", "Daan", "Łukasz", "Ayşe", "Jürgen", "Thảo", "Zoë", "Bram", "Noémie", "Søren", "Fatma", "Joost",
		"Åsa", "Małgorzata", "Ruben", "Inés", "Kees-Jan", "Chloë", "Emre", "Femke", "Đorđe", "Lotte", "Anaïs", "Thijs",
		"Željka", "Mohammed", "Marit", "Gökhan", "Linh", "Maud", "Pieter", "Þóra", "Youssef", "Katarzyna", "René",
		"Eva", "Siddharth", "Mieke", "Jiří", "Aukje", "Björn", "Nadia", "Ömer", "Roos", "Håkon", "Anne Marie", "Tomáš",
		"Wietske", "Ana Lúcia", "Cas", "Priya", "Matěj", "Hielke", "Ioana", "Floortje", "Öykü",
	}
	familyNames = []string{
		"Wójcik", "Şahin", "Müller", "Nguyễn", "de Vries", "van den Berg", "'t Hart", "Jansen", "Strøm", "Yıldız",
		"Bakker", "Peeters", "Kovač", "O'Connor", "Weiß", "van 't Hof", "Dvořák", "Lindström", "Özdemir", "de Graaf",
		"Trần", "Ćosić", "Visser", "Núñez", "in 't Veld", "Smit", "Łapiński", "El Idrissi", "Groß", "van der Meer",
		"Çelik", "Fernández", "Dijkstra", "Håland", "ter Horst", "Phạm", "Ibrahimović", "Mulder", "d'Hondt", "Çetin",
		"van Dijk", "Großmann", "Șerban", "Postma", "Żak", "Kaya-Vermeer", "Bos", "Jørgensen", "Patel", "op den Akker",
		"Krüger", "Lévesque", "Hoekstra", "Ağaoğlu", "den Ouden", "Sørlie", "Gómez", "Veenstra", "Thorsdóttir", "Prins",
	}
	companies = []string{
		"Bloemen & Zn.", "Café 't Hoekje", "Tandarts Öztürk", "Groenland Energie", "Reisbureau Zuidzee", "Drukkerij Ø",
		"Fietsenmaker Wiel", "Notariaat Kade 7", "Taxi Rood", "Bakkerij Kruim", "IJsbaan West", "Vélo Brussel",
	}
)

// plainLetters writes the letters of the names above in ASCII, for user names.
var plainLetters = strings.NewReplacer(
	"Ł", "l", "ł", "l", "ş", "s", "Ş", "s", "ș", "s", "Ș", "s", "ü", "u", "Ü", "u", "ả", "a", "ë", "e", "é", "e",
	"ø", "o", "Ø", "o", "Å", "a", "å", "a", "ñ", "n", "ï", "i", "Đ", "d", "đ", "d", "Ž", "z", "Ż", "z", "ž", "z",
	"ö", "o", "Ö", "o", "Þ", "th", "ó", "o", "ř", "r", "í", "i", "ě", "e", "š", "s", "ú", "u", "ễ", "e", "ı", "i",
	"č", "c", "ć", "c", "Ć", "c", "ß", "ss", "á", "a", "ń", "n", "Ç", "c", "ç", "c", "ạ", "a", "ầ", "a", "ğ", "g",
	"'", "", " ", "", "-", "",
)

// person is a name and the user name made of it, which no one else in the office has.
type person struct{ userName, fullName string }

// namer hands out people, nobody's user name twice.
type namer struct {
	taken map[string]int // user name without number → how often it was given out
}

func newNamer(people int) *namer { return &namer{taken: make(map[string]int, people)} }

func (n *namer) next(chance *rand.Rand) person {
	given := givenNames[chance.IntN(len(givenNames))]
	family := familyNames[chance.IntN(len(familyNames))]
	base := strings.ToLower(plainLetters.Replace(string([]rune(given)[:1]) + family))
	n.taken[base]++
	if again := n.taken[base]; again > 1 {
		base += strconv.Itoa(again)
	}
	return person{userName: base, fullName: given + " " + family}
}

// stranger is somebody outside the office: a person, a company, or a caller who hides their number.
func (r region) stranger(chance *rand.Rand) Party {
	if chance.IntN(12) == 0 {
		return Party{Number: "anonymous"}
	}
	name := companies[chance.IntN(len(companies))]
	if chance.IntN(3) > 0 {
		name = givenNames[chance.IntN(len(givenNames))] + " " + familyNames[chance.IntN(len(familyNames))]
	}
	rest := r.digits - len(r.mobile)
	limit := 1
	for range rest {
		limit *= 10
	}
	e164 := fmt.Sprintf("%s%s%0*d", r.calling, r.mobile, rest, chance.IntN(limit))
	party := Party{Number: r.local(e164), Normalized: e164}
	if chance.IntN(3) > 0 { // not every network passes a name on
		party.Name = name
	}
	return party
}
