"""The steps of cross-checking as the store wants them, to rebuild its picture with the analysts' decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from recoupe.model import Event, Origins, Reading, Report
from recoupe.recoup.arithmetic import check_figures
from recoupe.recoup.events import MergeSettings, latest_versions, make_event, merge_reports
from recoupe.recoup.findings import Ground
from recoupe.recoup.origins import find_origins
from recoupe.recoup.profile import make_profiles
from recoupe.store.rebuild import Steps


def event_builder(readings: Sequence[Reading], origins: Origins) -> Callable[[tuple[Report, ...]], Event]:
    """A function that makes one event of reports an analyst put together."""
    once = latest_versions(readings)
    ground = Ground.of(origins)

    def build(reports: tuple[Report, ...]) -> Event:
        wanted = {report.id for report in reports}
        articles = dict.fromkeys(report.article for report in reports)
        profiles = [p for article in articles for p in make_profiles(once[article]) if p.report.id in wanted]
        return make_event(profiles, once, origins, ground, MergeSettings())

    return build


STEPS = Steps(find_origins, merge_reports, event_builder, check_figures)
