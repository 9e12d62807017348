"""Settings: `base` is safe for production; the others say what differs and why."""
