"""What we know: languages, event types, actors, outlets, places, borders, situations. Rules are data."""
