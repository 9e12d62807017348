"""Questions about visits; a constant number of queries each."""
