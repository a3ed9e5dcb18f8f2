// Package pages puts widgets together into what a person sees at once: people, dialling, oneself, signing in. A page
// is set from the picture and calls back for what is to be done; it decides nothing else.
package pages
