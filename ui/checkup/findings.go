package checkup

// Finding is what a check found. Each has one status, and its sentences in the translations under checkup_is_ and, where
// there is something to do, checkup_do_.
type Finding string

// Why there was nothing to look at.
const (
	skippedNobody      Finding = "skipped_nobody"      // nobody is signed in, and no PBX is known
	skippedUnreachable Finding = "skipped_unreachable" // there is no way to the PBX
	skippedSecret      Finding = "skipped_secret"      // the PBX did not let us in, or was not asked to
	skippedDenied      Finding = "skipped_denied"      // this login may not read it
	skippedHere        Finding = "skipped_here"        // this system has no such thing, or does not tell
	skippedNoDesktop   Finding = "skipped_no_desktop"
	skippedNotRunning  Finding = "skipped_not_running" // no part of Ringside stays
	skippedNoClock     Finding = "skipped_no_clock"    // the PBX does not tell the time
)

// What was found of the PBX and the way to it.
const (
	addressAnswers     Finding = "address_answers"
	addressSlow        Finding = "address_slow"
	addressInvalid     Finding = "address_invalid"
	addressNoHost      Finding = "address_no_host"
	addressRefused     Finding = "address_refused"
	addressSilent      Finding = "address_silent"
	addressUnreachable Finding = "address_unreachable"
	addressProxy       Finding = "address_proxy"
	addressNotHTTPS    Finding = "address_not_https"
	addressNotPBX      Finding = "address_not_pbx"
	addressRedirect    Finding = "address_redirect"
	addressUnavailable Finding = "address_unavailable"

	certificateTrusted    Finding = "certificate_trusted"
	certificatePinned     Finding = "certificate_pinned"
	certificateLocal      Finding = "certificate_local" // plain HTTP that does not leave this computer
	certificatePlain      Finding = "certificate_plain"
	certificateSoon       Finding = "certificate_soon"
	certificateExpired    Finding = "certificate_expired"
	certificatePinExpired Finding = "certificate_pin_expired"
	certificateNotYet     Finding = "certificate_not_yet"
	certificateOtherName  Finding = "certificate_other_name"
	certificateUntrusted  Finding = "certificate_untrusted"
	certificateChanged    Finding = "certificate_changed"
	certificateNoCAFile   Finding = "certificate_no_ca_file"

	clockRight Finding = "clock_right"
	clockWrong Finding = "clock_wrong"
)

// What was found of the login.
const (
	credentialsAccepted Finding = "credentials_accepted"
	credentialsRefused  Finding = "credentials_refused"
	credentialsNobody   Finding = "credentials_nobody"
	credentialsNoSecret Finding = "credentials_no_secret"
	credentialsFailed   Finding = "credentials_failed"

	permissionsAll    Finding = "permissions_all"
	permissionsUsual  Finding = "permissions_usual" // all but what is an administrator's
	permissionsSome   Finding = "permissions_some"
	permissionsOlder  Finding = "permissions_older"
	permissionsFailed Finding = "permissions_failed"

	eventsFlow    Finding = "events_flow"
	eventsNoCalls Finding = "events_no_calls"
	eventsLate    Finding = "events_late"
	eventsHasty   Finding = "events_hasty"
	eventsDenied  Finding = "events_denied"
	eventsFailed  Finding = "events_failed"

	ownReady   Finding = "own_ready"
	ownChoice  Finding = "own_choice"
	ownNoPhone Finding = "own_no_phone"
	ownMissing Finding = "own_missing"
	ownKey     Finding = "own_key" // an API key, and nobody to act for

	regionSet      Finding = "region_set"
	regionNumber   Finding = "region_number"
	regionTimeZone Finding = "region_time_zone"
	regionUnknown  Finding = "region_unknown"
)

// What was found of the desktop and this installation.
const (
	trayShown Finding = "tray_shown"
	trayNone  Finding = "tray_none"

	notificationsButtons Finding = "notifications_buttons"
	notificationsPlain   Finding = "notifications_plain"
	notificationsNone    Finding = "notifications_none"
	notificationsSilent  Finding = "notifications_silent"

	keyringOpen   Finding = "keyring_open"
	keyringSystem Finding = "keyring_system"
	keyringLocked Finding = "keyring_locked"
	keyringNone   Finding = "keyring_none"
	keyringSilent Finding = "keyring_silent"

	handlerOurs  Finding = "handler_ours"
	handlerOther Finding = "handler_other"
	handlerNone  Finding = "handler_none"

	displayThere  Finding = "display_there"
	displayNone   Finding = "display_none"
	displayFailed Finding = "display_failed"

	foldersGood     Finding = "folders_good"
	foldersNone     Finding = "folders_none"
	foldersReadOnly Finding = "folders_read_only"
	foldersOpen     Finding = "folders_open"
	foldersDamaged  Finding = "folders_damaged"
	foldersSetAside Finding = "folders_set_aside"
	foldersFull     Finding = "folders_full"

	residentCurrent  Finding = "resident_current"
	residentOutdated Finding = "resident_outdated"
)

// statuses are how bad each finding is.
var statuses = map[Finding]Status{
	skippedNobody: Skipped, skippedUnreachable: Skipped, skippedSecret: Skipped, skippedDenied: Skipped, skippedHere: Skipped,
	skippedNoDesktop: Skipped, skippedNotRunning: Skipped, skippedNoClock: Skipped,

	addressAnswers: OK, addressSlow: Attention, addressInvalid: Failed, addressNoHost: Failed, addressRefused: Failed,
	addressSilent: Failed, addressUnreachable: Failed, addressProxy: Failed, addressNotHTTPS: Failed, addressNotPBX: Failed, addressRedirect: Failed,
	addressUnavailable: Failed,

	certificateTrusted: OK, certificatePinned: OK, certificateLocal: OK, certificatePlain: Attention, certificateSoon: Attention,
	certificateExpired: Failed, certificatePinExpired: Attention, certificateNotYet: Failed, certificateOtherName: Failed,
	certificateUntrusted: Failed, certificateChanged: Failed, certificateNoCAFile: Failed,

	clockRight: OK, clockWrong: Attention,

	credentialsAccepted: OK, credentialsRefused: Failed, credentialsNobody: Attention, credentialsNoSecret: Attention,
	credentialsFailed: Failed,

	permissionsAll: OK, permissionsUsual: OK, permissionsSome: Attention, permissionsOlder: Attention, permissionsFailed: Failed,

	eventsFlow: OK, eventsNoCalls: Attention, eventsLate: Failed, eventsHasty: Attention, eventsDenied: Failed, eventsFailed: Failed,

	ownReady: OK, ownChoice: Attention, ownNoPhone: Attention, ownMissing: Failed, ownKey: Attention,

	regionSet: OK, regionNumber: OK, regionTimeZone: OK, regionUnknown: Attention,

	trayShown: OK, trayNone: Attention,
	notificationsButtons: OK, notificationsPlain: OK, notificationsNone: Attention, notificationsSilent: Attention,
	keyringOpen: OK, keyringSystem: OK, keyringLocked: Attention, keyringNone: Attention, keyringSilent: Attention,
	handlerOurs: OK, handlerOther: Attention, handlerNone: Attention,
	displayThere: OK, displayNone: Attention, displayFailed: Failed,
	foldersGood: OK, foldersNone: Attention, foldersReadOnly: Failed, foldersOpen: Attention, foldersDamaged: Attention,
	foldersSetAside: Attention, foldersFull: Attention,
	residentCurrent: OK, residentOutdated: Attention,
}
