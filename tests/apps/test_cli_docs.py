"""The commands of the pages on the database, exports and queries work as they stand, one after the other."""

import json
import re
import shlex
from pathlib import Path

import pytest

from recoupe.apps.cli.program import run
from recoupe.store import open_store

HOME = Path(__file__).parents[2]
PAGES = ("store.md", "query.md", "exports.md")  # store.md fills the database
ENGLISH = {"LANG": "en_GB.UTF-8"}
THEIRS = "event_id_cnty,event_date,location,latitude,longitude,fatalities\nX1,02 November 2025,Diboli,14.46,-12.2,4\n"


def commands(page: str) -> list[str]:
    """The lines of the shell blocks, in order."""
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (HOME / "docs" / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [line for block in blocks for line in block.splitlines()]


def names(db: Path) -> dict[str, str]:
    """Ids that stand for the words in capitals."""
    with open_store(db, "read") as store:
        events = [event for event in store.events() if len(event.reports) > 1]
        decisions = store.decisions()
    found = {"EVENT": events[0].id, "OTHER": events[1].id, "REPORT": events[0].reports[0].id}
    return found | ({"DECISION": decisions[0].id} if decisions else {})


@pytest.mark.slow
def test_commands_of_the_pages_work(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(HOME / "samples")
    (tmp_path / "acled.csv").write_text(THEIRS)
    ran = [line for page in PAGES for line in commands(page)]
    assert len(ran) > 20
    for line in ran:
        known = names(tmp_path / "sahel.db") if (tmp_path / "sahel.db").exists() else {}
        words = [known.get(word, word) for word in shlex.split(line)]
        assert words[0] == "recoupe" and run(words[1:], ENGLISH) == 0, (line, capfd.readouterr().err)


def test_python_of_the_pages_works(tmp_path, monkeypatch):
    from recoupe.model import Article, Reading

    monkeypatch.chdir(tmp_path)
    with open_store(tmp_path / "sahel.db") as store:
        store.add([Reading(Article("a", "Un texte."))])
    for page in ("query.md", "exports.md"):
        text = (HOME / "docs" / page).read_text(encoding="utf-8")
        scope: dict[str, object] = {}
        for block in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            pytest.importorskip("geopandas")
            exec(block, scope)
    assert json.loads((tmp_path / "threat.xlsx.manifest.json").read_text())["events"] == 0
