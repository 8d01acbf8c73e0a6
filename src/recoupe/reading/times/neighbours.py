"""The year of a date that names none, from the dates it is listed with or the story it stands in."""

from __future__ import annotations

from recoupe.model.interval import Interval
from recoupe.reading.times.parts import Partial
from recoupe.reading.times.scene import Dated, Scene


def year_from_list(partial: Partial, scene: Scene, at: int) -> Dated | None:
    """«en mai 2024, …, en août, puis en octobre 2024»: neighbours of the sentence give the year."""
    before = next(((i, v) for i, v in scene.before(at) if _is_fine(scene, i, v)), None)
    after = next(((i, v) for i, v in scene.after(at) if _is_fine(scene, i, v)), None)
    if before and after:
        for year in range(before[1].first.year, after[1].last.year + 1):
            option = partial.fill(year)
            if option and before[1].first <= option.first and option.last <= after[1].last:
                return Dated(option, "stands between two dated neighbours", explicit=True)
    if after and _only_list_words(scene, at, after[0]):
        option = partial.fill(after[1].first.year)
        if option and option.first <= after[1].last:
            return Dated(option, "the year of the date it is listed with", explicit=True)
    if before and _only_list_words(scene, before[0], at):
        option = partial.fill(before[1].first.year)
        if option and option.first >= before[1].first and (scene.published is None or option.first <= scene.published):
            return Dated(option, "the year of the date before it", explicit=True)
    return None


def _only_list_words(scene: Scene, first: int, second: int) -> bool:
    """Nothing but «et», «puis», «en», commas … stands between the two."""
    one, two = scene.found[first], scene.found[second]
    between = one.coded.words[one.last : two.first]
    return len(between) <= 4 and all(word in scene.grammar.words_of("list_word") for word in between)


def year_from_story(partial: Partial, scene: Scene, at: int) -> Dated | None:
    """In a story told of an older year, a day without its year follows the day before it."""
    if (partial.dom is None and partial.part is None) or scene.published is None:
        return None
    before = next(((i, v) for i, v in scene.before(at, 2) if _is_fine(scene, i, v)), None)
    if before is None or not scene.same_paragraph(before[0], at) or before[1].last.year >= scene.published.year:
        return None
    if partial.weekday is not None:
        return None
    option = next(
        (o for y in (0, 1) if (o := partial.fill(before[1].first.year + y)) and o.first >= before[1].first), None
    )
    if option is None or option.first > scene.published:
        return None
    ahead = partial.fill(scene.published.year + (option.first.replace(year=2000) < scene.published.replace(year=2000)))
    far = ahead is not None and (ahead.first - scene.published).days > 180
    if scene.clauses.tense(at) not in ("told", "present", "future" if far else "told"):
        return None
    return Dated(option, "follows the day told before it", explicit=True)


def _is_fine(scene: Scene, at: int, interval: Interval) -> bool:
    """A neighbour with its year that is no wider than a season."""
    dated = scene.dated[at]
    return bool(dated and dated.explicit and interval.days <= 92)
