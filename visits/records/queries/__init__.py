"""Questions about study visits."""
