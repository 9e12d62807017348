"""What comes in from people: trusted in nothing, lost in nothing."""
