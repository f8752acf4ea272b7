"""Opens every page of a site and writes down what is wrong: links, console, foreign requests."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

LOOK = """() => ({
  links: [...document.querySelectorAll("a[href], area[href]")].map((a) => a.href.baseVal ?
    new URL(a.href.baseVal, document.baseURI).href : a.href),
  ids: [...document.querySelectorAll("[id], a[name]")].map((e) => e.id || e.name),
})"""
FOLLOWED = ("http", "https", "file")


@dataclass
class Crawl:
    """What was seen; `faults` are sentences that begin with the page they stand on."""

    home: str
    pages: dict[str, set[str]] = field(default_factory=dict)  # address -> ids
    links: dict[str, set[str]] = field(default_factory=dict)  # address -> pages that lead there
    faults: list[str] = field(default_factory=list)
    current: str = ""

    def own(self, address: str) -> bool:
        """Whether an address is inside of the site (`data:` is inside of the page)."""
        scheme = urlsplit(address).scheme
        return address.startswith(self.home) or scheme in ("data", "blob", "about")

    def fault(self, message: str, page: str = "") -> None:
        """Remember what is wrong, once."""
        where = (page or self.current).removeprefix(self.home) or "index.html"
        if (said := f"{where}: {message}") not in self.faults:
            self.faults.append(said)


def crawl(browser: Browser, home: str) -> Crawl:
    """Visit everything that can be reached from `home` (an address that ends with a slash)."""
    seen = Crawl(home)
    with browser.new_context() as context:
        page = context.new_page()
        _listen(seen, page)
        waiting = [f"{home}index.html"]
        while waiting:
            address = waiting.pop()
            if address in seen.pages:
                continue
            waiting += sorted(_visit(seen, page, address), reverse=True)
    _anchors(seen)
    return seen


def _listen(seen: Crawl, page: Page) -> None:
    def asked(request: Request) -> None:
        if not seen.own(request.url):
            seen.fault(f"asks another host: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            seen.fault(f"asks for what is not there: {response.url.removeprefix(seen.home)}")

    def said(message: ConsoleMessage) -> None:
        dead = message.location.get("url") == seen.current and "Failed to load" in message.text
        if message.type in ("error", "warning") and not dead:  # a dead link is told as one
            seen.fault(f"console: {message.text}")

    page.on("request", asked)
    page.on("response", answered)
    page.on("pageerror", lambda error: seen.fault(f"script error: {error}"))
    page.on("console", said)


def _visit(seen: Crawl, page: Page, address: str) -> set[str]:
    """Open a page; return the pages that it leads to."""
    before, seen.current = seen.current, address
    response = page.goto(address)
    if response is not None and response.status >= 400:
        for origin in sorted(seen.links.get(address, {before})):
            seen.fault(f"dead link: {address.removeprefix(seen.home)}", origin)
        seen.pages[address] = set()
        return set()
    looked = page.evaluate(LOOK)
    seen.pages[address] = set(looked["ids"])
    found = set()
    for link in looked["links"]:
        target, anchor = urldefrag(link)
        if urlsplit(target).scheme not in FOLLOWED or not seen.own(target):
            continue
        seen.links.setdefault(target, set()).add(address)
        if anchor:
            seen.links.setdefault(link, set()).add(address)
        found.add(target)
    return found


def _anchors(seen: Crawl) -> None:
    for link, origins in sorted(seen.links.items()):
        target, anchor = urldefrag(link)
        if not anchor or not seen.pages.get(target) or anchor.startswith("__"):
            continue
        if unquote(anchor) not in seen.pages[target]:
            for origin in sorted(origins):
                seen.fault(f"dead anchor: {link.removeprefix(seen.home)}", origin)
