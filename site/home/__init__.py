"""The top of the site: home page, standard pages, My desk, navigation. Frames, filled by the domains through slots."""
