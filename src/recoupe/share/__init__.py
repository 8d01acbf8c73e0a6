"""Model values to the formats other tools read, one file each."""
