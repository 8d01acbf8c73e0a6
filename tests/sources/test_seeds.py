"""The two articles of the first situation, as plain files with nothing else given."""

from datetime import date

import pytest

from recoupe.model import Article
from recoupe.sources import InputOptions, read_inputs

STRAIGHT = str.maketrans("’“”\u202f\u00a0", '\'""  ')


@pytest.fixture(params=["as it is", "straight quotes", "renamed"])
def seeds(shared, tmp_path, request) -> dict[str, Article]:
    """Blog post and dispatch, in either spelling and under any name."""
    found = {}
    for number, path in enumerate(sorted((shared / "seeds").glob("*.txt"))):
        text = path.read_text(encoding="utf-8")
        if request.param == "straight quotes":
            text = text.translate(STRAIGHT)
        copy = tmp_path / (f"x{9 - number}.txt" if request.param == "renamed" else path.name)
        copy.write_text(text, encoding="utf-8")
        (article,) = read_inputs([str(copy)], InputOptions())
        found["blog" if number == 0 else "dispatch"] = article
    return found


@pytest.mark.shared
def test_blog_post(seeds):
    blog = seeds["blog"]
    assert blog.title.startswith("Renforcement") and "\n" not in blog.title
    assert blog.published is None
    assert [c.interval.first for c in blog.candidates] == [date(2025, 11, 5), date(2025, 5, 11)]
    assert [r.why for r in blog.removed] == ["section label", "author", "date line", *["points to another article"] * 3]
    words = "".join(r.span.quote for r in blog.removed)
    assert all(word in words for word in ("Tabankort", "complot", "Mondial U17", "min read"))
    assert (blog.outlet, blog.language) == (None, "fr")
    assert blog.author is not None and blog.author in words


@pytest.mark.shared
def test_dispatch(seeds):
    dispatch = seeds["dispatch"]
    assert (dispatch.title, dispatch.outlet, dispatch.published) == ("", "APA", None)
    assert [r.why for r in dispatch.removed] == ["signature", "byline", "account name"]
    assert [c.quote for c in dispatch.credits] == [dispatch.removed[0].span.quote]
    assert dispatch.candidates == ()
    assert dispatch.removed[0].span.start > 0.97 * len(dispatch.text) - 100


@pytest.mark.shared
def test_option_settles_both(shared):
    day = date(2025, 11, 5)
    articles = read_inputs([str(shared / "seeds" / "*.txt")], InputOptions(published=day))
    assert {(a.published, a.published_from) for a in articles} == {(day, "option")}
