"""Model values to SQL and back; decisions; search."""
