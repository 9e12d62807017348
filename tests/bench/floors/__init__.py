"""The floors: the least that Django and Wagtail do for a page. Frozen, so that figures stay comparable."""
