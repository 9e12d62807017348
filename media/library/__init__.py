"""The resource library: checklists, guides and forms as pages with their files."""
