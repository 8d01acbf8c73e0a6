"""Briefs made from the desk: any period, any query, from a bounded part of the database."""
