// Package assets embeds what Ringside shows but does not compute: icons and translations. The shapes of the action
// icons are Material Symbols (Apache License 2.0); the marks of presence and the application's icon are Ringside's own.
package assets

import "embed"

// Translations holds lang/ROOM.LANGUAGE.json for every room that speaks to people and every language.
//
//go:embed lang/*.json
var Translations embed.FS

// Icons holds icons/NAME.svg, one colour each so that a theme can give it another, and the application's icon in
// its colours as icons/ringside.svg and icons/ringside.png, since trays take no SVG.
//
//go:embed icons
var Icons embed.FS
