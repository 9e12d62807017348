"""Study visits: records, follow-up and reports."""
