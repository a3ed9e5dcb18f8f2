package pbxsim

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// builder makes an office; everything it draws comes from one source, in one order.
type builder struct {
	*office
	chance *rand.Rand
	region region
}

func buildOffice(users int, seed int64, r region) *office {
	chance := rand.New(rand.NewPCG(uint64(seed), streamOffice))
	b := &builder{
		office: &office{
			users:      make([]*user, 0, users),
			phones:     make([]*phone, 0, users+users/8),
			userByUUID: make(map[string]*user, users),
			userByName: make(map[string]*user, users),
			phoneByID:  make(map[string]*phone, users+users/8),
			boxByUUID:  make(map[string]*mailbox, users),
			extensions: make(map[string]extension, users+16),
			mainNumber: r.calling + r.landline + "0000",
			nextExt:    firstExtension(users),
			people:     newNamer(users),
		},
		chance: chance, region: r,
	}
	b.uuid, b.trunk = newUUID(chance), newUUID(chance)
	for i := range users {
		if i < accountCount {
			b.openAccount(i == 1)
		} else {
			b.giveSettings(b.hire(i % kindsOfUser))
		}
	}
	b.placeHotDesks(max(2, users/12))
	b.formGroups()
	b.formQueues(1 + min(users/100, 11))
	b.hangSwitches()
	return b.office
}

// firstExtension leaves room for everybody below the ring groups, which begin with a 6.
func firstExtension(users int) int {
	first := 201
	for room := 350; room < users; room *= 10 {
		first = (first-1)*10 + 1
	}
	return first
}

// Users come in kinds, in turn.
const (
	kindOrdinary = 0  // one desk phone, a mailbox
	kindNewcomer = 3  // one desk phone, no mailbox yet
	kindsOfUser  = 12 // the others are told where they are made
)

// openAccount makes a user to sign in as: sure to have one personal phone, an extension and a mailbox, and no
// surprising settings.
func (b *builder) openAccount(admin bool) {
	u := b.hire(kindOrdinary)
	u.admin, u.callWaiting = admin, true
	b.accounts = append(b.accounts, u)
}

// hire makes a user.
func (b *builder) hire(kind int) *user {
	somebody := b.people.next(b.chance)
	u := &user{
		uuid:        newUUID(b.chance),
		userName:    somebody.userName,
		fullName:    somebody.fullName,
		extension:   b.freeExtension(),
		callWaiting: b.chance.IntN(5) > 0,
	}
	switch kind {
	case 4: // two phones, only the first a personal one
		u.assign(b.deskPhone(u, u.extension), true)
		u.assign(b.deskPhone(u, "dect-"+u.userName), false)
	case 5: // a phone and a mobile
		u.assign(b.deskPhone(u, u.extension), true)
		u.devices = append(u.devices, device{kind: deviceNumber, number: b.mobile(), personal: true})
	case 6: // nowhere at home: hot desks only
		u.devices = append(u.devices, device{kind: deviceHotDesk})
	case 7: // reached over a trunk of the mobile operator
		u.devices = append(u.devices, device{kind: deviceTrunkNumber, number: b.mobile(), trunk: b.trunk, personal: true})
	case 8: // no phone
	case 9: // no extension, and none to be guessed: the phone's user name is no number
		u.assign(b.deskPhone(u, "yealink-w52-"+u.extension), true)
		u.extension = ""
	case 10: // no full name; a desk phone and hot desks
		u.fullName = ""
		u.assign(b.deskPhone(u, u.extension), true)
		u.devices = append(u.devices, device{kind: deviceHotDesk})
	default:
		u.assign(b.deskPhone(u, u.extension), true)
	}
	if kind < 8 && kind != kindNewcomer {
		u.mailbox = b.box(u)
	}
	b.addUser(u)
	return u
}

// freeExtension is the next one nobody has.
func (o *office) freeExtension() string {
	for {
		number := strconv.Itoa(o.nextExt)
		o.nextExt++
		if _, taken := o.extensions[number]; !taken {
			return number
		}
	}
}

// giveSettings lets a few people begin with something else than the usual.
func (b *builder) giveSettings(u *user) {
	switch b.chance.IntN(20) {
	case 0:
		u.dnd = true
	case 1:
		u.forward = b.mobile()
	case 2:
		if ph := u.primary(); ph != nil {
			ph.base, ph.announced = codeUnavailable, codeUnavailable
		}
	}
}

func (b *builder) deskPhone(u *user, userName string) *phone {
	ph := &phone{uuid: newUUID(b.chance), name: "Desk " + u.name(), kind: "sip", userName: userName}
	if b.chance.IntN(9) == 0 {
		ph.name = ""
	}
	b.addPhone(ph)
	return ph
}

func (b *builder) box(u *user) *mailbox {
	box := &mailbox{
		uuid: newUUID(b.chance), number: u.extension, password: fmt.Sprintf("%04d", b.chance.IntN(10000)),
		fresh: b.chance.IntN(3), old: b.chance.IntN(6),
	}
	b.addMailbox(box)
	return box
}

func (b *builder) mobile() string {
	for {
		if p := b.region.stranger(b.chance); p.Normalized != "" {
			return p.Normalized
		}
	}
}

// placeHotDesks puts phones anybody may log in at round the office; every other one is taken.
func (b *builder) placeHotDesks(count int) {
	var travellers []*user
	for _, u := range b.users {
		for _, d := range u.devices {
			if d.kind == deviceHotDesk {
				travellers = append(travellers, u)
			}
		}
	}
	for i := range count {
		ph := &phone{
			uuid: newUUID(b.chance), name: fmt.Sprintf("Flex %d", i+1), kind: "sip",
			userName: fmt.Sprintf("flex%02d", i+1), hotDesk: true,
		}
		b.addPhone(ph)
		if i%2 == 0 && i/2 < len(travellers) {
			ph.user, travellers[i/2].hotDesk = travellers[i/2], ph
		}
	}
}

// formGroups makes the ring groups. The first account is in the first of them, so that the demo sees calls a
// colleague picks up.
func (b *builder) formGroups() {
	names := []string{"Reception", "Support", "Sales", "Finance"}
	base := b.nextRoundExtension(6)
	for i, name := range names {
		g := &ringGroup{name: name, extension: strconv.Itoa(base + i), waves: name == "Support"}
		for j := range 4 {
			g.members = append(g.members, b.users[(i*4+j*max(1, len(b.users)/7))%len(b.users)])
		}
		b.groups = append(b.groups, g)
		b.extensions[g.extension] = extension{group: g}
	}
}

// formQueues makes the ACD queues and puts people with a desk phone in them.
func (b *builder) formQueues(count int) {
	names := []string{"Helpdesk", "Orders", "Planning", "Returns", "Invoices", "Export", "Repairs", "Press", "Rooms", "Travel", "Parts", "Leasing"}
	base := b.nextRoundExtension(8)
	next := accountCount
	for i := range count {
		q := &queue{uuid: newUUID(b.chance), name: names[i], extension: strconv.Itoa(base + i), interval: 20}
		for tried := 0; len(q.agents) < 6 && tried < len(b.users); tried++ {
			u := b.users[next%len(b.users)]
			next++
			if u.primary() != nil && u.extension != "" {
				q.agents = append(q.agents, &agent{user: u, loggedIn: b.chance.IntN(4) > 0, penalty: len(q.agents) / 4})
			}
		}
		b.queues = append(b.queues, q)
		b.extensions[q.extension] = extension{queue: q}
	}
}

// nextRoundExtension is the first extension that begins with digit and has as many digits as everybody's.
func (b *builder) nextRoundExtension(digit int) int {
	round := digit
	for range len(strconv.Itoa(b.nextExt)) - 1 {
		round *= 10
	}
	return round
}

func (b *builder) hangSwitches() {
	b.switches = []*toggle{
		{uuid: newUUID(b.chance), name: "Night service", value: "false", canToggle: true},
		{uuid: newUUID(b.chance), name: "Holiday", canToggle: true},
		{uuid: newUUID(b.chance), name: "Recording", initial: true},
	}
}

// newUUID is a random (version 4) UUID.
func newUUID(chance *rand.Rand) string {
	hi, lo := chance.Uint64(), chance.Uint64()
	hi = hi&^0xf000 | 0x4000
	lo = lo&^(0xc<<60) | 0x8<<60
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", hi>>32, hi>>16&0xffff, hi&0xffff, lo>>48, lo&0xffffffffffff)
}
