"""Model values in SQL and out again; decisions; search.

`open_store("sahel.db")` opens (and makes, and migrates) a database; everything else is a method of `Store`.
"""

from recoupe.store.articles import VersionHead
from recoupe.store.coverage import Coverage, OutletCoverage
from recoupe.store.database import AddSummary, Store, count_articles, open_store
from recoupe.store.errors import StoreError
from recoupe.store.keep_ids import ReportChange
from recoupe.store.migrate import OlderDatabase

__all__ = [
    "AddSummary",
    "Coverage",
    "OlderDatabase",
    "OutletCoverage",
    "ReportChange",
    "Store",
    "StoreError",
    "VersionHead",
    "count_articles",
    "open_store",
]
