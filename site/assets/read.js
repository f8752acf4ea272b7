/* “Read and understood”: remembers in this browser, under `sop-read`, which text of a document was
   confirmed, and asks again only when another meaning stands there. */
(() => {
  "use strict";
  const KEY = "sop-read";
  const part = document.querySelector("[data-read]");
  if (!part) return;
  const { read: document_, digest } = part.dataset;
  const said = part.querySelector(".sop-read__said");

  function all() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {}; // forbidden, or not ours
    }
  }

  function show() {
    const own = all()[document_];
    if (!own || typeof own !== "object") return;
    const day = new Date(`${own.day}T12:00`);
    const when = Number.isNaN(day.getTime())
      ? "before"
      : `on ${day.toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" })}`;
    const same = own.digest === digest;
    part.classList.toggle("sop-read--done", same);
    part.classList.toggle("sop-read--anew", !same);
    said.textContent = same
      ? `✓ You went to confirm this text ${when}. What it says has not changed since.`
      : `What it says has changed since you went to confirm it ${when}. Read it again, please.`;
    said.hidden = false;
  }

  part.querySelector(".sop-read__link").addEventListener("click", () => {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((number) => String(number).padStart(2, "0"))
      .join("-");
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...all(), [document_]: { digest, day } }));
    } catch {
      // it is then asked for again
    }
    show();
  });
  show();
})();
