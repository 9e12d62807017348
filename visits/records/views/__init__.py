"""Study visits on the site."""
