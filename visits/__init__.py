"""Study visits: records, follow-up and reports. The apps of this domain come with the visit itself."""
