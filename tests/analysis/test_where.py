"""Scopes in people's words."""

from salesops_sop.analysis.where import Where
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.fields import Scope

TEXT = """\
kind: dimension
id: region
title: Region
values: [{emea: [dach, nordics, {uk-ireland: [uk]}]}, apac]
---
kind: dimension
id: segment
title: Segment
meaning: The BIG ones buy in PSD.
values: [smb, mid-market, psd]
---
kind: term
id: nordics
title: The Nordics
definition: Sweden and its neighbours.
"""
WHERE = Where(load({"a.yaml": TEXT}))


def test_no_limits_is_everywhere() -> None:
    assert WHERE.said(Scope()) == "everywhere"


def test_values_stand_within_the_values_around_them() -> None:
    assert WHERE.said(Scope(region=("dach",), segment=("smb",))) == "EMEA › DACH, SMB"
    assert WHERE.said(Scope(region=("uk",))) == "EMEA › UK ireland › UK"


def test_siblings_share_what_is_around_them() -> None:
    assert WHERE.said(Scope(region=("dach", "nordics"))) == "EMEA › DACH and The Nordics"
    assert WHERE.said(Scope(region=("dach", "apac"))) == "EMEA › DACH and APAC"
    assert WHERE.said(Scope(segment=("smb", "mid-market", "psd"))) == "SMB, Mid market and PSD"


def test_values_of_no_tree_are_named_all_the_same() -> None:
    assert WHERE.said(Scope(product=("small-box",))) == "Small box"
