"""What imports cannot show: which noun's templates are used where, and who writes."""

import ast
import re
import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "alongside"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = CONTRACTS["contracts"][0]["layers"]
ORDER = {noun.strip(" ()"): depth for depth, line in enumerate(LAYERS) for noun in line.split("|")}
"""How far down each noun lies; nouns on one line are beside each other."""

NOUNS = [name.removeprefix("alongside.") for name in settings.NOUNS]
WRITES = {"save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create"}


def python(kind: str) -> list[Path]:
    """Return the files of one kind of every noun: `views.py`, or those in the folder `views/`."""
    files = [SOURCE / noun / f"{kind}.py" for noun in NOUNS]
    folders = [path for noun in NOUNS for path in (SOURCE / noun / kind).glob("*.py")]
    return [path for path in [*files, *folders] if path.exists()]


def writes(path: Path) -> set[str]:
    """Return the calls in a file that write to the database. `update` is one on a query only: a
    set has it too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            on_a_query = isinstance(node.func.value, ast.Call)
            if node.func.attr in WRITES and (node.func.attr != "update" or on_a_query):
                found.add(node.func.attr)
    return found


def test_the_settings_list_the_nouns_highest_first():
    assert sorted(NOUNS, key=ORDER.__getitem__) == NOUNS


def test_every_noun_says_what_it_is_for():
    assert [noun for noun in NOUNS if not (SOURCE / noun / "README.md").exists()] == []


def test_the_order_inside_a_noun_is_checked_for_every_noun():
    assert CONTRACTS["contracts"][1]["containers"] == [
        f"alongside.{noun}" for noun in sorted(NOUNS) if noun != "web"
    ]


def test_a_template_uses_only_templates_of_its_own_noun_or_a_lower_one():
    wrong = []
    for noun in NOUNS:
        for path in (SOURCE / noun / "templates").rglob("*.html"):
            for used in re.findall(r'{% (?:extends|include) "(\w+)/', path.read_text()):
                if used in ORDER and used != noun and ORDER[used] <= ORDER[noun]:
                    wrong.append(f"{path.relative_to(SOURCE)} uses {used}")
    assert wrong == []


def test_actions_know_no_http():
    wrong = [
        str(path.relative_to(SOURCE))
        for path in python("actions")
        if re.search(r"django\.(http|shortcuts)|\brequest(\.\w|:)", path.read_text())
    ]
    assert wrong == []


def test_only_actions_write():
    wrong = {}
    for kind in ("views", "queries", "access", "forms", "tasks"):
        for path in python(kind):
            if found := writes(path):
                wrong[str(path.relative_to(SOURCE))] = found
    assert wrong == {}


def offered(path: Path) -> set[str]:
    """Return the names that a file offers: of a folder only those that its `__init__` names."""
    whole = path.with_name("__init__.py") if path.parent.name == "actions" else path
    tree = ast.parse(whole.read_text())
    names = {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name[0] != "_"}
    return names | {a.name for n in tree.body if isinstance(n, ast.ImportFrom) for a in n.names}


def test_actions_take_keywords_only():
    wrong = []
    for path in python("actions"):
        for node in ast.parse(path.read_text()).body:
            public = isinstance(node, ast.FunctionDef) and node.name in offered(path)
            if public and (node.args.args or node.args.posonlyargs):
                wrong.append(f"{path.relative_to(SOURCE)}: {node.name}")
    assert wrong == []


def test_no_drawers():
    drawers = {"utils", "helpers", "common", "core", "services", "managers", "signals", "admin"}
    assert [str(p) for p in SOURCE.rglob("*") if p.stem in drawers] == []
