"""The matrix as a workbook: heads that stay in sight, colors by letter, ready to be printed."""

import datetime
import io
from itertools import groupby
from typing import Any

from salesops_sop.base.visible import visible
from salesops_sop.report.outcome import Look
from salesops_sop.report.raci.matrix import Matrix, Row

HEAD = ("Activity", "Where", "Document")
WIDTHS = (52, 24, 30)
NARROW = 5.5
HEAD_ROW = 1
LONGEST = 32_767  # characters that a cell may hold
FILLS: dict[str, tuple[str, dict[str, Any]]] = {
    "A": ("#1F4E79", {"bold": True, "font_color": "#FFFFFF"}),
    "R": ("#9DC3E6", {"bold": True}),
    "C": ("#E7E6E6", {}),
    "I": ("#FFFFFF", {}),
}
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MADE = datetime.datetime(2000, 1, 1)  # the same matrix gives the same bytes


def write(matrix: Matrix, look: Look) -> bytes:
    """Return the workbook; every cell is text, whatever it begins with."""
    import xlsxwriter  # measured: only this format needs it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **TEXT_ONLY}) as book:
        book.set_properties({"title": "RACI matrix", "created": MADE})
        sheet = book.add_worksheet("RACI")
        styles = _Styles(book)
        _heads(sheet, matrix, styles)
        at = HEAD_ROW + 1
        for row in matrix.rows:
            _line(sheet, at, row, matrix, styles)
            at += 1
        _setup(sheet, matrix)
        _legend(book.add_worksheet("Legend"), matrix, styles)
    return buffer.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        grid = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
        head = {**grid, "bold": True, "bg_color": "#D9E2F3"}
        self.over = book.add_format({**head, "bg_color": "#B4C6E7", "align": "center"})
        self.head = book.add_format({**head, "valign": "bottom"})
        self.turned = book.add_format({**head, "rotation": 60, "align": "center"})
        self.text = book.add_format({**grid, "text_wrap": True})
        self.empty = book.add_format(grid)
        cell = {**grid, "align": "center"}
        self.letters = {
            letter: book.add_format({**cell, **look, "bg_color": fill})
            for letter, (fill, look) in FILLS.items()
        }


def _heads(sheet: Any, matrix: Matrix, styles: _Styles) -> None:
    for at, (name, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_blank(0, at, None, styles.over)
        sheet.write_string(HEAD_ROW, at, name, styles.head)
    at = len(HEAD)
    for department, columns in groupby(matrix.columns, key=lambda column: column.department):
        members = list(columns)
        last = at + len(members) - 1
        if len(members) > 1:
            sheet.merge_range(0, at, 0, last, "", styles.over)
        sheet.write_string(0, at, _cell(department), styles.over)
        for number, column in enumerate(members):
            sheet.write_string(HEAD_ROW, at + number, _cell(column.title), styles.turned)
        sheet.set_column(at, last, NARROW)
        at = last + 1
    sheet.set_row(HEAD_ROW, 150)


def _line(sheet: Any, at: int, row: Row, matrix: Matrix, styles: _Styles) -> None:
    texts = (row.duty.activity, row.where, row.duty.document.title)
    for column, text in enumerate(texts):
        sheet.write_string(at, column, _cell(text), styles.text)
    for number, role in enumerate(matrix.columns, len(HEAD)):
        letters = row.letters.get(role.id, "")
        if letters:
            strongest = next(letter for letter in FILLS if letter in letters)
            sheet.write_string(at, number, letters, styles.letters[strongest])
        else:
            sheet.write_blank(at, number, None, styles.empty)


def _setup(sheet: Any, matrix: Matrix) -> None:
    last = HEAD_ROW + len(matrix.rows), len(HEAD) + len(matrix.columns) - 1
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.autofilter(HEAD_ROW, 0, *last)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEAD_ROW)
    sheet.print_area(0, 0, *last)
    sheet.set_footer("&L&A&RPage &P of &N")


def _legend(sheet: Any, matrix: Matrix, styles: _Styles) -> None:
    sheet.set_column(0, 2, 32)
    said = {"R": "does it", "A": "answers for it", "C": "is asked first", "I": "is told"}
    for at, (letter, text) in enumerate(said.items()):
        sheet.write_string(at, 0, letter, styles.letters[letter])
        sheet.write_string(at, 1, text, styles.text)
    start = len(said) + 1
    for number, name in enumerate(("Role", "Id", "Department")):
        sheet.write_string(start, number, name, styles.head)
    for at, column in enumerate(matrix.columns, start + 1):
        for number, text in enumerate((column.title, column.id, column.department)):
            sheet.write_string(at, number, _cell(text), styles.text)


def _cell(text: str) -> str:
    return visible(text)[:LONGEST]
