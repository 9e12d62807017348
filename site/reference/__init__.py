"""What everyone cites: places, organisations, programmes, corridors, topics, the glossary and sources."""
