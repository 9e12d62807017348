"""Images, documents and recordings: checked when they come in, kept privately, delivered by one view."""
