"""Events in many: the filter, what is found, and its map, timeline, table, feed and downloads."""
