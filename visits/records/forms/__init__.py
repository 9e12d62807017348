"""Forms of the record: trust nothing, lose nothing."""
