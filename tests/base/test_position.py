from salesops_sop.base.position import Position


def test_a_position_reads_as_editors_write_it() -> None:
    assert str(Position("sops/a.yaml", 12, 5)) == "sops/a.yaml:12:5"


def test_positions_sort_by_file_then_line_then_column() -> None:
    places = [Position("b", 1, 1), Position("a", 10, 1), Position("a", 9, 2), Position("a", 9, 1)]
    assert [str(place) for place in sorted(places)] == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]
