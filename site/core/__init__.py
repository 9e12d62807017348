"""The bottom of the house: no tables, only what every room above may use."""
