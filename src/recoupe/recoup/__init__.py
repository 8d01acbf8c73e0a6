"""Reports and figures to origins, events and findings."""
