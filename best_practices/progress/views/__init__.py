"""The pages of progress: lessons done, records, units, certificates, verifying them."""
