"""An organiser records a visit on the site, from an empty form to a submitted page."""
