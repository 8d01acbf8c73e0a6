"""Programs: they parse input, call the rooms, and show."""
