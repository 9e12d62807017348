"""The site as people use it: a real server, a real browser, and nothing of the code imported."""
