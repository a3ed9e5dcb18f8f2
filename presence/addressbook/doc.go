// Package addressbook keeps the user's own contacts, beside the users of the PBX: those entered by hand or imported from a
// file, and copies of those on CardDAV servers. [Store] owns the file; [Book] is what everybody reads, a value that never
// changes. The packages below it read and write files of other programs, and ask servers.
package addressbook
