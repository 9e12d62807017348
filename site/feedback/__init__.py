"""What readers report and ask about anything on the site, and what its owner answers. Things by kind and key only."""
