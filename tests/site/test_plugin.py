"""The plugin: which handbook, which configuration, what is said when something is wrong."""

import gzip
import html
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from salesops_sop.base.errors import EnvironmentProblem, UnreadableError, UsageError
from salesops_sop.base.resources import mkdocs_yml, reference_handbook
from salesops_sop.site.plugin import running

ROLE = """\
kind: role
id: {id}
title: "{title}"
department: sales
purpose: Keeps the words of the handbook in order.
"""
DEPARTMENT = "kind: department\nid: sales\ntitle: Sales\nhead: vp-sales\n"
HANDBOOK = 'kind: handbook\ntitle: "{title}"\n'
BROKEN = "kind: role\nid: broken\ntitle: [\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A client's project: a folder with a small handbook in it."""
    project = tmp_path / "client"
    write(project, "sops/handbook.yaml", HANDBOOK.format(title="The client’s handbook"))
    write(project, "sops/organization/sales.yaml", DEPARTMENT)
    write(
        project, "sops/organization/vp-sales.yaml", ROLE.format(id="vp-sales", title="VP of Sales")
    )
    return project


@pytest.fixture
def own(project: Path) -> Callable[[str], None]:
    """Give the project a configuration of its own; the argument is added to it."""
    shipped = mkdocs_yml().read_text(encoding="utf-8").replace("site/docs", "docs")
    start, end = shipped.index("nav:\n"), shipped.index("theme:\n")
    write(project, "docs/ours.md", "# Ours\n")

    def configure(more: str) -> None:
        mine = shipped[:start] + "nav: [ours.md]\n" + shipped[end:] + more
        write(project, "mkdocs.yml", mine.replace("Sales operations handbook", "Our name"))

    return configure


def write(project: Path, path: str, text: str) -> Path:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def built(project: Path, strict: bool = True) -> Path:
    out = project / "public"
    running.build(project / "sops", out, strict)
    return out


def text(out: Path, page: str) -> str:
    return (out / page).read_text(encoding="utf-8")


def test_a_client_needs_no_configuration(project: Path) -> None:
    out = built(project)
    assert "<title>The client’s handbook</title>" in text(out, "index.html")
    assert "VP of Sales" in text(out, "roles/vp-sales.html")
    assert sorted(os.listdir(project)) == ["public", "sops"]


def test_a_project_may_have_its_own_configuration(
    project: Path, own: Callable[[str], None]
) -> None:
    own("")
    write(project, "docs/index.md", "# Our home page\n")
    out = built(project)
    assert "<title>Our name</title>" in text(out, "index.html")
    assert "Our home page" in text(out, "index.html")
    assert "Ours" in text(out, "ours.html")
    assert "VP of Sales" in text(out, "roles/vp-sales.html")


def test_a_hand_written_file_for_programs_takes_the_place_of_ours(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: x\ntheme: material\nplugins: [salesops-sop]\n")
    write(project, "docs/handbook.json", "{}\n")
    assert (built(project) / "handbook.json").read_text() == "{}\n"


def test_links_lead_somewhere_whatever_the_configuration_says(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: x\ntheme: material\nplugins: [salesops-sop]\n")
    write(project, "docs/ours.md", "# Ours\n")
    page = "roles/vp-sales.html"
    links = re.findall(r'<a href="([^":#]+)"', text(built(project), page))
    assert "../departments/sales.html" in links
    for link in links:
        assert (project / "public" / "roles" / link).is_file(), link


def test_a_configuration_without_the_plugin(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: x\ntheme: material\n")
    (project / "docs").mkdir()
    with pytest.raises(UsageError, match="does not use the plugin `salesops-sop`: add it"):
        built(project)


def test_a_configuration_with_another_theme(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: x\nplugins: [salesops-sop]\n")
    (project / "docs").mkdir()
    with pytest.raises(UnreadableError, match=r"write `theme: \{name: material\}`"):
        built(project)


def test_a_configuration_that_is_wrong(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: [\n")
    with pytest.raises(UnreadableError):
        built(project)


def test_no_handbook_is_one_sentence(project: Path) -> None:
    shutil.rmtree(project / "sops")
    with pytest.raises(UnreadableError, match=r"^“.*sops” does not exist: name the folder of"):
        built(project)
    (project / "sops").mkdir()
    with pytest.raises(UnreadableError, match=r"^there is no document in “.*sops”: name the"):
        built(project)
    assert os.listdir(project) == ["sops"]


def test_a_broken_document_stops_a_strict_build_and_nothing_else(project: Path) -> None:
    before = text(built(project), "index.html")
    write(project, "sops/organization/broken.yaml", BROKEN)
    with pytest.raises(UnreadableError, match=r"^sops/organization/broken\.yaml:\d+:\d+: "):
        built(project)
    assert text(project / "public", "index.html") == before
    report = running.build(project / "sops", project / "public", strict=False)
    assert [warning.split(":")[0] for warning in report.warnings] == [
        "sops/organization/broken.yaml"
    ]
    assert report.pages == len(list((project / "public").rglob("*.html")))
    assert "broken.yaml" not in text(project / "public", "index.html")


def test_titles_are_text_wherever_the_theme_writes_them(project: Path) -> None:
    title = (
        "R & 'D' < &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ config }} {: onclick=x}"
    )
    write(project, "sops/organization/odd.yaml", ROLE.format(id="odd", title=title))
    write(project, "sops/handbook.yaml", HANDBOOK.format(title=title))
    out = built(project)
    for file in out.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert "<script>alert" not in page, file
        assert handlers(page) == [], file
    page = text(out, "roles/odd.html")
    shown = html.unescape(page[page.index("<title>") : page.index("</title>")])
    assert shown == f"<title>{title} · {title}"


def handlers(page: str) -> list[str]:
    """Every attribute of a page that runs something."""
    found: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(name for name, _ in attrs if name.startswith("on"))

    Parser().feed(page)
    return found


def test_pages_lead_to_the_file_they_were_made_from(
    project: Path, own: Callable[[str], None]
) -> None:
    own("repo_url: https://example.com/us/handbook\nedit_uri: edit/main/docs/\n")
    out = built(project)
    host = "https://example.com/us/handbook/edit/main"
    assert f"{host}/sops/organization/vp-sales.yaml" in text(out, "roles/vp-sales.html")
    assert f"{host}/docs/ours.md" in text(out, "ours.html")
    assert 'data-md-component="source"' not in text(out, "index.html")


def test_a_folder_of_something_else_is_left_alone(project: Path) -> None:
    with pytest.raises(UsageError, match="is not a built site"):
        running.build(project / "sops", project / "sops", strict=True)


BUILD = """
import sys
from pathlib import Path
from salesops_sop.site.plugin.running import build
build(Path(sys.argv[1]), Path(sys.argv[2]), strict=False)
"""


def test_the_same_handbook_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(project, copy)
    made = []
    for number, folder in enumerate((project, copy)):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": str(number),
            "SOURCE_DATE_EPOCH": "1790000000",
        }
        out = tmp_path / f"public-{number}"
        subprocess.run(
            [sys.executable, "-c", BUILD, folder / "sops", out], env=environment, check=True
        )
        made.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
        time.sleep(1.1)
    assert made[0] == made[1]


def test_mkdocs_itself_builds_the_reference_handbook_without_a_warning(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "public"],
        cwd=reference_handbook().parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "WARNING -" not in answer.stderr
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "public" / "index.html").exists()


def test_dirty_builds_are_refused(project: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--dirty", "-f", mkdocs_yml()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "--dirty breaks the search" in answer.stderr


# ---- serving ---------------------------------------------------------------------------------

SERVE = """
import sys
from pathlib import Path
from salesops_sop.site.plugin.running import serve
serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]), lambda said: print(said, flush=True))
"""


@pytest.fixture
def preview(project: Path) -> Iterator[Callable[[str], str]]:
    """Serve the project; the answer is a function from a page to its text."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, project / "sops", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    for line in process.stdout:
        if line.startswith("Serving"):
            break
    drain = threading.Thread(target=process.stdout.read, daemon=True)
    drain.start()

    def get(page: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=20) as answer:
            return str(answer.read().decode())

    yield get
    process.terminate()
    process.wait()
    drain.join()
    process.stdout.close()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(get: Callable[[str], str], page: str, expected: str) -> str:
    shown = ""
    for _ in range(100):
        try:
            if expected in (shown := get(page)):
                return shown
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{expected!r} never came up in {shown[:2000]}")


def test_the_preview_follows_the_handbook(project: Path, preview: Callable[[str], str]) -> None:
    eventually(preview, "roles/vp-sales.html", "VP of Sales")
    role = ROLE.format(id="vp-sales", title="Vice President of Sales")
    write(project, "sops/organization/vp-sales.yaml", role)
    eventually(preview, "roles/vp-sales.html", "Vice President of Sales")
    broken = write(project, "sops/organization/broken.yaml", BROKEN)
    shown = eventually(preview, "index.html", "sops/organization/broken.yaml:")
    assert "This handbook has mistakes" in shown
    broken.unlink()
    eventually(preview, "index.html", "The client’s handbook")
    for _ in range(50):
        if "broken.yaml" not in preview("index.html"):
            break
        time.sleep(0.1)
    assert "broken.yaml" not in preview("index.html")


def test_a_port_in_use_is_one_sentence(project: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EnvironmentProblem, match=f"^port {port} is in use: name another one$"):
            running.serve(project / "sops", "127.0.0.1", port)


def test_a_sitemap_is_written_only_with_an_address(
    project: Path, own: Callable[[str], None]
) -> None:
    assert not list(built(project).glob("sitemap*"))
    own("site_url: https://example.com/handbook/\n")
    listed = gzip.decompress((built(project) / "sitemap.xml.gz").read_bytes()).decode()
    assert "<loc>https://example.com/handbook/roles/vp-sales.html</loc>" in listed
