"""A handbook of four roles, two dimensions and whatever a test adds."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

ORGANIZATION = """\
kind: department
id: sales
title: Sales
head: vp-sales
---
kind: department
id: field-sales
title: Field sales
parent: sales
---
kind: department
id: marketing
title: Marketing
head: marketing-director
---
kind: role
id: vp-sales
title: VP of Sales
department: sales
---
kind: role
id: sales-manager
title: Sales manager
department: field-sales
reports_to: vp-sales
---
kind: role
id: sales-analyst
title: Sales analyst
department: field-sales
reports_to: sales-manager
---
kind: role
id: marketing-director
title: Marketing director
department: marketing
reports_to: vp-sales
---
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics], americas: [north, south]}
---
kind: dimension
id: segment
title: Segment
values: [smb, enterprise]
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write the handbook with these files in it, by name, and stand beside it."""
    folder = tmp_path / "project" / "sops"
    folder.mkdir(parents=True)
    (folder / "handbook.yaml").write_text("kind: handbook\ntitle: Handbook\n")
    (folder / "organization.yaml").write_text(ORGANIZATION)
    monkeypatch.chdir(folder.parent)

    def fill(**files: str) -> Path:
        for name, text in files.items():
            ending = "md" if text.lstrip().startswith("---") else "yaml"
            path = folder / f"{name}.{ending}".replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return folder

    return fill
