"""Model values in SQL and out again; decisions; search.

`open_store("sahel.db")` opens (and makes, and migrates) a database; everything else is a method of `Store`.
"""

from recoupe.store.coverage import Coverage, OutletCoverage
from recoupe.store.database import AddSummary, Store, open_store
from recoupe.store.errors import StoreError
from recoupe.store.keep_ids import ReportChange

__all__ = ["AddSummary", "Coverage", "OutletCoverage", "ReportChange", "Store", "StoreError", "open_store"]
