"""An audit as a page that stands by itself: to print, to sign and to file."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from salesops_sop.base.visible import visible
from salesops_sop.history.approval.auditing import Audit, Verdict
from salesops_sop.history.release.auditing import Standing
from salesops_sop.report.audited.saying import UNREAD, agreed, headline, stood
from salesops_sop.report.outcome import Look

_STYLE = """\
body{font:11pt/1.45 system-ui,"Segoe UI",Roboto,Arial,sans-serif;margin:2rem auto;max-width:64rem;
padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem;margin-bottom:.25rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:start;vertical-align:top}
th{background:#f2f2f2}
code{overflow-wrap:anywhere}
ul{margin:0;padding-inline-start:1.1rem}
.breach{color:#a30000;font-weight:600}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}
"""
_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Audit: {title}</title>
<style>
{style}</style>
</head>
<body>
<h1>Audit: {title}</h1>
<p>{organization}Revision <code>{revision}</code>, commit <code>{commit}</code>,
audited on {day}.</p>
<p><strong>{headline}</strong></p>
<table>
<thead><tr><th scope="col">Document</th><th scope="col">Version</th><th scope="col">Approved by</th>
<th scope="col">Breaches</th><th scope="col">Meaning (SHA-256)</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
{releases}
</body>
</html>
""")

_RELEASES = Markup("""\
<h2>Releases</h2>
<table>
<thead><tr><th scope="col">Tag</th><th scope="col">Day</th><th scope="col">Commit</th>
<th scope="col">Held against what its tag recorded</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>""")


def write(audit: Audit, day: str, look: Look) -> str:
    """Return the page: every text of the handbook escaped, nothing fetched, no script."""
    settings = audit.handbook.settings
    organization = f"{settings.organization}. " if settings.organization else ""
    return str(
        _PAGE.format(
            title=visible(settings.title),
            style=Markup(_STYLE),
            organization=visible(organization),
            revision=visible(audit.revision),
            commit=audit.commit,
            day=day,
            headline=headline(audit),
            releases=_releases(audit.releases),
            rows=Markup("\n").join(
                [*map(_row, audit.verdicts), *map(_unread, audit.unread)],
            ),
        )
    )


def _releases(found: Sequence[Standing]) -> Markup:
    if not found:
        return Markup("")
    rows = Markup("\n").join(
        _cells(
            visible(standing.tag),
            standing.day,
            Markup("<code>{}</code>").format(standing.commit),
            _list(standing.breaches, "breach") if standing.breaches else stood(standing),
        )
        for standing in found
    )
    return _RELEASES.format(rows=rows)


def _unread(name: str) -> Markup:
    return _cells(visible(name), "", "", _list([UNREAD], "breach"), "")


def _row(verdict: Verdict) -> Markup:
    return _cells(
        Markup("{}<br><code>{}</code>").format(
            visible(verdict.document.title), verdict.document.ref
        ),
        verdict.control.version or "",
        _list(map(agreed, verdict.evidence)) if verdict.asked else "nobody is asked",
        _list(verdict.breaches, "breach") if verdict.breaches else "none",
        Markup("<code>{}</code>").format(verdict.digest),
    )


def _cells(*cells: str) -> Markup:
    return Markup("<tr>{}</tr>").format(
        Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells)
    )


def _list(sentences: Iterable[str], kind: str = "") -> Markup:
    of_kind = Markup(' class="{}"').format(kind) if kind else Markup("")
    items = [Markup("<li>{}</li>").format(visible(text)) for text in sentences]
    return Markup("<ul{}>{}</ul>").format(of_kind, Markup("").join(items)) if items else Markup("")
