"""One search over everything a person may see; each app says what of its own is found."""
