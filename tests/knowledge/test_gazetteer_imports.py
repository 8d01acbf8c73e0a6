"""GeoNames files: indexed once, found by every name, refused when they are something else."""

import gzip
import sqlite3
import zipfile
from pathlib import Path

import pytest

from recoupe.knowledge.gazetteer import GazetteerError, import_places, load_gazetteer
from recoupe.knowledge.gazetteer_imports import home_folder, skeleton_of


def row(
    number: int, name: str, lat: float, lon: float, kind: str = "P\tPPL", also: str = "", country: str = "ML"
) -> str:
    first = f"{number}\t{name}\t{name}\t{also}\t{lat}\t{lon}\t{kind}\t{country}"
    return f"{first}\t\t03\t\t\t\t0\t\t200\tAfrica/Bamako\t2020-01-01\n"


ROWS = [
    row(1, "Banikoto", 14.1, -10.2, also="Bani Koto,بانيكوتو"),
    row(2, "Banikoto", 12.0, -6.0),
    row(3, "Puits Tassako", 15.0, -9.0, "H\tWLL"),
    row(4, "Rue du Marché", 12.6, -8.0, "R\tST"),
    row(5, "Nulle part", 95.0, 0.0),
    row(6, "Diboli", 14.4551, -12.1995),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "XX.txt").write_text("".join(ROWS), encoding="utf-8")
    return tmp_path


def test_import_and_find(home: Path) -> None:
    (done,) = import_places([home / "XX.txt"], home)
    assert (done.file, done.rows, done.places) == ("XX.txt", 6, 4)
    places = load_gazetteer(home=home)
    assert [p.lat for p in places.find("Banikoto")] == [14.1, 12.0]
    assert places.find("bani-koto")[0].id == "geonames:1"
    assert places.find("Puits Tassako")[0].level == "feature"
    assert places.counts()["XX.txt"] == 4


def test_roads_and_points_off_the_earth_are_left_out(home: Path) -> None:
    import_places([home / "XX.txt"], home)
    places = load_gazetteer(home=home)
    assert places.find("Rue du Marché") == ()
    assert places.find("Nulle part") == ()


def test_our_own_row_stands_for_the_imported_one(home: Path) -> None:
    import_places([home / "XX.txt"], home)
    assert [p.id for p in load_gazetteer(home=home).find("Diboli")] == ["geonames:2458925"]


def test_importing_again_changes_nothing(home: Path) -> None:
    import_places([home / "XX.txt"], home)
    before = load_gazetteer(home=home).find("Banikoto")
    import_places([home / "XX.txt"], home)
    places = load_gazetteer(home=home)
    assert places.find("Banikoto") == before
    assert places.counts()["XX.txt"] == 4


def test_imports_can_be_left_out(home: Path) -> None:
    import_places([home / "XX.txt"], home)
    assert load_gazetteer(imports=False, home=home).find("Banikoto") == ()


def test_slips_in_imported_names(home: Path) -> None:
    import_places([home / "XX.txt"], home)
    assert load_gazetteer(home=home).find_similar("Banikotto")[0].name == "Banikoto"


def test_near_reads_imports(home: Path) -> None:
    import_places([home / "XX.txt"], home)
    assert "Banikoto" in {p.name for p in load_gazetteer(home=home).near(14.12, -10.2, within_km=5)}


def test_gzip_and_zip(home: Path) -> None:
    with gzip.open(home / "YY.txt.gz", "wt", encoding="utf-8") as out:
        out.write(row(7, "Soundoto", 13.0, -9.0))
    with zipfile.ZipFile(home / "ZZ.zip", "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("ZZ.txt", row(8, "Farindé", 13.5, -9.5))
    import_places([home / "YY.txt.gz", home / "ZZ.zip"], home)
    places = load_gazetteer(home=home)
    assert places.find("Soundoto")
    assert places.find("Farinde")


BROKEN = [
    ("too few columns", "1\tA\tB\n", "line 1 has 3 columns, not 19"),
    ("nothing", "", "holds no rows"),
]


@pytest.mark.parametrize(("text", "message"), [r[1:] for r in BROKEN], ids=[r[0] for r in BROKEN])
def test_broken_files_leave_the_index_as_it_was(home: Path, text: str, message: str) -> None:
    import_places([home / "XX.txt"], home)
    (home / "bad.txt").write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        import_places([home / "bad.txt"], home)
    assert load_gazetteer(home=home).find("Banikoto")


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.txt", b"\xff\xfe\x00broken\xff"), ("b.txt.gz", b"no gzip at all"), ("b.zip", b"no zip at all")],
    ids=["not UTF-8", "no gzip", "no zip"],
)
def test_other_files_are_refused(home: Path, name: str, content: bytes) -> None:
    (home / name).write_bytes(content)
    with pytest.raises(GazetteerError):
        import_places([home / name], home)


def test_a_row_interrupted_halfway_undoes_its_file(home: Path) -> None:
    (home / "half.txt").write_text(row(9, "Kassindé", 13, -9) + "10\tbroken\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 2"):
        import_places([home / "half.txt"], home)
    assert load_gazetteer(home=home).find("Kassindé") == ()


def test_an_index_of_another_version_is_told_and_made_anew(home: Path) -> None:
    (home / "places.sqlite").write_bytes(b"no index at all, but long enough to be looked at" * 20)
    with pytest.raises(GazetteerError, match="import the files again"):
        load_gazetteer(home=home)
    import_places([home / "XX.txt"], home)
    assert load_gazetteer(home=home).find("Banikoto")


def test_lookups_use_the_index(home: Path) -> None:
    """No lookup scans a table, so its cost does not grow with the rows."""
    import_places([home / "XX.txt"], home)
    base = sqlite3.connect(home / "places.sqlite")
    for query in (
        "SELECT place FROM name WHERE folded = 'a' ORDER BY rank LIMIT 40",
        "SELECT * FROM place WHERE id IN (1, 2)",
        "SELECT folded FROM skeleton WHERE skeleton = 'x'",
        "SELECT place FROM cell WHERE cell IN (1, 2)",
    ):
        plan = " ".join(str(r[-1]) for r in base.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert "SCAN" not in plan and "B-TREE" not in plan, query


def test_home_is_the_environment_or_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECOUPE_HOME", str(tmp_path))
    assert home_folder() == tmp_path
    monkeypatch.delenv("RECOUPE_HOME")
    assert home_folder().name == "recoupe"


@pytest.mark.parametrize(("one", "other"), [("kourémalé", "kouremale"), ("tinzaouatene", "tinzawaten")])
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton_of(one.replace("é", "e")) == skeleton_of(other)


def test_of_a_common_name_the_best_known_are_kept(home: Path) -> None:
    wells = [row(100 + n, "Kassindé", 13 + n / 1000, -9, "H\tWLL") for n in range(200)]
    (home / "WW.txt").write_text("".join([*wells, row(99, "Kassindé", 12.5, -9)]), encoding="utf-8")
    import_places([home / "WW.txt"], home)
    found = load_gazetteer(home=home).find("Kassindé")
    assert found[0].id == "geonames:99"
    assert len(found) <= 40


@pytest.mark.shared
def test_a_country_in_seconds(shared: Path, tmp_path: Path) -> None:
    (done,) = import_places([shared / "geonames" / "ML.txt.gz"], tmp_path)
    assert done.rows > 20_000
    found = load_gazetteer(home=tmp_path).find("Moussala")
    assert len(found) > 10
