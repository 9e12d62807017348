"""The suite mirrors the source: tests/<app>/ for each app, tests/factories/ for the things they need."""
