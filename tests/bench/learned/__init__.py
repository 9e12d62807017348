"""A large installation in which people learn: how it is filled, and what is asked of it."""
