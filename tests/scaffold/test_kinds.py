"""Every kind has a home."""

import pytest

from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.scaffold.draft import way_of
from salesops_sop.scaffold.form import Form
from salesops_sop.scaffold.kinds import HOMES, file_of, folder_of


def test_every_kind_has_one():
    assert list(HOMES) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_proposed_exists_in_the_kind(kind):
    for proposed in HOMES[kind].proposed:
        assert Form(kind).description(way_of(proposed))


@pytest.mark.parametrize(
    ("kind", "area", "path"),
    [
        ("handbook", None, "handbook.yaml"),
        ("role", None, "organization/x.yaml"),
        ("kpi", None, "kpis/x.md"),
        ("procedure", None, "procedures/x.md"),
        ("procedure", "lead-management", "procedures/lead-management/x.md"),
    ],
)
def test_where_a_document_goes(kind, area, path):
    assert str(folder_of(kind, area) / file_of(kind, "x")) == path
