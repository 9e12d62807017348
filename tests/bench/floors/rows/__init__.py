"""The three rows that a floor's page shows."""
