"""The review queue as a page shows it: what waits, in which order, in which words, and what can be done with it."""
