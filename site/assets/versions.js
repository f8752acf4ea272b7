/* Which version is read, and the way to the others. Pages of a release never change, so all that
   changes with time comes from `versions.js` above the folders of the versions; which pages a
   version has says `pages.js` in its folder. Both are scripts, since a page in a folder without a
   server may not fetch anything. */
(() => {
  "use strict";
  const home = new URL("../../", document.currentScript.src);
  const root = new URL("../", home);
  const name = decodeURIComponent(home.pathname.slice(root.pathname.length).replace("/", ""));
  const known = new Map();

  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });

  const folder = (version) => (version.aliases.includes("latest") ? "latest" : version.version);

  const pages = (version) => {
    if (!known.has(version.version)) {
      const address = new URL(`${encodeURIComponent(version.version)}/pages.js`, root).href;
      const found = load(address).then(
        () => new Set(self.sopPages?.[address] ?? []),
        () => new Set(),
      );
      known.set(version.version, found);
    }
    return known.get(version.version);
  };

  const page = () => {
    const path = location.pathname.startsWith(home.pathname)
      ? decodeURI(location.pathname.slice(home.pathname.length))
      : "";
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  };

  /* The same page in another version, or that version's first page. */
  const counterpart = async (version) => {
    const found = await pages(version);
    const here = page();
    const there = [here, `${here}.html`].find((path) => found.has(path));
    const target = new URL(`${encodeURIComponent(folder(version))}/`, root);
    if (there === undefined) return { href: new URL("index.html", target).href, same: false };
    return { href: new URL(encodeURI(there) + location.hash, target).href, same: true };
  };

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const about = (version) => {
    if (version.version === "next") return "not released";
    if (version.aliases.includes("latest")) return `latest, ${version.properties?.day ?? ""}`;
    return version.properties?.day ?? "";
  };

  const item = (version, current) => {
    const first = new URL(`${encodeURIComponent(folder(version))}/index.html`, root).href;
    const link = element(
      "a",
      { href: first },
      element("span", {}, version.title),
      element("span", { className: "sop-version__about" }, about(version)),
    );
    if (version === current) link.setAttribute("aria-current", "true");
    const aim = async () => (link.href = (await counterpart(version)).href);
    for (const event of ["pointerenter", "focus"]) link.addEventListener(event, aim);
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      location.assign(await aim());
    });
    return element("li", {}, link);
  };

  const selector = (versions, current) => {
    const list = element("ul", { className: "sop-version__list", id: "__versions", hidden: true });
    list.append(...versions.map((version) => item(version, current)));
    const button = element("button", { type: "button", className: "sop-version__current" });
    button.textContent = current.title;
    button.setAttribute("aria-label", `Version ${current.title}: choose another one`);
    button.setAttribute("aria-controls", list.id);
    const box = element("div", { className: "sop-version" }, button, list);
    const show = (open) => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      const place = button.getBoundingClientRect();
      list.style.top = `${place.bottom}px`;
      list.style.left = `${Math.max(8, Math.min(place.left, innerWidth - list.offsetWidth - 8))}px`;
    };
    show(false);
    button.addEventListener("click", () => show(list.hidden));
    box.addEventListener("focusout", (event) => {
      if (!box.contains(event.relatedTarget)) show(false);
    });
    document.addEventListener("click", (event) => {
      if (!box.contains(event.target)) show(false);
    });
    box.addEventListener("keydown", (event) => {
      const stops = [button, ...list.querySelectorAll("a")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !list.hidden) {
        show(false);
        button.focus();
      } else if (step) {
        event.preventDefault();
        show(true);
        stops[Math.max(0, Math.min(stops.indexOf(event.target) + step, stops.length - 1))].focus();
      }
    });
    document.querySelector(".md-header__topic")?.append(box);
  };

  const banner = async (versions, current) => {
    const latest = versions.find((version) => version.aliases.includes("latest"));
    const place = document.querySelector(".md-content__inner");
    if (!latest || current === latest || !place) return;
    const { href, same } = await counterpart(latest);
    const day = current.properties?.day ? ` of ${current.properties.day}` : "";
    const old = versions.indexOf(current) > versions.indexOf(latest);
    const text = old
      ? `You are reading an old version: ${current.title}${day}. `
      : current.version === "next"
        ? "You are reading what is being worked on; it is not released. "
        : `You are reading ${current.title}${day}, a candidate for the next release. `;
    const link = same
      ? `Read this page in the latest version, ${latest.title}`
      : `This page is not in the latest version, ${latest.title}: go to its first page`;
    const note = element("aside", { className: "sop-banner sop-banner--warning sop-outdated" });
    note.setAttribute("aria-label", "Version");
    note.append(element("p", {}, text, element("a", { href }, link)));
    place.prepend(note);
  };

  load(new URL("versions.js", root).href).then(
    () => {
      const versions = self.sopVersions ?? [];
      const current = versions.find(
        (version) => version.version === name || version.aliases.includes(name),
      );
      if (!current) return;
      if (versions.length > 1) selector(versions, current);
      banner(versions, current);
    },
    () => {}, // a version that was taken out of its place: it is whole without the others
  );
})();
