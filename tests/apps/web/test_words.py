"""The desk's catalogues hold every message of its code, translated, with the same values, and compiled."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from recoupe.apps.i18n import LOCALE
from recoupe.apps.web.speech import DOMAINS, speech

ROOT = Path(__file__).resolve().parents[3]
FIELDS = re.compile(r"\{\w*\}")
WEB = [domain for domain in DOMAINS if domain.startswith("web")]


def catalogue(domain, suffix, read):
    with (Path(LOCALE) / "fr" / "LC_MESSAGES" / f"{domain}.{suffix}").open("rb") as file:
        return {ids(m): m.string for m in read(file) if m.id}


def read_french(file):
    return read_po(file, locale="fr")


def ids(message):
    return message.id if isinstance(message.id, str) else tuple(message.id)


@pytest.fixture
def messages(monkeypatch):
    """What the code says, by domain."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    from tools.catalogues import read_messages

    return read_messages


@pytest.mark.parametrize("domain", WEB)
def test_every_message_is_translated(domain, messages):
    written, wanted = catalogue(domain, "po", read_french), {ids(m) for m in messages(domain) if m.id}
    assert wanted == set(written), "run: python tools/catalogues.py " + domain
    assert [i for i, s in written.items() if not (all(s) if isinstance(s, tuple) else s)] == []


@pytest.mark.parametrize("domain", WEB)
def test_translations_name_the_same_values(domain):
    for source, target in catalogue(domain, "po", read_french).items():
        pairs = [(source, target)] if isinstance(source, str) else [(source[1], target[1])]
        for english, french in pairs:
            assert sorted(FIELDS.findall(english)) == sorted(FIELDS.findall(french)), english


@pytest.mark.parametrize("domain", WEB)
def test_what_is_compiled_is_what_is_written(domain):
    written, compiled = catalogue(domain, "po", read_french), catalogue(domain, "mo", read_mo)
    assert {k: tuple(v) if isinstance(v, list) else v for k, v in compiled.items()} == written


@pytest.mark.parametrize("domain", [*DOMAINS, "reasons"])
def test_no_line_of_french_begins_with_its_punctuation(domain):
    loose = re.compile(r" [:;!?%»](?!\w)|« |«\S*(?<!\u00a0)»")
    told = catalogue(domain, "po", read_french).values()
    forms = [form for string in told for form in ((string,) if isinstance(string, str) else string)]
    assert [form for form in forms if loose.search(form)] == [], "run: python tools/catalogues.py " + domain


def test_words_of_a_page_come_before_those_of_the_brief():
    assert speech("fr")._("Add") == "Ajouter" and speech("fr")._("Threat") == "Menace"
    assert speech("en")._("Add") == "Add" and speech("fr")._("nobody says this") == "nobody says this"
    assert speech("fr").n_("{n} day", "{n} days", 2) == "{n} jours"
