"""The parser that is shipped is the one that lark makes of the grammar."""

import runpy
import subprocess
import sys
from pathlib import Path

import salesops_sop.lang.formula

FOLDER = Path(salesops_sop.lang.formula.__file__).parent


def test_the_parser_is_made_of_the_grammar(tmp_path: Path) -> None:
    anew = tmp_path / "parser.py"
    command = [sys.executable, "-m", "lark.tools.standalone", "grammar.lark", "-o", str(anew)]
    subprocess.run(command, cwd=FOLDER, check=True)
    assert _content(FOLDER / "parser.py") == _content(anew), "run `make parser`"


def _content(path: Path) -> tuple[str, list[str], int]:
    """The program, the rules and terminals, and how many states the tables made of them have.

    The tables themselves number their states in another order each time.
    """
    program = path.read_text(encoding="utf-8").partition("\nDATA = (")[0]
    made = runpy.run_path(str(path))
    states = made["DATA"]["parser"]["parser"]["states"]
    return program, sorted(map(repr, made["MEMO"].values())), len(states)
