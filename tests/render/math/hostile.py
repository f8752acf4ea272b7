"""Titles that try to be something else than text."""

from collections.abc import Mapping

from hypothesis import strategies as st

from tests.lang.formula.formulas import NAMES

NASTY = (
    "</mtext></math><script>alert(1)</script>",
    '" onload="alert(1)',
    "{{ 7 * 7 }} {% x %}",
    "]]> --> <!-- & &amp; &#x3c;",
    "\\end{cases} \\input{/etc/passwd} $x^2_1$ # ~ % { } \\\\",
    "two\nlines\r\n\n    and a tab\t",
    "\x00\x1b[31m\u202e\ud800\ufffe",
    " \u00a0 ",
    "",
    "百分比 🎯 عربي",
)
titles = st.sampled_from(NASTY) | st.text(max_size=20)
named: st.SearchStrategy[Mapping[str, str]] = st.dictionaries(st.sampled_from(NAMES), titles)
