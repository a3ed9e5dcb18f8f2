package pbxsim

import (
	"slices"
)

// office is everything that is configured in the PBX: people, phones, mailboxes, switches, queues, and what each
// extension leads to. Lists are in the order of the PBX's own lists.
type office struct {
	users     []*user
	accounts  []*user // the first of them; the very first is the person of the demo
	phones    []*phone
	mailboxes []*mailbox
	switches  []*toggle
	queues    []*queue
	groups    []*ringGroup

	userByUUID map[string]*user
	userByName map[string]*user
	phoneByID  map[string]*phone
	boxByUUID  map[string]*mailbox
	extensions map[string]extension

	mainNumber string // E.164
	uuid       string
	trunk      string // UUID of the line outside
	nextExt    int    // the next extension to give out
	people     *namer // where new people come from
}

// extension is what a local number leads to: exactly one of these.
type extension struct {
	user  *user
	group *ringGroup
	queue *queue
}

type user struct {
	uuid, userName string
	fullName       string // "" is null
	extension      string // "" when the user has none
	admin          bool
	devices        []device
	hotDesk        *phone
	forward        string // "" is null
	callWaiting    bool
	dnd            bool
	mailbox        *mailbox
}

// device is one way to reach a user.
type device struct {
	kind     string // one of the kinds below, as the API spells them
	phone    *phone // only devicePhone
	number   string // only deviceNumber and deviceTrunkNumber
	trunk    string // only deviceTrunkNumber
	personal bool
}

const (
	devicePhone       = "phone"
	deviceHotDesk     = "hot-desk"
	deviceNumber      = "number"
	deviceTrunkNumber = "trunk number"
)

type ringGroup struct {
	waves           bool // half of the members ring first, the others join them later
	name, extension string
	members         []*user
}

type mailbox struct {
	uuid, number, password string
	fresh, old, urgent     int
}

func (o *office) addUser(u *user) {
	o.users = append(o.users, u)
	o.userByUUID[u.uuid] = u
	o.userByName[u.userName] = u
	if u.extension != "" {
		o.extensions[u.extension] = extension{user: u}
	}
}

func (o *office) removeUser(u *user) {
	o.users = slices.DeleteFunc(o.users, func(other *user) bool { return other == u })
	delete(o.userByUUID, u.uuid)
	delete(o.userByName, u.userName)
	delete(o.extensions, u.extension)
	for _, g := range o.groups {
		g.members = slices.DeleteFunc(g.members, func(m *user) bool { return m == u })
	}
	for _, q := range o.queues {
		q.agents = slices.DeleteFunc(q.agents, func(a *agent) bool { return a.user == u })
	}
	for _, d := range u.devices {
		if d.phone != nil {
			d.phone.owners = slices.DeleteFunc(d.phone.owners, func(m *user) bool { return m == u })
		}
	}
}

func (o *office) addPhone(ph *phone) {
	o.phones = append(o.phones, ph)
	o.phoneByID[ph.uuid] = ph
}

func (o *office) removePhone(ph *phone) {
	o.phones = slices.DeleteFunc(o.phones, func(other *phone) bool { return other == ph })
	delete(o.phoneByID, ph.uuid)
	for _, u := range ph.owners {
		u.devices = slices.DeleteFunc(u.devices, func(d device) bool { return d.phone == ph })
	}
}

func (o *office) addMailbox(b *mailbox) {
	o.mailboxes = append(o.mailboxes, b)
	o.boxByUUID[b.uuid] = b
}

// assign makes ph one of u's phones.
func (u *user) assign(ph *phone, personal bool) {
	u.devices = append(u.devices, device{kind: devicePhone, phone: ph, personal: personal})
	ph.owners = append(ph.owners, u)
}

// primary is the first phone assigned to u, or nil.
func (u *user) primary() *phone {
	for _, d := range u.devices {
		if d.kind == devicePhone {
			return d.phone
		}
	}
	return nil
}

// uses tells whether ph is one of u's phones, or the hot desk u sits at.
func (u *user) uses(ph *phone) bool {
	return ph != nil && (u.hotDesk == ph || slices.ContainsFunc(u.devices, func(d device) bool { return d.phone == ph }))
}

// name is what u's calls show.
func (u *user) name() string {
	if u.fullName != "" {
		return u.fullName
	}
	return u.userName
}
