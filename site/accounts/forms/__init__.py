"""The forms of people: signing in, own settings, invitations, units, lists."""
