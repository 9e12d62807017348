"""Questions about visits: none writes, each needs a constant number of queries."""
