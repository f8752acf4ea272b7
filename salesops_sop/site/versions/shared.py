"""What lies above the folders of the versions, and changes whenever one is added."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from salesops_sop.history.releases import LATEST, NEXT, Release, Releases

LIST, SCRIPT, FIRST, PAGES = "versions.json", "versions.js", "index.html", "pages.js"

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">{head}
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
""")
_FORWARD = Markup("""
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{target}">""")


@dataclass(frozen=True, slots=True)
class Version:
    """A folder of the site: a release, or what is being worked on, which has no commit."""

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    day: str = ""
    commit: str = ""


def listed(releases: Releases) -> list[Version]:
    """All versions, the newest first: what is being worked on before all releases."""
    found = [
        Version(
            release.name,
            release.version,
            (LATEST,) if release == releases.latest else (),
            release.day,
            release.commit,
        )
        for release in reversed(releases.found)
    ]
    return [Version(NEXT, "Next"), *found]


def write(site: Path, versions: Sequence[Version], title: str) -> None:
    """Write the list of versions, as JSON and as a script, and the page that leads to the latest.

    The JSON is what mike 2 writes and what the theme's own selector reads: `version` is the name of
    the folder, `properties` are ours. The script holds the same, for pages without a server.
    """
    text = json.dumps([_entry(version) for version in versions], indent=2)
    _save(site / LIST, f"{text}\n")
    _save(site / SCRIPT, f"self.sopVersions = {text};\n")
    first = LATEST if any(LATEST in version.aliases for version in versions) else NEXT
    target = f"{first}/{FIRST}"
    links = Markup("\n").join(
        Markup('<li><a href="{0}/index.html">{1}</a></li>').format(version.name, version.title)
        for version in versions
    )
    body = Markup('<p><a href="{}">{}</a></p>\n<ul>\n{}\n</ul>').format(target, title, links)
    head = _FORWARD.format(target=target)
    _save(site / FIRST, _PAGE.format(title=title, head=head, body=body))


def commits(text: str) -> Mapping[str, str]:
    """The commit of each release in the text of a list; none if the list is not ours."""
    try:
        entries: Any = json.loads(text)
        return {
            str(entry["version"]): str(entry["properties"]["commit"])
            for entry in entries
            if "commit" in entry.get("properties", {})
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def list_pages(site: Path) -> None:
    """Write which pages a version has, so that others can lead to the same page of it."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    text = json.dumps([page for page in pages if page != "404.html"], indent=0)
    _save(site / PAGES, f"(self.sopPages ??= {{}})[document.currentScript.src] = {text};\n")


def say_that_nothing_is_left(site: Path, release: Release) -> None:
    """Write the one page of a release that cannot be shown at all."""
    site.mkdir(parents=True)
    title = f"Version {release.version}"
    text = "Nothing of this version can be shown any more. Its documents are in the repository."
    link = Markup('<p><a href="../{}">Go to the latest version</a></p>').format(FIRST)
    body = Markup("<h1>{}</h1>\n<p>{}</p>\n{}").format(title, text, link)
    _save(site / FIRST, _PAGE.format(title=title, head="", body=body))


def _entry(version: Version) -> dict[str, object]:
    entry: dict[str, object] = {
        "version": version.name,
        "title": version.title,
        "aliases": list(version.aliases),
    }
    if version.commit:
        entry["properties"] = {"day": version.day, "commit": version.commit}
    return entry


def _save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def moved(before: Mapping[str, str], releases: Iterable[Release]) -> list[str]:
    """A sentence about each release that is another commit than it was, or is gone."""
    now = {release.name: release.commit for release in releases}
    return [
        f"the tag ‘{name}’ was moved from {commit[:10]} to {now[name][:10]}: it is another release"
        if name in now
        else f"‘{name}’ was published and has no tag any more: it is left out"
        for name, commit in sorted(before.items())
        if now.get(name) != commit
    ]
