"""Study visits: who went where, what was seen, what it became, and what each statement rests on."""
