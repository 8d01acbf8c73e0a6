"""The situation page: what is looked up, what changed since the last visit, and how it is drawn."""
