"""Article and parse to annotations: times, places, actors, counts, quotations, cues."""
