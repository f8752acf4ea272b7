/* What changed: how much is new since the last visit, kept in this browser under `sop-visit`, and what of
   it touches the reader's own role (`sop-role`). */
(() => {
  "use strict";
  const KEY = "sop-visit";
  const MOST = 2000;

  const read = (store, key) => {
    try {
      return JSON.parse(store.getItem(key) || "null");
    } catch {
      return null; // forbidden, or not ours
    }
  };
  const write = (store, key, value) => {
    try {
      store.setItem(key, JSON.stringify(value));
    } catch {
      // the next visit then tells nothing
    }
  };
  const role = () => {
    try {
      return localStorage.getItem("sop-role") || "";
    } catch {
      return "";
    }
  };
  const sound = (visit) => (visit && Array.isArray(visit.seen) && typeof visit.day === "string" ? visit : null);

  /** What was seen before this visit; the visit lasts as long as the tab. */
  function before(keys) {
    try {
      const now = sessionStorage.getItem(KEY) !== null;
      const kept = now ? sound(read(sessionStorage, KEY)) : sound(read(localStorage, KEY));
      if (!now) write(sessionStorage, KEY, kept || {});
      const seen = new Set([...keys, ...(sound(read(localStorage, KEY))?.seen || [])]);
      const day = new Date();
      const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
      const today = parts.map((number) => String(number).padStart(2, "0")).join("-");
      write(localStorage, KEY, { seen: [...seen].slice(0, MOST), day: today });
      return kept;
    } catch {
      return null;
    }
  }

  const counted = (number) => `${number} change${number === 1 ? "" : "s"}`;

  function tell(part) {
    const found = JSON.parse(part.querySelector("script").textContent);
    const kept = before(found.map(([key]) => key));
    const mine = role();
    const marks = (list) => {
      for (const item of document.querySelectorAll("[data-change]"))
        if (list.has(item.dataset.change)) item.classList.add("sop-changes__new");
    };
    if (!kept) return;
    const seen = new Set(kept.seen);
    const fresh = found.filter(([key]) => !seen.has(key));
    const day = new Date(`${kept.day}T12:00`);
    const when = Number.isNaN(day.getTime())
      ? ""
      : ` on ${day.toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" })}`;
    const own = fresh.filter(([, roles]) => roles.split(" ").includes(mine)).length;
    part.querySelector(".sop-since__new").textContent = fresh.length
      ? `${counted(fresh.length)} since your last visit${when}`
      : `Nothing changed since your last visit${when}`;
    part.querySelector(".sop-since__mine").textContent = mine && fresh.length ? `, for your role: ${own}` : "";
    part.classList.toggle("sop-since--none", !fresh.length);
    part.hidden = false;
    marks(new Set(fresh.map(([key]) => key)));
  }

  /** Sentences that touch the reader's role are marked. */
  function own() {
    const mine = role();
    if (!mine) return;
    for (const item of document.querySelectorAll("[data-roles]")) {
      if (!item.dataset.roles.split(" ").includes(mine)) continue;
      item.classList.add("sop-changes__mine");
      const said = document.createElement("span");
      said.className = "sop-mine sop-mine--r";
      said.textContent = "My role";
      item.prepend(said, " ");
    }
  }

  const part = document.querySelector(".sop-since");
  if (part) tell(part);
  own();
})();
