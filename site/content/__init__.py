"""What every page is: its base, its handling label, who may see it, its languages, how it is served."""
