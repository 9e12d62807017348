"""The measuring bench: `make bench`. What it measures and how to read it: docs/performance.md."""
