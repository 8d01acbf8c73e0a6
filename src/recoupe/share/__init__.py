"""Model values to the formats other tools read, one file each; what must not leave the desk is withheld here."""

from recoupe.share.export import FORMATS, ExportError, export_events
from recoupe.share.manifest import Manifest
from recoupe.share.shown import ArticleFacts, ExportContext, ExportSettings

__all__ = [
    "FORMATS",
    "ArticleFacts",
    "ExportContext",
    "ExportError",
    "ExportSettings",
    "Manifest",
    "export_events",
]
