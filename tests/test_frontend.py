"""Set-up: what npm installed is put where the product reads it."""

import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def frontend() -> ModuleType:
    spec = importlib.util.spec_from_file_location("frontend", ROOT / "scripts" / "frontend.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_files_are_copied_once(frontend: ModuleType, tmp_path: Path) -> None:
    wanted = len(frontend.COPIES) + len(frontend.LICENCES)
    assert frontend.copy_assets(vendor=tmp_path) == wanted
    assert frontend.copy_assets(vendor=tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == wanted


def test_a_script_does_not_ask_for_a_map_that_is_not_there(
    frontend: ModuleType, tmp_path: Path
) -> None:
    frontend.copy_assets(vendor=tmp_path)
    asking = [path.name for path in tmp_path.iterdir() if b"sourceMappingURL" in path.read_bytes()]
    assert asking == []


def test_symbols_come_into_one_file_without_brands_and_flags(
    frontend: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "symbols.zip"
    many = frontend.gather_symbols(target=file)
    first = file.read_bytes()
    assert frontend.gather_symbols(target=file) == many
    assert file.read_bytes() == first
    with zipfile.ZipFile(file) as held:
        listed = json.loads(held.read("index.json"))
        assert len(listed) == many == len(held.namelist()) - 2
        assert b"Creative Commons" in held.read("LICENSE.txt")
        assert not any(b"<script" in held.read(f"{code}.svg") for code, _, _ in listed)
    names = {name for _, name, _ in listed}
    assert {"bus", "hot beverage"} <= names
    assert not {"Facebook", "flag: Wales", "Aries"} & names


def test_fonts_are_made_once_and_old_ones_go(frontend: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "1-latin-400.00000000.ttf").write_bytes(b"old")
    made = frontend.make_fonts(fonts=tmp_path)
    assert made == len(list(tmp_path.glob("*.ttf")))
    assert frontend.make_fonts(fonts=tmp_path) == 0
    with TTFont(next(tmp_path.glob("2-latin-ext-700.*.ttf"))) as font:
        assert font["name"].getDebugName(1) == "Alongside Latin Ext"
        assert font["OS/2"].usWeightClass == 700
    assert "SIL Open Font License" in (tmp_path / "Alongside-Latin.LICENSE").read_text()


def test_it_says_what_to_run_when_npm_did_not(frontend: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(
        frontend.NotInstalled,
        match=r"Front-end packages are missing \(node_modules\)\. Run `npm ci` in .*`make setup`",
    ):
        frontend.copy_assets(modules=tmp_path / "node_modules", vendor=tmp_path)
